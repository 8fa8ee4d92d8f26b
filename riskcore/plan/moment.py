"""Dates and times of a plan: local, to the minute, between 1900 and 2199."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from riskcore.plan.rule import BrokenRule

_FORM = re.compile(r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$")
FIRST_YEAR, LAST_YEAR = 1900, 2199


def _parse(value: object) -> datetime:
    if isinstance(value, str) and _FORM.match(value.strip()):
        try:
            value = datetime.fromisoformat(value.strip())
        except ValueError:
            raise BrokenRule("must be a date of the calendar", f'"{value}"') from None
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime) or value.tzinfo is not None:
        raise BrokenRule(
            "must be a date or a local time", repr(value), "Write 2027-06-30 or 2027-06-30T17:00, without a time zone."
        )
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise BrokenRule(f"must lie between {FIRST_YEAR} and {LAST_YEAR}", value.isoformat())
    return value


def write_moment(value: datetime) -> str:
    """ISO 8601: the date alone at midnight, else to the minute (to the second where there are seconds)."""
    if value.time() == time():
        return value.date().isoformat()
    return value.isoformat(timespec="seconds" if value.second or value.microsecond else "minutes")


Moment = Annotated[
    datetime,
    PlainValidator(_parse),
    PlainSerializer(write_moment),
    WithJsonSchema({"type": "string", "pattern": _FORM.pattern, "examples": ["2027-06-30", "2027-06-30T17:00"]}),
]
