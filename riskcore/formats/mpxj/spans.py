"""Tasks whose assignments start late, pause or are spread unevenly: they last longer than their duration says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import in_minutes, is_elapsed, minutes

if TYPE_CHECKING:
    from riskcore.formats.mpxj.reading import Reading


def spanned(reading: Reading, several: set[int]) -> set[int]:
    """Give such tasks, where they have not started, the working time between their stored dates as their duration.

    How far an assignment lies from the start of its task is laid down in the file by its dates alone. `several` are
    the tasks whose assignments work on calendars of their own. Returns which.
    """
    document, tree, clocks = reading.document, reading.tree, reading.clocks
    uneven = several | {a["task"] for a in document["assignments"] if _is_uneven(a)}
    found = set()
    for uid in tree.ids:
        task = tree.task[uid]
        calendar = task.get("effective_calendar")
        if (uid not in uneven and not task.get("splits")) or task.get("actual_start") or calendar is None:
            continue
        if is_elapsed(task["duration"]) or not minutes(task["duration"]) or not task.get("start"):
            continue
        span = clocks.work_between(calendar, task["start"], task["finish"])
        if span > minutes(task["duration"]):
            task["duration"] = in_minutes(span)
            found.add(uid)
    return found


def _is_uneven(assignment: dict[str, Any]) -> bool:
    contour = assignment.get("contour") or {"flat": True}
    late = minutes(assignment.get("delay")) or minutes(assignment.get("levelling_delay"))
    return bool(late) or not contour.get("flat", True)
