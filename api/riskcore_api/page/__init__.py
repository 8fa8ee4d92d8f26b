"""The small page at /: what the plans say, and where the API is described."""
