"""GAO best practice 4: calendars that say when work is really done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.plan import Calendar
    from riskcore.quality.facts import Facts

WEEK_MINUTES = 7 * 1440
YEAR_MINUTES = 365 * 1440


def odd_calendars(facts: Facts) -> Measure:
    """Unfinished tasks in working time on a calendar that never rests, knows no holiday, or has an odd day."""
    plan = facts.plan
    year_or_more = facts.schedule.finish - float(facts.schedule.early_start.min()) >= YEAR_MINUTES
    faults = {name: _faults(plan.calendar_named(name), year_or_more) for name in plan.known_calendars()}
    tasks = [i for i in facts.unfinished_tasks if not plan.activities[i].work.elapsed]
    offenders = []
    for i in tasks:
        name = plan.activities[i].calendar or plan.calendar
        if faults[name]:
            offenders.append(Offender(plan.activities[i].id, f'calendar "{name}" {" and ".join(faults[name])}'))
    return Measure(tuple(offenders), len(tasks))


def _faults(calendar: Calendar, year_or_more: bool) -> list[str]:
    lengths = [sum(end - start for start, end in day) for day in calendar.weekdays()]
    worked = [length for length in lengths if length]
    found = []
    if sum(lengths) == WEEK_MINUTES:
        found.append("works day and night all week")
    elif year_or_more and not calendar.exceptions:
        found.append("has no holiday in a plan of a year or more")
    if calendar.hours_per_day and not min(worked) <= calendar.hours_per_day * 60 <= max(worked):
        found.append(f"counts {calendar.hours_per_day:g} h as 1d, and no day of its week is that long")
    return found


CALENDARS = Check(
    key="calendars",
    title="Calendars",
    question="Do the calendars have nights, holidays and a day as long as 1d says?",
    source="GAO-16-89G, best practice 4",
    threshold=Threshold("none on such a calendar", "convention: GAO-16-89G asks for valid working times", most=0.0),
    population="unfinished tasks in working time",
    remedy="Correct the calendar; write work that runs day and night in elapsed units, such as 2ed.",
    measure=odd_calendars,
)
