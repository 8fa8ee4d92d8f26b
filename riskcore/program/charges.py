"""Costs as arrays: what each activity spends, and into which part of the plan it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import CHARGE, EVENT_COST, Costs

if TYPE_CHECKING:
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row
    from riskcore.program.variables import VariableTable

TOTAL, RISKS, NO_WBS = "total", "risks", "no WBS"


def charges_of(
    rows: list[Row], maps: MapTable, variables: VariableTable, events: Events
) -> tuple[Costs, tuple[str, ...]]:
    """The costs of a plan and the names of their columns: the total, the top nodes of the WBS, the risks."""
    parts = {TOTAL: 0}
    made = []
    for i, row in enumerate(rows):
        cost = row.activity.cost
        if cost is None or not row.activity.active:
            continue
        output = parts.setdefault(row.activity.wbs.split(".")[0] or NO_WBS, len(parts))
        fixed, rate = cost.fixed.distribution(), cost.per_day.distribution()
        fixed_v = -1 if cost.fixed.certain else variables.add(f"fixed cost of {row.activity.id}", fixed)
        rate_v = -1 if cost.per_day.certain else variables.add(f"cost per day of {row.activity.id}", rate)
        across = maps.find(row.calendar, row.home, finish=False) if row.spans else -1
        per_minute = 1.0 / row.hours.minutes_per_day
        made.append(
            (
                i,
                fixed_v,
                fixed.planned,
                rate_v,
                rate.planned * per_minute,
                per_minute,
                0.0 if row.spans else row.done,
                output,
                across,
            )
        )
    paid = parts.setdefault(RISKS, len(parts)) if events.paid else 0
    costs = Costs(np.array(made, CHARGE), np.array([(one.shared, paid) for one in events.paid], EVENT_COST))
    return costs, tuple(parts) if made or events.paid else ()
