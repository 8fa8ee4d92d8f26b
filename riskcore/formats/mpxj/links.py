"""Links of a file, those on summary tasks brought down to the activities below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import duration, is_elapsed, minutes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.formats.mpxj.tree import Tree
    from riskcore.plan import WorkHours

TYPES = {"FINISH_START": "FS", "START_START": "SS", "FINISH_FINISH": "FF", "START_FINISH": "SF"}


def links_of(document: dict[str, Any], tree: Tree, hours: WorkHours) -> dict[int, list[dict[str, Any]]]:
    """Links by the number of their successor, as a plan document writes them."""
    found: dict[int, list[dict[str, Any]]] = {}
    seen = set()
    for link in document["links"]:
        for source, target in _ends(link, tree):
            key = (source, target, link["type"], minutes(link.get("lag")))
            if source == target or key in seen:
                continue
            seen.add(key)
            found.setdefault(target, []).append(_link(link, source, tree, hours))
    return found


def _ends(link: dict[str, Any], tree: Tree) -> Iterator[tuple[int, int]]:
    """The pairs of activities that a link joins.

    From a summary: all its activities where its finish matters, the earliest where its start does; to a summary: all
    its activities where its start is held back, the latest where its finish is.
    """
    kind = TYPES[link["type"]]
    sources, targets = tree.leaves(link["predecessor"]), tree.leaves(link["successor"])
    if len(sources) > 1 and kind[0] == "S":
        sources = [min(sources, key=tree.start)]
    if len(targets) > 1 and kind[1] == "F":
        targets = [max(targets, key=tree.finish)]
    return ((source, target) for source in sources for target in targets)


def _link(link: dict[str, Any], source: int, tree: Tree, hours: WorkHours) -> dict[str, Any]:
    lag = link.get("lag")
    made: dict[str, Any] = {"activity": tree.ids[source], "type": TYPES[link["type"]]}
    if lag is None or not lag["value"]:
        return made
    if "PERCENT" in lag["unit"]:
        before = tree.task[source].get("duration")
        length = minutes(before) * lag["value"] / 100
        elapsed = is_elapsed(lag) or is_elapsed(before)
    else:
        length, elapsed = minutes(lag), is_elapsed(lag)
    return made | {"lag": duration(length, hours, elapsed=elapsed)}
