"""Which activity of the new version is which of the old one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from riskcore.plan.difference_wbs import Root, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from riskcore.plan.activity import Activity
    from riskcore.plan.plan import Plan
    from riskcore.plan.selector import Selector


@dataclass(frozen=True)
class Versions:
    """Two versions of a plan, the old one first."""

    old: Plan
    new: Plan

    @cached_property
    def old_by_id(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.old.activities}

    @cached_property
    def new_by_id(self) -> dict[str, Activity]:
        return {activity.id: activity for activity in self.new.activities}

    @cached_property
    def root(self) -> Root:
        return root_of(self.old, self.new)

    @cached_property
    def renumbered(self) -> Mapping[str, str]:
        """Old to new ids of the activities that only their id tells from one that was removed.

        The name and the place in the work breakdown structure must be the same, and no other activity that was
        removed or added may have them both.
        """
        gone = _only_ones((a.name, self.root.followed(a.wbs), a.id) for a in self._not_in(self.new_by_id, self.old))
        come = _only_ones((a.name, a.wbs, a.id) for a in self._not_in(self.old_by_id, self.new))
        return {gone[key]: come[key] for key in gone if gone[key] and come.get(key)}

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The activities that both have, in the order of the old one."""
        both = ((activity, self.new_by_id.get(self.new_id(activity.id))) for activity in self.old.activities)
        return tuple(Pair(old, new, self) for old, new in both if new is not None)

    def new_id(self, old: str) -> str:
        """What the activity of that old id is called now."""
        return self.renumbered.get(old, old)

    def followed(self, selector: Selector | None) -> Selector | None:
        """The old selector with the ids and the root of now."""
        if selector is None:
            return None
        ids, wbs = map(self.new_id, selector.id), map(self.root.followed, selector.wbs)
        return selector.model_copy(update={"id": tuple(ids), "wbs": tuple(wbs)})

    @staticmethod
    def _not_in(others: Mapping[str, Activity], plan: Plan) -> Iterator[Activity]:
        return (activity for activity in plan.activities if activity.id not in others)


@dataclass(frozen=True)
class Pair:
    """One activity, before and after."""

    old: Activity
    new: Activity
    versions: Versions


def _only_ones(rows: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """The id for each name and place; empty where several have them."""
    ids: dict[tuple[str, str], str] = {}
    for name, wbs, number in rows:
        if name:
            ids[name, wbs] = "" if (name, wbs) in ids else number
    return ids
