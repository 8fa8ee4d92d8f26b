"""A register as a sheet that can be edited, sent around and read back."""
