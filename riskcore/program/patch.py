"""A program for a plan that differs a little: what the change touches is compiled, the rest taken over.

The part of the plan around what changed is compiled twice, as it was and as it is. What differs between the two is
what the change does; it is carried over to the program of the whole plan. Where that program does not say of these
rows what the first of the two says, or the change reaches further, the whole plan has to be compiled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from riskcore.program.compile import compile_plan
from riskcore.program.excerpt import around, excerpt, followers
from riskcore.program.order import topological
from riskcore.program.patch_links import relinked
from riskcore.program.patch_risks import with_probabilities
from riskcore.program.program import Driver

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Variables
    from riskcore.plan import Activity, Plan
    from riskcore.program.memory import Memory
    from riskcore.program.program import Program

FIELDS = {"duration", "planned", "predecessors", "constraint"}
"""Of an activity, those whose change stays near it."""
MOST = 20
"""Activities that have changed, or risks; of more the whole plan is compiled."""
LISTS = ("effect", "window", "ask", "wait", "link")
"""Fields of a row that say where its lists begin."""
ELSEWHERE = ("weather", "late", "held", "loose")
"""Fields of a row that the whole plan decides on."""


@dataclass(frozen=True)
class Pair:
    """An excerpt as it was and as it is, and the rows of the whole program for those of the excerpt."""

    old: Program
    new: Program
    row: Array  # (i) of the excerpt, its finish included
    changed: Array  # rows of the excerpt whose activities changed
    ends: Array  # (i) bool: whether all that follows it is in the excerpt


def patched(base: Program, plan: Plan, memory: Memory) -> Program | None:
    """The program that `compile_plan` would make of `plan`, from that of another plan which the `memory` serves too.

    None where only `compile_plan` can tell. Variables that are not used may differ.
    """
    activities = [k for k, (one, old) in enumerate(_pairs(plan, base.plan)) if one is not old]
    risks = [(old, one) for old, one in zip(base.plan.risks, plan.risks, strict=True) if one is not old]
    if max(len(activities), len(risks)) > MOST or plan.fixed_costs != base.plan.fixed_costs:
        return None
    found = with_probabilities(base, risks)
    if found is not None and activities:
        found = _with_activities(found, plan, activities, memory)
    return None if found is None else replace(found, plan=plan)


def _pairs(plan: Plan, old: Plan) -> zip[tuple[Activity, Activity]]:
    return zip(plan.activities, old.activities, strict=True)


def _with_activities(base: Program, plan: Plan, changed: list[int], memory: Memory) -> Program | None:
    pairs = [(base.plan.activities[k], plan.activities[k]) for k in changed]
    if len(base.weather.item) or not all(_stays_near(*pair) for pair in pairs):
        return None  # weather is known for as long as the whole work lasts
    linked = any(old.predecessors != new.predecessors for old, new in pairs)
    if linked and not np.array_equal(topological(plan), base.order):
        return None
    pair = _compiled(base, plan, pairs, memory)
    if pair is None or not _alike(pair):
        return None
    row = _rows(pair, base)
    if row is None:
        return None
    made = relinked(base.network, row, pair.old.network, pair.new.network, pair.row, pair.changed, pair.ends)
    if made is None:
        return None
    variables, planned = _variables(pair, base)
    return replace(
        base,
        variables=variables,
        maps=pair.new.maps,
        network=made,
        planned=planned,
        times=pair.new.times,
        drivers=_drivers(base, plan, made.row["variable"]),
        names=pair.new.names,
    )


def _stays_near(old: Activity, new: Activity) -> bool:
    """Whether only FIELDS differ; what has begun, or is a hammock or tied to one, is not looked into."""
    differ = {name for name in type(old).model_fields if getattr(old, name) != getattr(new, name)}
    return differ <= FIELDS and not old.hammock and old.actual_start is None


def _compiled(base: Program, plan: Plan, pairs: list[tuple[Activity, Activity]], memory: Memory) -> Pair | None:
    both = [activity for pair in pairs for activity in pair]
    before = {link.activity for activity in both for link in activity.predecessors}
    ids = around(both, followers(base.plan))
    index = {activity.id: k for k, activity in enumerate(plan.activities)}
    if ids is None or any(plan.activities[index[name]].hammock for name in ids):
        return None
    excerpts = memory.for_excerpts()
    old, new = (compile_plan(excerpt(one, ids), (), excerpts) for one in (base.plan, plan))
    row_of = np.empty(len(index), np.int64)
    row_of[base.order] = np.arange(len(index))
    names = [old.plan.activities[k].id for k in old.order]
    touched = {new.id for _, new in pairs}
    return Pair(
        old=old,
        new=new,
        row=np.array([*(row_of[index[name]] for name in names), base.rows - 1], np.int64),
        changed=np.array([i for i, name in enumerate(names) if name in touched], np.int64),
        ends=np.array([name in before for name in names], bool),
    )


def _alike(pair: Pair) -> bool:
    """Whether what others see of the rows is as it was: their order, calendars, costs, and what they share."""
    old, new = pair.old, pair.new
    named = ("order", "shared", "calendar", "home", "day", "instant", "actual_start", "actual_finish")
    same = all(np.array_equal(getattr(old, name), getattr(new, name), equal_nan=True) for name in named[2:])
    same &= all(np.array_equal(getattr(old, name), getattr(new, name)) for name in named[:2])
    same &= all(map(np.array_equal, old.costs, new.costs)) and old.parts == new.parts
    same &= all(
        np.array_equal(getattr(old.network, name), getattr(new.network, name))
        for name in ("effect", "ask", "wait", "span", "tie")
    )
    # the order of rows in the excerpt is that of the whole
    return bool(same) and bool(np.all(np.diff(pair.row) > 0)) and len(old.weather.item) == 0


def _rows(pair: Pair, base: Program) -> Array | None:
    """The rows of the whole program with the fields that changed; None where they were others, or others changed."""
    row = base.network.row.copy()
    was, now = pair.old.network.row, pair.new.network.row
    for name in row.dtype.names or ():
        if name in LISTS:
            continue
        differs = np.flatnonzero(was[name][:-1] != now[name][:-1])
        if not np.isin(differs, pair.changed).all():
            return None
        at = pair.row[differs]
        if name in ELSEWHERE and len(differs):
            return None
        if not np.array_equal(row[name][at], was[name][differs]):
            return None
        row[name][at] = now[name][differs]
    return row


def _variables(pair: Pair, base: Program) -> tuple[Variables, Array]:
    """The variables with those that changed; new ones come behind, and so do their tables: numbers stay as they are."""
    was, now = pair.old, pair.new
    known, common = len(base.planned), len(was.planned)
    item = np.concatenate([base.variables.item, now.variables.item[known:]])
    planned = np.concatenate([base.planned, now.planned[known:]])
    differs = was.variables.item != now.variables.item[:common]
    differs |= was.planned != now.planned[:common]
    item[:common][differs] = now.variables.item[:common][differs]
    planned[:common][differs] = now.planned[:common][differs]
    return base.variables._replace(item=item, data=now.variables.data), planned


def _drivers(base: Program, plan: Plan, variable: Array) -> tuple[Driver, ...]:
    """The durations that vary, in the order of the rows, and the risks."""
    known = {one.row: one for one in base.drivers if one.kind == "duration"}
    found = []
    for i, k in enumerate(base.order):
        v, activity = int(variable[i]), plan.activities[k]
        if v >= 0:
            found.append(known.get(i) or Driver(activity.id, activity.name or activity.id, "duration", v, i))
    return (*found, *(one for one in base.drivers if one.kind != "duration"))
