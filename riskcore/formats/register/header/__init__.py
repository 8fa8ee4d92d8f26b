"""Which row is the header, and what its names mean."""
