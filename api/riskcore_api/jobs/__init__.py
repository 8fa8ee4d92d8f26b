"""Runs: kept in the database until they are done, whoever dies meanwhile."""
