"""What a file holds and riskcore does not model, in words: nothing is dropped silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.tree import is_hammock

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.formats.mpxj.tree import Tree

Task = dict[str, Any]
LEFT: tuple[tuple[str, Callable[[Task], Any]], ...] = (
    ("level-of-effort activities span what they are linked with and are never sampled", is_hammock),
    ("inactive tasks are scheduled but hold nothing back", lambda t: not t.get("active", True)),
    ("tasks without a duration are left out", lambda t: not t.get("summary") and t.get("duration") is None),
    ("split tasks are taken as one piece from start to finish", lambda t: t.get("splits")),
    ("tasks delayed by levelling keep that delay as a lag", lambda t: (t.get("levelling_delay") or {}).get("minutes")),
    ("tasks of other projects keep the dates that the file states", lambda t: t.get("external") or t.get("subproject")),
)  # fmt: skip


def notes_of(document: dict[str, Any], tree: Tree) -> list[str]:
    """One sentence for each feature, with how often it occurs."""
    notes = []
    for words, holds in LEFT:
        count = sum(
            bool(holds(task)) for task in document["tasks"] if task["uid"] in tree.ids or not task.get("summary")
        )
        if count:
            notes.append(f"From the file: {count:,} {words}.")
    if any(task.get("cost") for task in document["tasks"]):
        notes.append("From the file: costs are taken as fixed; what part of them grows with time is not in the file.")
    working = sum(one.get("type") == "WORK" for one in document["resources"])
    if working and document["assignments"]:
        notes.append(f"From the file: {working:,} resources; their limits are not applied.")
    unread = [
        f"{count:,} {what.replace('_', ' ')} of {where}"
        for where, counts in document.get("unmodelled", {}).items()
        for what, count in counts.items()
    ]
    if unread:
        notes.append(f"From the file, not read: {', '.join(unread)}.")
    if document["project"].get("schedule_from") == "FINISH":
        notes.append("From the file: it is scheduled from its finish; played forward, work starts on those dates.")
    return notes
