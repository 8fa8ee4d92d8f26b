"""Calendars of a file: those in use, flat, with the exceptions that matter."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from riskcore.plan.calendar import DAYS, MINUTES_PER_DAY

BEFORE_START = timedelta(days=31)
Hours = list[list[int]]


def calendar_names(document: dict[str, Any], used: set[int]) -> dict[int, str]:
    """A name for each calendar in use, by its number; two of one name are told apart by their number."""
    names: dict[int, str] = {}
    for calendar in document["calendars"]:
        if calendar["uid"] in used:
            name = str(calendar.get("name") or f"calendar {calendar['uid']}").strip()
            names[calendar["uid"]] = name if name not in names.values() else f"{name} ({calendar['uid']})"
    return names


def calendars_of(document: dict[str, Any], names: dict[int, str], start: datetime) -> dict[str, Any]:
    """The calendars in use as a plan document writes them; exceptions that end before the plan are left out."""
    since = (start - BEFORE_START).date().isoformat()
    return {names[one["uid"]]: _calendar(one, since) for one in document["calendars"] if one["uid"] in names}


def _calendar(calendar: dict[str, Any], since: str) -> dict[str, Any]:
    week = {day: _shifts(hours) for day, hours in zip(DAYS, calendar["week"], strict=True) if hours}
    exceptions = [
        {"from": one["from"], "to": one["to"], "work": _shifts(one["hours"])}
        for one in (*_weeks(calendar.get("weeks") or [], since), *calendar["exceptions"])
        if one["to"] >= since
    ]
    per_day = calendar.get("minutes_per_day")
    return {"week": week, "exceptions": exceptions} | ({"hours_per_day": per_day / 60} if per_day else {})


def _weeks(weeks: list[dict[str, Any]], since: str) -> list[dict[str, Any]]:
    """Working weeks that hold between two dates, day by day."""
    found = []
    for week in weeks:
        day = datetime.fromisoformat(max(week["from"], since))
        while day.date().isoformat() <= week["to"]:
            hours = week["week"][day.weekday()]
            if hours is not None:
                date = day.date().isoformat()
                found.append({"from": date, "to": date, "hours": hours})
            day += timedelta(days=1)
    return found


def _shifts(hours: Hours) -> str:
    """`08:00-12:00, 13:00-17:00`, from minutes of the day; shifts that touch are one."""
    joined: Hours = []
    for start, end in sorted(hours):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return ", ".join(f"{_clock(start)}-{_clock(end)}" for start, end in joined)


def _clock(minute: int) -> str:
    """`06:00`, also for a shift that ends on the next day."""
    minute = minute if minute <= MINUTES_PER_DAY else minute - MINUTES_PER_DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"
