"""Periods of time as people name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.charts.numerals import MONTHS, short_date

if TYPE_CHECKING:
    from datetime import datetime

SHORT = 3
"""Letters of a month in a table."""


def period_name(start: datetime, period: str, *, short: bool = False) -> str:
    """May 2027, week of 3 May 2027, second quarter of 2027 or 2027; short: May 2027, 3 May 2027, Q2 2027, 2027."""
    if period == "year":
        return str(start.year)
    if period == "quarter":
        number = (start.month - 1) // 3
        words = ("first", "second", "third", "fourth")
        return f"Q{number + 1} {start.year}" if short else f"{words[number]} quarter of {start.year}"
    if period == "week":
        return short_date(start) if short else f"week of {short_date(start)}"
    month = MONTHS[start.month - 1]
    return f"{month[:SHORT] if short else month} {start.year}"
