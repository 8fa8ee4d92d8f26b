"""Where answers are printed."""

from __future__ import annotations

import sys

from rich.console import Console

WIDE = 108
"""Columns from which tables are shown whole; what is not a terminal is as wide."""


def console() -> Console:
    """Standard output, as wide as the terminal."""
    return Console(highlight=False, width=None if sys.stdout.isatty() else WIDE)
