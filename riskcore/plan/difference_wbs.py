"""A work breakdown structure whose root was given another name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Root:
    """The node above all activities, called `old` before and `new` now; both empty where it kept its name."""

    old: str = ""
    new: str = ""

    def followed(self, wbs: str) -> str:
        """What the old node is called now."""
        return self.new + wbs.removeprefix(self.old) if _under(wbs, self.old) else wbs


def root_of(old: Plan, new: Plan) -> Root:
    """The root, if what most activities changed in their place is above all activities of both versions.

    Files of Primavera P6 need this: the root is the project's own id, and each update is a project of its own.
    """
    now = {activity.id: activity.wbs for activity in new.activities}
    changed = Counter(
        _without_common_end(activity.wbs, now[activity.id])
        for activity in old.activities
        if activity.wbs and now.get(activity.id)
    )
    before, after = changed.most_common(1)[0][0] if changed else ("", "")
    if before == after or not (_above_all(before, old) and _above_all(after, new)):
        return Root()
    return Root(before, after)


def _without_common_end(old: str, new: str) -> tuple[str, str]:
    """`P1.2.3` and `P2.2.3` as `P1` and `P2`; what is the same throughout has no such part."""
    if old == new:
        return "", ""
    before, after = old.split("."), new.split(".")
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        before.pop()
        after.pop()
    return ".".join(before), ".".join(after)


def _above_all(node: str, plan: Plan) -> bool:
    places: Iterable[str] = (activity.wbs for activity in plan.activities)
    return all(_under(wbs, node) for wbs in places if wbs)


def _under(wbs: str, node: str) -> bool:
    return bool(node) and (wbs == node or wbs.startswith(f"{node}."))
