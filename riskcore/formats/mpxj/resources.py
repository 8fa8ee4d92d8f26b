"""Tasks that work on the calendars of their resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.meet import met
from riskcore.formats.mpxj.span import is_elapsed, minutes

if TYPE_CHECKING:
    from riskcore.formats.mpxj.clocks import Clocks
    from riskcore.formats.mpxj.reading import Reading
    from riskcore.formats.mpxj.rules import Rules

WORKING = ("WORK", "NON_LABOR")


def with_resource_calendars(reading: Reading) -> set[int]:
    """Put each task with working resources on the calendar that explains its stored dates.

    One resource's calendar, or what it shares with a calendar of the task's own, is the task's. Of several, it is one
    that begins and ends with the task and fills its duration, else that of the assignment that ends last: tasks of
    the latter kind, whose length is laid down by their dates alone, are returned.
    """
    document, tree, clocks, rules = reading.document, reading.tree, reading.clocks, reading.rules
    calendars = {one["uid"]: one for one in document["calendars"]}
    same = _first_alike(document)
    resources = {one["uid"]: one for one in document["resources"]}
    assigned: dict[int, list[dict[str, Any]]] = {}
    for one in document["assignments"]:
        resource = resources.get(one.get("resource"), {})
        if resource.get("type", "WORK") in WORKING and resource.get("calendar") in calendars:
            assigned.setdefault(one["task"], []).append(one)
    several = set()
    for uid, mine in assigned.items():
        task = tree.task.get(uid)
        if uid not in tree.ids or task is None or not _by_resources(task, rules):
            continue
        mine.sort(key=lambda one: str(one.get("finish") or ""), reverse=True)
        found = [resources[one["resource"]]["calendar"] for one in mine]
        if task.get("calendar") is not None and not rules.p6:
            found = [met(document, calendars, task["calendar"], one) for one in found]
        choices = list(dict.fromkeys(same.get(one, one) for one in found))
        chosen = next((one for one in choices if _explains(task, one, clocks)), None)
        usual = task.get("effective_calendar")
        if chosen is None and (usual is None or not _explains(task, usual, clocks)):
            chosen = choices[0]
            several |= {uid} if len(choices) > 1 else set()
        task["effective_calendar"] = usual if chosen is None else chosen
    return several


def _by_resources(task: dict[str, Any], rules: Rules) -> bool:
    """Whether resources rule: in P6 where the activity says so, else unless the task's own calendar is to rule."""
    if rules.p6:
        return bool(task.get("activity_type") == "RESOURCE_DEPENDENT")
    alone = task.get("calendar") is not None and task.get("ignore_resource_calendar")
    return not (alone or is_elapsed(task["duration"]) or minutes(task["duration"]) == 0)


def _explains(task: dict[str, Any], calendar: int, clocks: Clocks) -> bool:
    """Whether the calendar works at both ends of the task and for its duration between them."""
    begin, length = task.get("start"), minutes(task["duration"])
    if task.get("actual_start"):
        begin, length = task.get("resume") or task.get("stop") or begin, minutes(task.get("remaining_duration"))
    if not begin or not task.get("finish") or not clocks.fits(calendar, begin, task["finish"]):
        return False
    return abs(clocks.work_between(calendar, begin, task["finish"]) - length) < 1


def _first_alike(document: dict[str, Any]) -> dict[int, int]:
    """For each calendar the first one with the same working time, the project's own before the others."""
    default = document["project"].get("default_calendar")
    first: dict[str, int] = {}
    found = {}
    for one in sorted(document["calendars"], key=lambda one: one["uid"] != default):
        content = str((one["week"], one["exceptions"], one.get("weeks")))
        found[one["uid"]] = first.setdefault(content, one["uid"])
    return found
