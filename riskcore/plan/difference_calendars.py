"""Calendars that were added, removed or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.plan.difference_change import Change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from riskcore.plan.calendar import Calendar, CalendarException
    from riskcore.plan.plan import Plan

Day = tuple[str, str, str]
"""First and last day of an exception, and its shifts."""


def calendar_changes(old: Plan, new: Plan) -> Iterator[Change]:
    """A change for each calendar that is not the same in both.

    Exceptions are compared from the later of the two starts on: files of scheduling tools begin at their status date,
    and what lies before is left out when they are read.
    """
    since = max(old.start, new.start)
    for name in dict.fromkeys((*old.calendars, *new.calendars)):
        before, after = old.calendars.get(name), new.calendars.get(name)
        if before is None and after is not None:
            yield Change("added", name, name, _outline(after), None, _document(after))
        elif after is None and before is not None:
            yield Change("removed", name, name, _outline(before), _document(before), None)
        elif before is not None and after is not None:
            yield from _changed(name, before, after, since)


def _changed(name: str, old: Calendar, new: Calendar, since: datetime) -> Iterator[Change]:
    words: list[str] = []
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if old.weekdays() != new.weekdays():
        words.append("another working week")
        before["week"], after["week"] = _document(old)["week"], _document(new)["week"]
    lengths = [calendar.hours().minutes_per_day / 60 for calendar in (old, new)]
    if lengths[0] != lengths[1]:
        words.append(f"1d went from {lengths[0]:g}h to {lengths[1]:g}h")
        before["hours_per_day"], after["hours_per_day"] = lengths
    gone, come = _days(old, since), _days(new, since)
    if gone != come:
        counts = ((len(come - gone), "added"), (len(gone - come), "removed"))
        words.append("exceptions: " + ", ".join(f"{count} {verb}" for count, verb in counts if count))
        before["exceptions"], after["exceptions"] = _listed(gone - come), _listed(come - gone)
    if words:
        yield Change("changed", name, name, "; ".join(words), before, after)


def _days(calendar: Calendar, since: datetime) -> set[Day]:
    return {_day(exception) for exception in calendar.exceptions if exception.days()[1].date() >= since.date()}


def _day(exception: CalendarException) -> Day:
    first, last = (day.date().isoformat() for day in exception.days())
    return first, last, exception.model_dump(mode="json")["work"]


def _listed(days: set[Day]) -> list[dict[str, str]]:
    return [{"from": first, "to": last, "work": work} for first, last, work in sorted(days)]


def _outline(calendar: Calendar) -> str:
    hours = calendar.hours()
    return f"{hours.minutes_per_week / 60:g}h a week, {len(calendar.exceptions)} exceptions"


def _document(calendar: Calendar) -> dict[str, Any]:
    return calendar.model_dump(mode="json", by_alias=True, exclude_defaults=True)
