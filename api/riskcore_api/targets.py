"""A date or local time that somebody asks about."""

from __future__ import annotations

from datetime import datetime

FIRST, LAST = 1900, 2199


def local_moment(text: str) -> str:
    """`text` in one form, if it is 2027-06-30 or 2027-06-30T17:00. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date or a local time, such as 2027-06-30 or 2027-06-30T17:00") from None
    if moment.tzinfo is not None:
        raise ValueError("must be a local time, without a zone")
    if not FIRST <= moment.year <= LAST:
        raise ValueError(f"must lie between {FIRST} and {LAST}")
    return moment.isoformat(timespec="minutes")
