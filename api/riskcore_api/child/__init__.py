"""Processes that do the work: started when needed, bounded in memory and time, without the database's password."""
