"""Rows of a file as activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import duration, is_elapsed, minutes

if TYPE_CHECKING:
    from riskcore.plan import WorkHours

CONSTRAINTS = {
    "START_NO_EARLIER_THAN": "start_no_earlier_than",
    "START_NO_LATER_THAN": "start_no_later_than",
    "FINISH_NO_EARLIER_THAN": "finish_no_earlier_than",
    "FINISH_NO_LATER_THAN": "finish_no_later_than",
    "START_ON": "start_on",
    "FINISH_ON": "finish_on",
    "MUST_START_ON": "mandatory_start",
    "MUST_FINISH_ON": "mandatory_finish",
    "MANDATORY_START": "mandatory_start",
    "MANDATORY_FINISH": "mandatory_finish",
}
FINISH_KINDS = ("finish_no_earlier_than", "finish_no_later_than", "finish_on", "mandatory_finish")


def is_p6(document: dict[str, Any]) -> bool:
    """Whether Primavera P6 wrote the file: its rules differ from Microsoft Project's."""
    return document["format"] in ("xer", "pmxml")


def activity_of(
    task: dict[str, Any], name: str, wbs: str, calendar: str, hours: WorkHours, *, p6: bool
) -> dict[str, Any]:
    """One activity as a plan document writes it, without its links."""
    made: dict[str, Any] = {"id": name, "name": str(task.get("name") or ""), "wbs": wbs}
    milestone = minutes(task["duration"]) == 0 and (task.get("milestone") or not p6)
    if milestone:
        made["type"] = "start milestone" if task.get("activity_type") == "START_MILESTONE" else "milestone"
    else:
        whole = task["duration"] if not p6 or _done(task) else task.get("remaining_duration") or task["duration"]
        made["duration"] = duration(minutes(whole), hours, elapsed=is_elapsed(whole))
    # Microsoft Project leaves a milestone where its predecessor ends, on whatever calendar that was
    made["calendar"] = "24h" if milestone and not p6 else calendar
    made |= _progress(task, hours, milestone=bool(milestone), p6=p6)
    constraint = _constraint(task) if "actual_start" not in made else {}
    if task.get("mode") == "MANUALLY_SCHEDULED" and task.get("start") and "actual_start" not in made:
        constraint = {"mandatory_start": task["start"]}
    if constraint:
        made["constraint"] = constraint
    if task.get("deadline"):
        made["deadline"] = task["deadline"]
    if task.get("cost"):
        made["cost"] = {"fixed": task["cost"]}
    return made


def _done(task: dict[str, Any]) -> bool:
    return bool(task.get("actual_finish")) or task.get("percent_complete") == 100


def _progress(task: dict[str, Any], hours: WorkHours, *, milestone: bool, p6: bool) -> dict[str, Any]:
    """Actual dates and the remaining work. A start without progress is a leftover of the file, not an actual start."""
    start = task.get("actual_start")
    if not start or not (p6 or task.get("percent_complete") or task.get("actual_finish")):
        return {}
    finish = task.get("actual_finish") or (task.get("finish") if _done(task) else None)
    if finish:
        return {"actual_start": start, "actual_finish": max(start, finish)}
    made: dict[str, Any] = {"actual_start": start}
    left = task.get("remaining_duration")
    if left is not None and not milestone:
        made["remaining"] = duration(minutes(left), hours, elapsed=is_elapsed(left))
    if not p6 and (resume := task.get("resume") or task.get("stop")):
        made["resume"] = max(start, resume)
    elif not p6:
        made["resume"] = start
    return made


def _constraint(task: dict[str, Any]) -> dict[str, Any]:
    """The dates that bind it; the second constraint of P6 included."""
    made: dict[str, Any] = {}
    for prefix in ("", "secondary_"):
        kind, date = task.get(f"{prefix}constraint"), task.get(f"{prefix}constraint_date")
        if kind == "AS_LATE_AS_POSSIBLE":
            made["as_late_as_possible"] = True
        if kind in CONSTRAINTS and date and not date.startswith("1970-01-01"):  # how ProjectLibre writes "none"
            made[CONSTRAINTS[kind]] = date
    return made
