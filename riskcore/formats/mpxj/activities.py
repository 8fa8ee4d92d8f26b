"""Rows of a file as activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.constraints import constraint_of
from riskcore.formats.mpxj.pinned import is_pinned, pinned
from riskcore.formats.mpxj.span import by, duration, is_elapsed, minutes
from riskcore.formats.mpxj.tree import is_hammock

if TYPE_CHECKING:
    from riskcore.formats.mpxj.reading import Reading
    from riskcore.plan import WorkHours


def activity_of(task: dict[str, Any], calendar: str, hours: WorkHours, reading: Reading) -> dict[str, Any]:
    """One activity as a plan document writes it, without its links."""
    rules = reading.rules
    made: dict[str, Any] = {"id": reading.tree.ids[task["uid"]], "name": str(task.get("name") or "")}
    made |= {"wbs": reading.wbs(task), "calendar": calendar}
    if is_hammock(task):
        return made | {"type": "hammock"} | _actual_dates(task, reading)
    if minutes(task["duration"]) == 0 and (task.get("milestone") or not rules.p6):
        morning = rules.milestone_in_the_morning or task.get("activity_type") == "START_MILESTONE"
        made["type"] = "start milestone" if morning else "milestone"
        made["calendar"] = "24h" if rules.milestone_on_the_clock else calendar
    else:
        open_p6 = rules.p6 and not _done(task, reading)
        whole = (task.get("remaining_duration") if open_p6 else None) or task["duration"]
        made["duration"] = duration(minutes(whole), hours, elapsed=is_elapsed(whole))
    made |= _progress(task, hours, reading, milestone="type" in made)
    if "actual_start" not in made:
        if is_pinned(task):
            made |= pinned(task, hours, reading)
        elif constraint := constraint_of(task, reading):
            made["constraint"] = constraint
    if not task.get("active", True):
        made["active"] = False
    if task.get("deadline"):
        made["deadline"] = by(task["deadline"])
    if reading.expects(task) and "type" not in made and "actual_finish" not in made:
        made["expected_finish"] = by(task["expected_finish"])
    if task.get("cost"):
        made["cost"] = {"fixed": task["cost"]}
    return made


def _done(task: dict[str, Any], reading: Reading) -> bool:
    """Whether it is complete. In P6 that takes an actual finish: at 100 % the remaining work may still be open."""
    return bool(task.get("actual_finish")) or (not reading.rules.p6 and task.get("percent_complete") == 100)


def _actual_dates(task: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """When it began and ended, as far as it has."""
    start = task.get("actual_start")
    reported = reading.rules.started_without_progress or task.get("percent_complete") or task.get("actual_finish")
    if not start or not reported:
        return {}
    finish = task.get("actual_finish") or (task.get("finish") if _done(task, reading) else None)
    return {"actual_start": start} | ({"actual_finish": max(start, finish)} if finish else {})


def _progress(task: dict[str, Any], hours: WorkHours, reading: Reading, *, milestone: bool) -> dict[str, Any]:
    """Actual dates and the remaining work."""
    made = _actual_dates(task, reading)
    if not made or "actual_finish" in made:
        return made
    start, left, status = made["actual_start"], task.get("remaining_duration"), reading.status
    if left is not None and not milestone:
        made["remaining"] = duration(minutes(left), hours, elapsed=is_elapsed(left))
    if not reading.rules.p6:
        made["resume"] = max(start, task.get("resume") or task.get("stop") or start)
    elif task.get("suspend_date") and task.get("resume") and status and task["resume"] > status:
        made["resume"] = max(start, task["resume"])
    return made
