"""The working time that two calendars share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Hours = list[list[int]]
LONGEST = 366 * 3
"""Days of an exception that are looked at one by one; longer ones only repeat."""


def met(document: dict[str, Any], calendars: dict[int, dict[str, Any]], one: int, other: int) -> int:
    """Number of the calendar that works when both `one` and `other` do; it is added to the file's calendars."""
    if one == other or one not in calendars:
        return other
    name = f"{calendars[one].get('name')} and {calendars[other].get('name')}"
    known = next((uid for uid, calendar in calendars.items() if calendar.get("name") == name), None)
    if known is not None:
        return known
    first, second = calendars[one], calendars[other]
    days = {day for calendar in (first, second) for day in _special(calendar)}
    made: dict[str, Any] = {
        "uid": max(calendars) + 1,
        "name": name,
        "minutes_per_day": first.get("minutes_per_day"),
        "week": [_shared(a or [], b or []) for a, b in zip(first["week"], second["week"], strict=True)],
        "exceptions": [
            {"from": day.isoformat(), "to": day.isoformat(), "hours": _shared(_hours(first, day), _hours(second, day))}
            for day in sorted(days)
        ],
        "weeks": [],
    }
    if not any(made["week"]):
        return other  # they never work together in an ordinary week: the resource's own time is the better guess
    calendars[made["uid"]] = made
    document["calendars"].append(made)
    return int(made["uid"])


def _special(calendar: dict[str, Any]) -> set[date]:
    """The days that differ from the ordinary week."""
    spans = [(one["from"], one["to"]) for one in (*calendar["exceptions"], *(calendar.get("weeks") or []))]
    return {
        date.fromisoformat(first[:10]) + timedelta(days=k)
        for first, last in spans
        for k in range(min((date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days + 1, LONGEST))
    }


def _hours(calendar: dict[str, Any], day: date) -> Hours:
    """The shifts of one day."""
    text, hours = day.isoformat(), calendar["week"][day.weekday()] or []
    for week in calendar.get("weeks") or []:
        own = week["week"][day.weekday()]
        if week["from"][:10] <= text <= week["to"][:10] and own is not None:
            hours = own
    for one in calendar["exceptions"]:
        if one["from"][:10] <= text <= one["to"][:10]:
            hours = one["hours"]
    return list(hours)


def _shared(one: Hours, other: Hours) -> Hours:
    """What two days of shifts have in common."""
    pairs = [(max(a, c), min(b, d)) for a, b in one for c, d in other]
    return [[start, end] for start, end in sorted(pairs) if start < end]
