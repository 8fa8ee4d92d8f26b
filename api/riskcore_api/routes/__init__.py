"""The resources of the API: each parses, calls one function, wraps."""
