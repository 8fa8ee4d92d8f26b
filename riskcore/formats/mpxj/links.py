"""Links of a file, those on summary tasks brought down to the activities below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.mpxj.span import hours, is_elapsed, minutes
from riskcore.formats.mpxj.tree import is_hammock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.formats.mpxj.rules import Rules
    from riskcore.formats.mpxj.tree import Tree

TYPES = {"FINISH_START": "FS", "START_START": "SS", "FINISH_FINISH": "FF", "START_FINISH": "SF"}


def links_of(document: dict[str, Any], tree: Tree, rules: Rules) -> dict[int, list[dict[str, Any]]]:
    """Links by the number of their successor, as a plan document writes them.

    A summarising activity of P6 is linked to all that lies below its node.
    """
    found: dict[int, list[dict[str, Any]]] = {}
    seen = set()
    for link in document["links"]:
        for source, target in _ends(link, tree):
            key = (source, target, link["type"], minutes(link.get("lag")))
            if source == target or key in seen:
                continue
            seen.add(key)
            found.setdefault(target, []).append(_link(link, source, target, tree, rules))
    for uid in tree.ids:
        if tree.task[uid].get("activity_type") == "WBS_SUMMARY":
            found[uid] = [
                {"activity": tree.ids[leaf], "type": kind}
                for leaf in tree.leaves(tree.task[uid].get("parent_uid", uid))
                if not is_hammock(tree.task[leaf])
                for kind in ("SS", "FF")
            ]
    return found


def follow_closely(document: dict[str, Any], tree: Tree) -> set[int]:
    """The activities that some link puts right after another: of GanttProject's links, the rubber ones only push."""
    return {target for link in document["links"] if not link.get("rubber") for _, target in _ends(link, tree)}


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


def _link(link: dict[str, Any], source: int, target: int, tree: Tree, rules: Rules) -> dict[str, Any]:
    lag = link.get("lag") if link.get("lag") and link["lag"]["value"] else _levelling(tree.task[target], link)
    made: dict[str, Any] = {"activity": tree.ids[source], "type": TYPES[link["type"]]}
    if lag is None:
        return made
    if "PERCENT" in lag["unit"]:
        before = tree.task[source].get("duration")
        length = minutes(before) * lag["value"] / 100
        elapsed = is_elapsed(lag) or is_elapsed(before)
    else:
        length, elapsed = minutes(lag), is_elapsed(lag)
    if rules.milestone_on_the_clock and minutes(tree.task[target].get("duration")) == 0:
        made["lag_calendar"] = "plan"  # the milestone itself is on the clock
    # in hours: a day of lag would be as long as that of the calendar it is counted on
    return made | {"lag": hours(length, elapsed=elapsed)}


def _levelling(task: dict[str, Any], link: dict[str, Any]) -> dict[str, Any] | None:
    """How long levelling makes a task wait for longer than its predecessors do: a lag on the clock, where none is."""
    delay: dict[str, Any] | None = task.get("levelling_delay")
    return delay if delay and delay["value"] and TYPES[link["type"]][1] == "S" else None
