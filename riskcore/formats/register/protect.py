"""Text that a spreadsheet would run as a formula, made harmless on writing and restored on reading."""

from __future__ import annotations

from typing import Final

_RUN: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def protected(text: str) -> str:
    """`text` for CSV, with an apostrophe in front where a spreadsheet would run it."""
    return f"'{text}" if is_run(text) else text


def bare(text: str) -> str:
    """Text from CSV without the apostrophe that `protected` puts in front."""
    return text[1:] if text.startswith("'") and is_run(text[1:]) else text


def is_run(text: str) -> bool:
    """Whether a spreadsheet would run it, or take a protected one for it: apostrophes in front do not count."""
    return text.lstrip("'").startswith(_RUN)
