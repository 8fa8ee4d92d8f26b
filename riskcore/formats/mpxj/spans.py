"""Tasks whose assignments start late, pause or are spread unevenly: they last longer than their duration says."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import is_elapsed, minutes
from riskcore.plan import Calendar
from riskcore.plan.worktime import WorkTime, unroll

if TYPE_CHECKING:
    from riskcore.formats.mpxj.tree import Tree

ONE_MINUTE = timedelta(minutes=1)


def spanned(document: dict[str, Any], tree: Tree, calendars: dict[int, Any], start: datetime) -> set[int]:
    """Give such tasks, where they have not started, the working time between their stored dates as their duration.

    How far an assignment lies from the start of its task is laid down in the file by its dates alone. Returns which.
    """
    uneven = {a["task"] for a in document["assignments"] if _is_uneven(a)}
    epoch = datetime.combine(start.date(), time()) - timedelta(days=start.weekday() + 364)
    unrolled: dict[int, WorkTime] = {}
    found = set()
    for uid in tree.ids:
        task = tree.task[uid]
        calendar = task.get("effective_calendar")
        if (uid not in uneven and not task.get("splits")) or task.get("actual_start") or calendar not in calendars:
            continue
        if is_elapsed(task["duration"]) or not minutes(task["duration"]) or not task.get("start"):
            continue
        if calendar not in unrolled:
            unrolled[calendar] = unroll(Calendar.model_validate(calendars[calendar]), epoch)
        ends = [(datetime.fromisoformat(task[end]) - epoch) / ONE_MINUTE for end in ("start", "finish")]
        span = float(unrolled[calendar].to_work(ends[1]) - unrolled[calendar].to_work(ends[0]))
        if span > minutes(task["duration"]):
            task["duration"] = {"value": span, "unit": "MINUTES", "minutes": span}
            found.add(uid)
    return found


def _is_uneven(assignment: dict[str, Any]) -> bool:
    contour = assignment.get("contour") or {"flat": True}
    late = minutes(assignment.get("delay")) or minutes(assignment.get("levelling_delay"))
    return bool(late) or not contour.get("flat", True)
