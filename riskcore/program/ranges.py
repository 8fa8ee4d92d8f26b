"""Which durations are uncertain, and how."""

from __future__ import annotations

from functools import partial
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from riskcore.distributions import build
from riskcore.kernels.records import ADD
from riskcore.program.events import Effect
from riskcore.program.row import ranged

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.distributions import Distribution
    from riskcore.plan import Activity, Estimate, Plan
    from riskcore.program.events import Events
    from riskcore.program.memory import Memory
    from riskcore.program.row import Row


def ranges_of(plan: Plan, rows: list[Row], memory: Memory) -> Array:
    """(i) the variable of each row's duration, -1 where it is certain; the finish of the plan included."""
    found = np.full(len(rows) + 1, -1, np.int64)
    for i, row in enumerate(rows):
        activity = row.activity
        if row.spans or row.fixed or not activity.active:
            continue
        of = ("range", activity.id)
        distribution = memory.of(of, (activity, row.follows), partial(_range, plan, row))
        if distribution is not None:
            planned = row.planned if row.offset == 0 or row.range is None else row.planned - row.offset
            found[i] = memory.variables.add(f"duration of {activity.id}", distribution, planned)
    return found


def _range(plan: Plan, row: Row) -> Distribution | None:
    """The distribution of the row's duration, its own or by a rule, biased; None where it is certain."""
    distribution = row.range
    if distribution is None and (factor := factor_of(plan, row.activity, "duration_factor")) is not None:
        distribution = ranged(row, factor)
    distribution = _biased(distribution, row, bias_of(plan, row.activity))
    if distribution is None or (distribution.sd == 0 and distribution.planned == row.planned):
        return None
    return distribution


def add_worked(rows: list[Row], events: Events) -> None:
    """Of started activities whose remaining duration is not stated, what has been worked is taken off what is drawn."""
    for i, row in enumerate(rows):
        if row.offset and row.range is not None:
            worked = events.variables.add(f"worked of {row.activity.id}", build("constant", [row.offset]))
            events.felt.append(Effect(i, events.always(worked), ADD))


def factor_of(plan: Plan, activity: Activity, name: str) -> Estimate | None:
    """The factor of that name that the plan's rules give to `activity`: the last rule holds."""
    for rule in reversed(plan.uncertainty):
        factor: Estimate | None = getattr(rule, name)
        if factor is not None and rule.activities.matches(activity):
            return factor
    return None


def bias_of(plan: Plan, activity: Activity) -> float:
    """The product of the biases that the plan's rules state for `activity`."""
    if not plan.uncertainty:
        return 1.0
    return prod(r.bias for r in plan.uncertainty if r.bias is not None and r.activities.matches(activity))


def _biased(distribution: Distribution | None, row: Row, bias: float) -> Distribution | None:
    if bias == 1.0 or (distribution is None and row.planned <= 0):
        return distribution
    return (distribution or build("constant", [row.planned])).scaled(bias)
