"""The roll of a plan's activities: who is called by a selector, without asking each of them."""

from __future__ import annotations

from collections import defaultdict
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from riskcore.plan.activity import Activity
    from riskcore.plan.selector import Selector


class Roll:
    """The activities by id, WBS node, tag and owner: a hundred of 10,000 are found without a look at the rest."""

    def __init__(self, activities: Sequence[Activity]) -> None:
        self._activities = activities
        self._listed: dict[str, dict[str, list[int]]] = {}

    def of(self, selector: Selector) -> list[int]:
        """Indices of the activities that `selector` means, in their order; as `Selector.matches`, one by one."""
        everyone: Iterable[int] = range(len(self._activities))
        found = everyone
        for key in CALLED:
            wanted = getattr(selector, key)
            if wanted:
                listed = self._list(key)
                named = {i for name in wanted for i in listed.get(name, ())}
                found = named if found is everyone else named.intersection(found)
        if selector.name:
            called = ((i, self._activities[i].name) for i in found)
            found = [i for i, name in called if any(fnmatchcase(name, pattern) for pattern in selector.name)]
        return sorted(found)

    def _list(self, key: str) -> dict[str, list[int]]:
        """Who answers to each name of that key, listed when it is first asked for."""
        if key not in self._listed:
            listed: dict[str, list[int]] = defaultdict(list)
            for i, activity in enumerate(self._activities):
                for name in CALLED[key](activity):
                    listed[name].append(i)
            self._listed[key] = listed
        return self._listed[key]


def _nodes(wbs: str) -> list[str]:
    """`3.1.4`, `3.1` and `3`: the node and all above it."""
    return [wbs, *(wbs[:i] for i, letter in enumerate(wbs) if letter == ".")]


CALLED: dict[str, Callable[[Activity], Iterable[str]]] = {
    "id": lambda activity: (activity.id,),
    "wbs": lambda activity: _nodes(activity.wbs),
    "tag": lambda activity: dict.fromkeys(activity.tags),
    "owner": lambda activity: (activity.owner,),
}
"""The names by which a selector may call an activity, each of them once."""
