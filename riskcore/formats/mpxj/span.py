"""Lengths of time as MPXJ states them, as riskcore writes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from riskcore.plan import Duration, WorkHours

MOST_DIGITS = 6


def is_elapsed(span: dict[str, Any] | None) -> bool:
    """Whether it runs on the clock."""
    return span is not None and str(span["unit"]).startswith("ELAPSED")


def minutes(span: dict[str, Any] | None) -> float:
    """Its minutes: working ones, or of the clock."""
    return 0.0 if span is None or span.get("minutes") is None else float(span["minutes"])


def by(moment: str) -> str:
    """A finish of the file as a plan writes it: midnight ends the day before, which a plan writes as that day."""
    if not moment.endswith("T00:00:00"):
        return moment
    return (date.fromisoformat(moment[:10]) - timedelta(days=1)).isoformat()


def in_minutes(length: float) -> dict[str, Any]:
    """A length of working time as MPXJ states one."""
    return {"value": length, "unit": "MINUTES", "minutes": length}


def duration(length: float, hours: WorkHours, *, elapsed: bool = False) -> Duration:
    """`length` minutes in the largest unit that says them exactly: 4800 are 10d where a day has eight hours."""
    per_day = 1440.0 if elapsed else hours.minutes_per_day
    for unit, size in (("d", per_day), ("h", 60.0)):
        value = length / size
        if value == round(value, 2):
            return Duration(value, f"e{unit}" if elapsed else unit)
    return Duration(round(length, MOST_DIGITS), "emin" if elapsed else "min")


def hours(length: float, *, elapsed: bool = False) -> Duration:
    """`length` minutes in hours where that is exact, else in minutes: the same on every calendar."""
    value = length / 60.0
    exact = value == round(value, 2)
    return Duration(
        value if exact else round(length, MOST_DIGITS), ("e" if elapsed else "") + ("h" if exact else "min")
    )
