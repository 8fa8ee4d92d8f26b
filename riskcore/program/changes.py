"""What differs between two programs of one plan: which rows have to be scheduled again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import COST

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Network
    from riskcore.program.program import Program

WHERE = ("effect", "window", "ask", "wait", "link")
"""Fields of a row that say where its lists begin: the lists themselves are compared."""


@dataclass(frozen=True)
class Changes:
    """What the other program has that the first has not, or has otherwise."""

    shared: Array  # (r) uint8: shared rows that are drawn anew
    duration: Array  # (i) uint8: rows whose duration is drawn anew
    touched: Array  # (i) uint8: rows that are scheduled anew, and moved by these whatever follows
    acted: Array  # (k) int64: shared rows that windows fill


def changes(old: Program, new: Program) -> Changes | None:
    """What changed from `old` to `new`, which were compiled with one memory; None where the rows do not correspond.

    Nor do they where rows are put off as late as possible, for what follows a row then decides on it, or where a
    condition asks for a cost.
    """
    if not _correspond(old, new):
        return None
    variable = _differ(old.variables.item, new.variables.item)
    shared = _shared(old.shared, new.shared, variable)
    was, now = old.network, new.network
    row, drawn = now.row, now.row["variable"]
    duration = (was.row["variable"] != drawn) | (was.row["duration"] != row["duration"])
    duration[drawn >= 0] |= variable[drawn[drawn >= 0]]
    touched = duration | np.any(
        [was.row[name] != row[name] for name in row.dtype.names or () if name not in WHERE], axis=0
    )
    touched[:-1] |= _lists_differ(was, now, shared)
    if not _same_weather(old, new):
        touched |= row["weather"] >= 0
    windowed = _owner(now, "effect")[now.effect["windowed"] == 1]
    acted = np.unique(now.effect["acted"][now.effect["acted"] >= 0]).astype(np.int64)
    touched[windowed] = True
    return Changes(shared.astype(np.uint8), duration[:-1].astype(np.uint8), touched[:-1].astype(np.uint8), acted)


def _correspond(old: Program, new: Program) -> bool:
    late = any((program.network.row[name] >= 0).any() for program in (old, new) for name in ("late", "held"))
    priced = any((program.network.ask["what"] == COST).any() for program in (old, new))
    return (
        not late
        and not priced
        and old.epoch == new.epoch
        and np.array_equal(old.order, new.order)
        and [one.id for one in old.plan.activities] == [one.id for one in new.plan.activities]
    )


def _differ(old: Array, new: Array) -> Array:
    """(new) whether each record differs from the one of that number, or there was none."""
    found = np.ones(len(new), bool)
    both = min(len(old), len(new))
    found[:both] = old[:both] != new[:both]
    return found


def _shared(old: Array, new: Array, variable: Array) -> Array:
    """(r) whether a shared row's draws differ: its record, its variables, or what triggers it."""
    found = _differ(old, new)
    for name in ("occurrence", "impact"):
        drawn = new[name] >= 0
        found[drawn] |= variable[new[name][drawn]]
    for r in np.flatnonzero(new["trigger"] >= 0):  # a trigger lies above what it triggers
        found[r] |= found[new["trigger"][r]]
    return found


def _lists_differ(was: Network, now: Network, shared: Array) -> Array:
    """(i) whether a row's effects, conditions, links, or what it waits for differ."""
    found = np.zeros(len(now.row) - 1, bool)
    lists = {"effect": (was.effect, now.effect), "ask": (was.ask, now.ask), "wait": (was.wait, now.wait)}
    for name, (old, new) in (lists | {"link": (was.link, now.link)}).items():
        begins, began = now.row[name], was.row[name]
        same = np.diff(begins) == np.diff(began)
        found |= ~same
        owner = _owner(now, name)
        kept = same[owner]
        place = began[owner] + np.arange(len(new)) - begins[owner]
        differs = new[kept] != old[place[kept]]
        found[owner[kept][differs]] = True
    for name, of in (("effect", "shared"), ("effect", "event"), ("effect", "gate"), ("link", "lag_row")):
        numbers = (now.effect if name == "effect" else now.link)[of]
        felt = np.flatnonzero(numbers >= 0)
        found[_owner(now, name)[felt[shared[numbers[felt]]]]] = True
    return found


def _owner(network: Network, name: str) -> Array:
    """(list) the row that each element of the lists called `name` belongs to."""
    begins = network.row[name]
    return np.repeat(np.arange(len(begins) - 1), np.diff(begins))


def _same_weather(old: Program, new: Program) -> bool:
    return all(np.array_equal(mine, theirs) for mine, theirs in zip(old.weather, new.weather, strict=True))
