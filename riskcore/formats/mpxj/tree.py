"""The outline of a file: which rows are activities, and what lies below a summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HAMMOCKS = ("LEVEL_OF_EFFORT", "WBS_SUMMARY", "HAMMOCK")


@dataclass(frozen=True)
class Tree:
    """Rows by their number in the file; `ids` names the activities among them."""

    task: dict[int, dict[str, Any]]
    children: dict[int, list[int]]
    ids: dict[int, str]

    def leaves(self, uid: int) -> list[int]:
        """The activities that row `uid` is, or that lie below it."""
        found, waiting = [], [uid]
        while waiting:
            row = waiting.pop()
            if row in self.ids:
                found.append(row)
            waiting += self.children.get(row, [])
        return found

    def above(self, uid: int) -> Iterator[dict[str, Any]]:
        """The summaries over row `uid`, the nearest first."""
        parent = self.task[uid].get("parent_uid")
        while parent in self.task and parent != uid:
            yield self.task[parent]
            uid, parent = parent, self.task[parent].get("parent_uid")

    def start(self, uid: int) -> str:
        """Its start as the file states it."""
        return str(self.task[uid].get("start") or "")

    def finish(self, uid: int) -> str:
        """Its finish as the file states it."""
        return str(self.task[uid].get("finish") or "")


def tree_of(document: dict[str, Any]) -> Tree:
    """The outline of `document`. An activity's id is its P6 code, else its unique number."""
    task = {one["uid"]: one for one in document["tasks"]}
    children: dict[int, list[int]] = {}
    for one in document["tasks"]:
        if one.get("parent_uid") is not None and one["parent_uid"] != one["uid"]:
            children.setdefault(one["parent_uid"], []).append(one["uid"])
    ids: dict[int, str] = {}
    taken: set[str] = set()
    for one in document["tasks"]:
        if is_activity(one):
            name = str(one.get("activity_id") or one["uid"])
            ids[one["uid"]] = name if name not in taken else f"{name} ({one['uid']})"
            taken.add(ids[one["uid"]])
    return Tree(task, children, ids)


def is_activity(task: dict[str, Any]) -> bool:
    """Whether a row is worked on: no summary, no blank row, and with a duration."""
    return not (task.get("summary") or task.get("null")) and task.get("duration") is not None


def is_hammock(task: dict[str, Any]) -> bool:
    """Whether a row only spans others."""
    return task.get("activity_type") in HAMMOCKS
