"""The dates that bind a task, those of the summaries over it included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import by

if TYPE_CHECKING:
    from riskcore.formats.mpxj.reading import Reading

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
SOON = (None, "AS_SOON_AS_POSSIBLE")
LATE = "AS_LATE_AS_POSSIBLE"


def constraint_of(task: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Its own dates, P6's second one included, and those that the summaries over it lend it."""
    made: dict[str, Any] = {}
    for prefix in ("", "secondary_"):
        kind, date = task.get(f"{prefix}constraint"), task.get(f"{prefix}constraint_date")
        if kind == LATE and not reading.from_finish:
            made["as_late_as_possible"] = reading.rules.put_off_by
        if reading.rules.no_later_pulls and kind == "START_NO_LATER_THAN":
            kind = "MUST_START_ON"
        if kind in CONSTRAINTS and date and not date.startswith("1970-01-01"):  # how ProjectLibre writes "none"
            made[CONSTRAINTS[kind]] = by(date) if "FINISH" in kind else date
    floor = _floor(task, reading) if reading.rules.summaries_bind else None
    if floor and not {"mandatory_start", "mandatory_finish"} & set(made):
        made["start_no_earlier_than"] = max(floor, made.get("start_no_earlier_than", floor))
    if reading.from_finish and not made and task.get("constraint") in SOON:
        made["start_no_earlier_than"] = reading.start.isoformat()
    return made


def _floor(task: dict[str, Any], reading: Reading) -> str | None:
    """Before what no summary over the task lets it start.

    A summary with a "start no earlier than" holds back all that lies below it; one that is scheduled by hand, what is
    to be as soon as possible.
    """
    floors = []
    for summary in reading.tree.above(task["uid"]):
        if summary.get("mode") == "MANUALLY_SCHEDULED" and summary.get("start"):
            if task.get("constraint") in SOON:
                floors.append(summary["start"])
            break  # what lies above it does not reach below
        if summary.get("constraint") == "START_NO_EARLIER_THAN" and summary.get("constraint_date"):
            floors.append(summary["constraint_date"])
    return max(floors, default=None)
