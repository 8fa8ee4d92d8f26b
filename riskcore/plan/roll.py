"""The roll of a plan's activities: who is called by a selector, without asking each of them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from riskcore.plan.activity import Activity
    from riskcore.plan.selector import Selector


class Roll:
    """The activities by id, WBS node, tag and owner: a hundred of 10,000 are found without a look at the rest."""

    def __init__(self, activities: Sequence[Activity]) -> None:
        self._all = range(len(activities))
        self._names = [activity.name for activity in activities]
        self._listed: dict[str, dict[str, list[int]]] = {"id": {}, "wbs": {}, "tag": {}, "owner": {}}
        for i, activity in enumerate(activities):
            self._list("id", (activity.id,), i)
            self._list("wbs", _nodes(activity.wbs), i)
            self._list("tag", activity.tags, i)
            self._list("owner", (activity.owner,), i)

    def of(self, selector: Selector) -> list[int]:
        """Indices of the activities that `selector` means, in their order; as `Selector.matches`, one by one."""
        found: Iterable[int] = self._all
        for key, listed in self._listed.items():
            wanted = getattr(selector, key)
            if wanted:
                named = {i for name in wanted for i in listed.get(name, ())}
                found = named if found is self._all else named.intersection(found)
        if selector.name:
            found = [i for i in found if any(fnmatchcase(self._names[i], pattern) for pattern in selector.name)]
        return sorted(found)

    def _list(self, key: str, names: Iterable[str], i: int) -> None:
        for name in dict.fromkeys(names):
            self._listed[key].setdefault(name, []).append(i)


def _nodes(wbs: str) -> Iterator[str]:
    """`3.1.4`, `3.1` and `3`: the node and all above it."""
    yield wbs
    yield from (wbs[:i] for i, letter in enumerate(wbs) if letter == ".")
