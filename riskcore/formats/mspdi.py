"""Plans written as MSPDI, Microsoft Project's XML: what it opens, and what other tools import.

Written is the deterministic plan: planned durations, links, calendars, dates that bind. Ranges, risks and correlations
have no place in the format, nor have hammocks, which become tasks scheduled by hand; costs go in as planned. What the
likeliest way leaves out is a task that takes no time.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from riskcore.plan.calendar import MINUTES_PER_DAY
from riskcore.plan.worktime import unroll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.plan import Activity, Calendar, Constraint, Link, Plan

NAMESPACE: Final = "http://schemas.microsoft.com/project"
LINK_TYPES: Final = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
DAYS_FORMAT, ELAPSED_DAYS_FORMAT = 7, 8
CONSTRAINTS: Final = {
    "mandatory_start": 2,
    "mandatory_finish": 3,
    "start_on": 2,
    "finish_on": 3,
    "start_no_earlier_than": 4,
    "start_no_later_than": 5,
    "finish_no_earlier_than": 6,
    "finish_no_later_than": 7,
}
Dates = tuple[datetime, datetime]


def write_mspdi(plan: Plan, dates: Mapping[str, Dates]) -> str:
    """The plan as an MSPDI document; `dates` are the start and finish of each activity."""
    project = Element("Project", xmlns=NAMESPACE)
    for name, value in (
        ("SaveVersion", 14),
        ("Name", plan.name),
        ("Title", plan.name),
        ("ScheduleFromStart", 1),
        ("StartDate", _moment(min(start for start, _ in dates.values()))),
        ("CurrencyCode", plan.currency),
        ("CalendarUID", 1),
        ("MinutesPerDay", 480),
        ("MinutesPerWeek", 2400),
        ("DaysPerMonth", 20),
        ("HonorConstraints", 1),
    ):
        _add(project, name, value)
    names = [plan.calendar, *(name for name in plan.known_calendars() if name != plan.calendar)]
    uids = {name: uid for uid, name in enumerate(names, 1)}
    calendars, tasks = SubElement(project, "Calendars"), SubElement(project, "Tasks")
    for name, uid in uids.items():
        _calendar(calendars, uid, name, plan.calendar_named(name))
    numbers = {activity.id: number for number, activity in enumerate(plan.activities, 1)}
    hammocks = {activity.id for activity in plan.activities if activity.hammock}
    for activity in plan.activities:
        task = _task(tasks, plan, activity, numbers, uids, dates[activity.id])
        for link in () if activity.hammock else activity.predecessors:
            if link.activity not in hammocks:
                _link(task, plan, activity, link, numbers)
    indent(project)
    return tostring(project, "unicode", xml_declaration=True) + "\n"


def _calendar(calendars: Element, uid: int, name: str, calendar: Calendar) -> None:
    made = SubElement(calendars, "Calendar")
    for key, value in (("UID", uid), ("Name", name), ("IsBaseCalendar", 1), ("BaseCalendarUID", -1)):
        _add(made, key, value)
    days = SubElement(made, "WeekDays")
    week = calendar.weekdays()
    for number, shifts in enumerate((week[6], *week[:6]), 1):  # Sunday is the first
        day = SubElement(days, "WeekDay")
        _add(day, "DayType", number)
        _shifts(day, shifts)
    exceptions = SubElement(made, "Exceptions")
    for one in calendar.exceptions:
        first, last = one.days()
        exception = SubElement(exceptions, "Exception")
        _add(exception, "EnteredByOccurrences", 0)
        period = SubElement(exception, "TimePeriod")
        _add(period, "FromDate", _moment(first))
        _add(period, "ToDate", _moment(last + timedelta(hours=23, minutes=59)))
        _add(exception, "Occurrences", (last - first).days + 1)
        _add(exception, "Name", one.name)
        _add(exception, "Type", 1)
        _shifts(exception, one.work)


def _shifts(parent: Element, shifts: tuple[tuple[int, int], ...]) -> None:
    _add(parent, "DayWorking", int(bool(shifts)))
    if shifts:
        times = SubElement(parent, "WorkingTimes")
        for start, end in shifts:
            working = SubElement(times, "WorkingTime")
            _add(working, "FromTime", _clock(start))
            _add(working, "ToTime", _clock(end))


def _task(
    tasks: Element, plan: Plan, activity: Activity, numbers: dict[str, int], calendars: dict[str, int], dates: Dates
) -> Element:
    dates = dates[0], max(dates)  # what takes no time is an instant, though its finish may be the evening before
    hours = plan.hours_of(activity)
    length = _spanned(plan, activity, dates) if activity.hammock else _planned(plan, activity, dates)
    task = SubElement(tasks, "Task")
    for key, value in (
        ("UID", numbers[activity.id]),
        ("ID", numbers[activity.id]),
        ("Name", activity.name or activity.id),
        ("Active", int(activity.active)),
        ("Manual", int(activity.hammock)),
        ("Type", 1),
        ("IsNull", 0),
        ("WBS", activity.wbs),
        ("OutlineLevel", 1),
        ("Priority", 500),
        ("Start", _moment(dates[0])),
        ("Finish", _moment(dates[1])),
        ("Duration", _span(length)),
        *_by_hand(dates, length, manual=activity.hammock),
        ("DurationFormat", ELAPSED_DAYS_FORMAT if activity.duration.elapsed else DAYS_FORMAT),
        ("ActualDuration", _span(0)),
        ("RemainingDuration", _span(length)),
        ("PercentComplete", 0),
        ("EarlyStart", _moment(dates[0])),
        ("EarlyFinish", _moment(dates[1])),
        ("Milestone", int(activity.milestone)),
        ("Summary", 0),
        ("FixedCost", _cost(activity, length / hours.minutes_per_day)),
        *_constraint(activity.constraint),
        ("CalendarUID", calendars[activity.calendar] if activity.calendar and not activity.milestone else -1),
        ("Deadline", _moment(activity.deadline) if activity.deadline else None),
    ):
        _add(task, key, value)
    return task


def _planned(plan: Plan, activity: Activity, dates: Dates) -> float:
    """Working minutes; none of what the likeliest way leaves out, which its dates tell."""
    hours = plan.hours_of(activity)
    if dates[0] == dates[1]:
        return 0.0
    return activity.planned.minutes(hours) if activity.planned else activity.duration.distribution(hours).planned


def _spanned(plan: Plan, activity: Activity, dates: Dates) -> float:
    """Working minutes between the dates of a hammock."""
    monday = datetime.combine(dates[0].date() - timedelta(days=dates[0].weekday()), time())
    times = unroll(plan.calendar_named(activity.calendar or plan.calendar), monday)
    start, finish = (float(times.to_work((date - monday) / timedelta(minutes=1))) for date in dates)
    return finish - start


def _by_hand(dates: Dates, length: float, *, manual: bool) -> list[tuple[str, object]]:
    if not manual:
        return []
    return [("ManualStart", _moment(dates[0])), ("ManualFinish", _moment(dates[1])), ("ManualDuration", _span(length))]


def _constraint(constraint: Constraint | None) -> list[tuple[str, object]]:
    """The one constraint that the format holds: the first, the mandatory ones before the others."""
    for name, number in CONSTRAINTS.items() if constraint else ():
        if (date := getattr(constraint, name)) is not None:
            return [("ConstraintType", number), ("ConstraintDate", _moment(date))]
    return [("ConstraintType", int(bool(constraint and constraint.as_late_as_possible)))]


def _link(task: Element, plan: Plan, activity: Activity, link: Link, numbers: dict[str, int]) -> None:
    made = SubElement(task, "PredecessorLink")
    lag = link.lag.distribution(plan.hours_of(activity)).planned
    _add(made, "PredecessorUID", numbers[link.activity])
    _add(made, "Type", LINK_TYPES[link.type])
    _add(made, "LinkLag", round(lag * 10))  # tenths of a minute
    _add(made, "LagFormat", ELAPSED_DAYS_FORMAT if link.lag.elapsed else DAYS_FORMAT)


def _cost(activity: Activity, days: float) -> object:
    """In hundredths, as the format keeps money."""
    if activity.cost is None:
        return None
    fixed, rate = (part.distribution().planned for part in (activity.cost.fixed, activity.cost.per_day))
    return round((fixed + rate * days) * 100)


def _add(parent: Element, name: str, value: object) -> None:
    if value not in (None, ""):
        SubElement(parent, name).text = str(value)


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _clock(minute: int) -> str:
    minute %= MINUTES_PER_DAY
    return time(minute // 60, minute % 60).isoformat()


def _span(minutes: float) -> str:
    whole = round(minutes * 60)
    return f"PT{whole // 3600}H{whole // 60 % 60}M{whole % 60}S"
