"""Registers as text: the encodings and separators that spreadsheets write CSV in."""
