"""Rows of a file as activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import duration, is_elapsed, minutes

if TYPE_CHECKING:
    from riskcore.formats.mpxj.rules import Rules
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


def activity_of(
    task: dict[str, Any], name: str, wbs: str, calendar: str, hours: WorkHours, rules: Rules
) -> dict[str, Any]:
    """One activity as a plan document writes it, without its links."""
    made: dict[str, Any] = {"id": name, "name": str(task.get("name") or ""), "wbs": wbs, "calendar": calendar}
    milestone = minutes(task["duration"]) == 0 and (task.get("milestone") or not rules.p6)
    if milestone:
        morning = rules.milestone_in_the_morning or task.get("activity_type") == "START_MILESTONE"
        made["type"] = "start milestone" if morning else "milestone"
        made["calendar"] = "24h" if rules.milestone_on_the_clock else calendar
    else:
        open_p6 = rules.p6 and not _done(task, rules)
        whole = (task.get("remaining_duration") if open_p6 else None) or task["duration"]
        made["duration"] = duration(minutes(whole), hours, elapsed=is_elapsed(whole))
    made |= _progress(task, hours, rules, milestone=bool(milestone))
    if "actual_start" not in made and (constraint := _constraint(task, rules)):
        made["constraint"] = constraint
    if task.get("deadline"):
        made["deadline"] = task["deadline"]
    if task.get("cost"):
        made["cost"] = {"fixed": task["cost"]}
    return made


def _done(task: dict[str, Any], rules: Rules) -> bool:
    """Whether it is complete. In P6 that takes an actual finish: at 100 % the remaining work may still be open."""
    return bool(task.get("actual_finish")) or (not rules.p6 and task.get("percent_complete") == 100)


def _progress(task: dict[str, Any], hours: WorkHours, rules: Rules, *, milestone: bool) -> dict[str, Any]:
    """Actual dates and the remaining work."""
    start = task.get("actual_start")
    if not start or not (rules.started_without_progress or task.get("percent_complete") or task.get("actual_finish")):
        return {}
    finish = task.get("actual_finish") or (task.get("finish") if _done(task, rules) else None)
    if finish:
        return {"actual_start": start, "actual_finish": max(start, finish)}
    made: dict[str, Any] = {"actual_start": start}
    left = task.get("remaining_duration")
    if left is not None and not milestone:
        made["remaining"] = duration(minutes(left), hours, elapsed=is_elapsed(left))
    if not rules.p6:
        made["resume"] = max(start, task.get("resume") or task.get("stop") or start)
    return made


def _constraint(task: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """The dates that bind it, P6's second one included; a task that is scheduled by hand stays where it was put."""
    if task.get("mode") == "MANUALLY_SCHEDULED" and task.get("start"):
        return {"mandatory_start": task["start"]}
    made: dict[str, Any] = {}
    for prefix in ("", "secondary_"):
        kind, date = task.get(f"{prefix}constraint"), task.get(f"{prefix}constraint_date")
        if kind == "AS_LATE_AS_POSSIBLE":
            made["as_late_as_possible"] = True
        if rules.no_later_pulls and kind == "START_NO_LATER_THAN":
            kind = "MUST_START_ON"
        if kind in CONSTRAINTS and date and not date.startswith("1970-01-01"):  # how ProjectLibre writes "none"
            made[CONSTRAINTS[kind]] = date
    return made
