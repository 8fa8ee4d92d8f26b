"""Where answers are printed."""

from __future__ import annotations

import sys

from rich.console import Console

WIDE = 142
"""Columns from which tables are shown whole; what is not a terminal is as wide."""


def console() -> Console:
    """Standard output, as wide as the terminal; names are printed as they are, whatever brackets they hold."""
    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else WIDE)
