"""What the service remembers: rows in a database, results in files."""
