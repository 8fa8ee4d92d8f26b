"""What a sheet holds, whatever kind of file it came from: cells, rows, merges, and places to point at."""
