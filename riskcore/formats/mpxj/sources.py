"""The dates that a tool computed, which the import check compares with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.pinned import is_pinned
from riskcore.formats.mpxj.span import minutes

if TYPE_CHECKING:
    from riskcore.formats.mpxj.rules import Rules
    from riskcore.formats.mpxj.tree import Tree

WHOLE_DAYS = ("gan", "planner", "mpx", "pod")


def source_of(task: dict[str, Any], file_format: str, rules: Rules, *, levelled: bool) -> dict[str, Any]:
    """The early dates where the file has them; of work in progress in P6, its actual start and remaining finish."""
    start = task.get("early_start") or task.get("start")
    finish = task.get("early_finish") or task.get("finish")
    if rules.p6 and task.get("actual_start"):
        start, finish = task["actual_start"], task.get("remaining_early_finish") or finish
    if task.get("actual_finish"):
        start, finish = task.get("actual_start") or start, task["actual_finish"]
    complete = bool(task.get("actual_finish")) or task.get("percent_complete") == 100
    complete = bool(task.get("actual_finish")) if rules.p6 else complete
    return {
        "uid": task["uid"],
        "row": task.get("id"),
        "start": start,
        "finish": finish,
        "computed": not complete and not is_pinned(task),
        "whole_days": file_format in WHOLE_DAYS,
        "levelled": levelled or bool(minutes(task.get("levelling_delay"))),
    }


def left_out_of(document: dict[str, Any], tree: Tree, rules: Rules) -> list[dict[str, Any]]:
    """The rows that are worked on, or span what is, and are not in the plan."""
    found = []
    for task in document["tasks"]:
        if task["uid"] in tree.ids or task.get("summary") or task.get("null") or not task.get("start"):
            continue
        named = {"id": str(task.get("activity_id") or task["uid"]), "name": str(task.get("name") or "")}
        found.append(
            source_of(task, document["format"], rules, levelled=False) | named | {"reason": "without a duration"}
        )
    return found
