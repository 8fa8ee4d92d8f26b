"""Random plans in series and parallel, of which everything can be known: `random_plan(seed)`.

A plan is a tree. A leaf is an activity; a series is done one after the other, a parallel at once. Some plans have a
risk that multiplies every duration, some leaves one that delays them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

START = "2030-01-07"
MOST_IN_ONE = 4


@dataclass(frozen=True)
class Leaf:
    """An activity: `family` with `arguments` in days, and a delay (low, high) that happens with `chance`."""

    id: str
    family: str
    arguments: tuple[float, ...]
    chance: float = 0.0
    delay: tuple[float, float] = (0.0, 1.0)


@dataclass(frozen=True)
class Node:
    """Parts in series, or parallel."""

    parallel: bool
    parts: tuple[Node | Leaf, ...]


@dataclass(frozen=True)
class RandomPlan:
    """A tree, and the risk on all of it: with `chance`, every duration is `factor` times as long."""

    tree: Node
    chance: float = 0.0
    factor: float = 1.0
    leaves: tuple[Leaf, ...] = field(default=())


def random_plan(seed: int, activities: int = 0) -> RandomPlan:
    """The plan of that seed, of `activities` leaves, or of 2 to 16."""
    rng = random.Random(seed)  # noqa: S311 - made up, not secret
    leaves = tuple(_leaf(f"A{k}", rng) for k in range(activities or rng.randint(2, 16)))
    tree = _node(list(leaves), rng, parallel=rng.random() < 0.5)
    if rng.random() < 0.5:
        return RandomPlan(tree, leaves=leaves)
    return RandomPlan(tree, round(rng.uniform(0.1, 0.6), 3), round(rng.uniform(1.1, 1.5), 3), leaves)


def document(plan: RandomPlan) -> dict[str, Any]:
    """The plan as riskcore reads it, in days of the clock."""
    before: dict[str, list[str]] = {}
    _link(plan.tree, [], before)
    risks = [
        {
            "id": f"R {leaf.id}",
            "probability": leaf.chance,
            "delay": {"uniform": [_days(x) for x in leaf.delay]},
            "activities": [leaf.id],
        }
        for leaf in plan.leaves
        if leaf.chance
    ]
    if plan.chance:
        risks.append({"id": "all", "probability": plan.chance, "factor": plan.factor, "activities": "all"})
    return {
        "start": START,
        "calendar": "24h",
        "activities": [
            {
                "id": leaf.id,
                "duration": {leaf.family: [_days(x) for x in leaf.arguments]},
                "predecessors": before[leaf.id],
            }
            for leaf in plan.leaves
        ],
        "risks": risks,
    }


def _leaf(name: str, rng: random.Random) -> Leaf:
    low = round(rng.uniform(1, 8), 2)
    width = round(low * rng.uniform(0.3, 1.5), 2)
    mode, high = round(low + width * rng.random(), 2), round(low + width, 2)
    family, arguments = rng.choice(
        [
            ("triangular", (low, mode, high)),
            ("pert", (low, mode, high)),
            ("uniform", (low, high)),
            ("lognormal", (low + width / 2, width / 4)),
        ]
    )
    if rng.random() < 0.75:
        return Leaf(name, family, arguments)
    delay = round(rng.uniform(0.2, 2), 2)
    return Leaf(name, family, arguments, round(rng.uniform(0.1, 0.9), 2), (delay, round(delay * 3, 2)))


def _node(leaves: list[Leaf], rng: random.Random, *, parallel: bool) -> Node:
    """A tree whose levels are in series and in parallel by turns."""
    if len(leaves) <= 2:
        return Node(parallel, tuple(leaves))
    cuts = sorted(rng.sample(range(1, len(leaves)), min(rng.randint(1, MOST_IN_ONE - 1), len(leaves) - 1)))
    groups = [leaves[i:j] for i, j in zip([0, *cuts], [*cuts, len(leaves)], strict=True)]
    parts = (group[0] if len(group) == 1 else _node(group, rng, parallel=not parallel) for group in groups)
    return Node(parallel, tuple(parts))


def _link(part: Node | Leaf, before: list[str], found: dict[str, list[str]]) -> list[str]:
    """Fill in the predecessors of each leaf; the last activities of `part` are returned."""
    if isinstance(part, Leaf):
        found[part.id] = before
        return [part.id]
    ends = []
    for one in part.parts:
        last = _link(one, before, found)
        if part.parallel:
            ends += last
        else:
            before = ends = last
    return ends


def _days(value: float) -> str:
    return f"{value!r}ed"
