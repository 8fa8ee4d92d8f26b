"""Which durations are uncertain, how, and together with which others."""

from __future__ import annotations

from math import pi, sin
from typing import TYPE_CHECKING

import numpy as np

from riskcore.program.rows import ranged

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import Correlation, Plan
    from riskcore.program.rows import Row
    from riskcore.program.variables import VariableTable


def ranges_of(plan: Plan, rows: list[Row], variables: VariableTable) -> Array:
    """(i) the variable of each row's duration, -1 where it is certain; the finish of the plan included."""
    groups = [
        variables.add_group(f"correlation {group.name} of {group.activities!r}", normal_coefficient(group))
        for group in plan.correlations
    ]
    found = np.full(len(rows) + 1, -1, np.int64)
    for i, row in enumerate(rows):
        activity = row.activity
        distribution = row.range
        if row.spans or not activity.active:
            continue
        if distribution is None and not row.fixed:
            rules = [rule for rule in plan.uncertainty if rule.activities.matches(activity)]
            distribution = ranged(row, rules[-1].duration_factor) if rules else None
        if distribution is None or distribution.sd == 0:
            continue
        group = next(
            (g for g, one in zip(groups, plan.correlations, strict=True) if one.activities.matches(activity)), -1
        )
        planned = row.planned if row.offset == 0 or row.range is None else row.planned - row.offset
        found[i] = variables.add(f"duration of {activity.id}", distribution, planned, group)
    return found


def normal_coefficient(group: Correlation) -> float:
    """The coefficient of the normal scores; from a rank correlation r it is 2 sin(pi r / 6) (Pearson 1907)."""
    return 2 * sin(pi * group.coefficient / 6) if group.space == "spearman" else group.coefficient
