"""Working time: a week of shifts and the days that differ from it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated, Any, Self

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, field_validator, model_validator

from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import WorkHours
from riskcore.plan.rule import BrokenRule, nearest
from riskcore.plan.weather import Weather

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MINUTES_PER_DAY = 1440
Shift = tuple[int, int]
"""Start and end in minutes after midnight; an end past 1440 lies on the next day."""

_SHIFT = re.compile(r"^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$")
_SHIFT_HINT = 'Write shifts as "08:00-12:00, 13:00-17:00".'


def _parse_shift(text: str) -> Shift:
    match = _SHIFT.match(text.strip())
    if match is None:
        raise BrokenRule("must be a shift", f'"{text}"', _SHIFT_HINT)
    start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
    if max(int(match[2]), int(match[4])) > 59 or start >= MINUTES_PER_DAY or end > MINUTES_PER_DAY:
        raise BrokenRule("must lie between 00:00 and 24:00", f'"{text}"', _SHIFT_HINT)
    return (start, end) if end > start else (start, end + MINUTES_PER_DAY)


def _in_minutes(item: object) -> Shift:
    """A shift of a calendar made in Python, `(480, 720)`."""
    if isinstance(item, list | tuple) and [type(end) for end in item] == [int, int]:
        start, end = item
        if 0 <= start < MINUTES_PER_DAY and start < end <= start + MINUTES_PER_DAY:
            return start, end
    raise BrokenRule("must be a shift", repr(item), _SHIFT_HINT)


def _parse_shifts(value: object) -> tuple[Shift, ...]:
    """Read "08:00-12:00, 13:00-17:00" or a list of such; an empty one is a day off."""
    if isinstance(value, str):
        value = [part for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple):
        raise BrokenRule("must be shifts", repr(value), _SHIFT_HINT)
    shifts = sorted(_parse_shift(item) if isinstance(item, str) else _in_minutes(item) for item in value)
    for (_, end), (start, _) in pairwise(shifts):
        if start < end:
            raise BrokenRule("must be shifts that do not overlap", _write_shifts(tuple(shifts)))
    return tuple(shifts)


def _write_shifts(shifts: tuple[Shift, ...]) -> str:
    def clock(minute: int) -> str:
        minute = minute if minute <= MINUTES_PER_DAY else minute - MINUTES_PER_DAY
        return f"{minute // 60:02d}:{minute % 60:02d}"

    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in shifts)


_SHIFT_SCHEMA = {"type": "string", "examples": ["08:00-12:00, 13:00-17:00"]}
Shifts = Annotated[
    tuple[Shift, ...],
    PlainValidator(_parse_shifts),
    PlainSerializer(_write_shifts),
    WithJsonSchema({"anyOf": [_SHIFT_SCHEMA, {"type": "array", "items": _SHIFT_SCHEMA}]}),
]


class CalendarException(Record):
    """Days that differ: `{on: 2027-05-01}` or `{from: 2026-12-24, to: 2027-01-03}`, off or with `work`."""

    on: Moment | None = None
    first: Moment | None = Field(None, alias="from")
    last: Moment | None = Field(None, alias="to")
    work: Shifts = ()
    name: str = ""

    @model_validator(mode="after")
    def _names_days(self) -> Self:
        if (self.on is None) == (self.first is None) or (self.first is None) != (self.last is None):
            raise BrokenRule("must name its days", hint="Write {on: DATE}, or {from: DATE, to: DATE}.")
        if self.first and self.last and self.first > self.last:
            raise BrokenRule("must not end before it begins", f"{self.first.date()} to {self.last.date()}")
        return self

    def days(self) -> tuple[datetime, datetime]:
        """First and last day, both included."""
        first, last = (self.on, self.on) if self.on else (self.first, self.last)
        midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}
        return first.replace(**midnight), last.replace(**midnight)  # type: ignore[union-attr,arg-type]


class Calendar(Record):
    """When work is done. `week` maps days ("mon-fri", "sat", "mon, wed") to shifts; days not named are off."""

    week: dict[str, Shifts]
    exceptions: tuple[CalendarException, ...] = ()
    weather: Weather | None = None
    hours_per_day: float | None = Field(None, gt=0, le=24, description="How long 1d is; else the usual working day.")

    @field_validator("week", mode="before")
    @classmethod
    def _days_are_known(cls, week: Any) -> Any:
        if isinstance(week, dict):
            seen: set[int] = set()
            for key in week:
                days = set(_days(str(key)))
                if seen & days:
                    raise BrokenRule("must name each day once", f'"{key}" repeats {DAYS[min(seen & days)]}')
                seen |= days
        return week

    @model_validator(mode="after")
    def _works_at_all(self) -> Self:
        if not any(self.weekdays()):
            raise BrokenRule(
                "must have working time in its week", hint='Give at least one day shifts: mon: "08:00-16:00".'
            )
        return self

    def weekdays(self) -> tuple[tuple[Shift, ...], ...]:
        """The shifts of Monday to Sunday."""
        shifts: list[tuple[Shift, ...]] = [()] * 7
        for key, value in self.week.items():
            for day in _days(key):
                shifts[day] = value
        return tuple(shifts)

    def hours(self) -> WorkHours:
        """What 1d, 1w and 1mo mean on this calendar: the usual working day, and the week's sum."""
        lengths = [sum(end - start for start, end in day) for day in self.weekdays()]
        worked = [length for length in lengths if length]
        usual = max(worked, key=lambda length: (worked.count(length), length))
        per_day = self.hours_per_day * 60 if self.hours_per_day else float(usual)
        return WorkHours(per_day, float(sum(lengths)), 20.0 if len(worked) <= 5 else 365.25 / 84 * len(worked))


def _days(key: str) -> list[int]:
    """Indices of the days that "mon-fri", "sat" or "mon, wed" names."""
    days: list[int] = []
    for part in key.lower().split(","):
        words = [word.strip() for word in part.split("-")]
        names = [word[:3] for word in words]
        for word, name in zip(words, names, strict=True):
            if name not in DAYS or not WHOLE[DAYS.index(name)].startswith(word) or len(words) > 2:
                raise BrokenRule(
                    "must name days of the week", f'"{key}"', nearest(word, DAYS) or 'Write "mon-fri" or "sat".'
                )
        first, last = DAYS.index(names[0]), DAYS.index(names[-1])
        days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return days


STANDARD = Calendar(week={"mon-fri": "08:00-12:00, 13:00-17:00"})
CLOCK = Calendar(week={"mon-sun": "00:00-24:00"})
ONE_DAY = timedelta(days=1)
