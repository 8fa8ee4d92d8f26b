"""Risks: what is drawn once and felt by many activities."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from riskcore.distributions import build
from riskcore.kernels.records import ADD, EFFECT, MULTIPLY, SHARED
from riskcore.program.program import NEVER, Driver

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.distributions import Distribution
    from riskcore.plan import Plan, Risk
    from riskcore.program.rows import Row
    from riskcore.program.variables import VariableTable


@dataclass
class Events:
    """Shared rows, and which rows of the network feel them how."""

    variables: VariableTable
    shared: list[tuple[int, float, int, float]] = field(default_factory=list)
    felt: list[tuple[int, int, int]] = field(default_factory=list)
    """Row of the network, shared row, ADD or MULTIPLY."""
    paid: list[int] = field(default_factory=list)
    """Shared rows that are money."""
    drivers: list[Driver] = field(default_factory=list)

    def always(self, variable: int) -> int:
        """Number of a shared row that is simply drawn."""
        self.shared.append((-1, 1.0, variable, 0.0))
        return len(self.shared) - 1

    def when(self, event: int, probability: float, impact: int, otherwise: float) -> int:
        """Number of a shared row that is `impact` where the event happens, else `otherwise`."""
        self.shared.append((event, probability, impact, otherwise))
        return len(self.shared) - 1

    def record(self) -> Array:
        """The shared rows: (r) SHARED."""
        return np.array(self.shared, SHARED)

    def effects(self, rows: int) -> tuple[Array, Array]:
        """Where each row's effects begin (row + 1), and the effects: of one row, factors before delays."""
        felt = sorted(self.felt, key=lambda effect: (effect[0], effect[2] == ADD))
        count = np.bincount([row for row, _, _ in felt], minlength=rows) if felt else np.zeros(rows, np.int64)
        return np.concatenate([[0], np.cumsum(count)]), np.array([(shared, how) for _, shared, how in felt], EFFECT)


def events_of(plan: Plan, rows: list[Row], variables: VariableTable) -> Events:
    """The plan's risks on its rows, and what started activities have behind them."""
    events = Events(variables)
    for i, row in enumerate(rows):
        if row.offset and row.range is not None:
            worked = variables.add(f"worked of {row.activity.id}", build("constant", [row.offset]))
            events.felt.append((i, events.always(worked), ADD))
    activities = [row.activity for row in rows]
    ids = {activity.id: i for i, activity in enumerate(activities)}
    for risk in plan.risks:
        touched = [] if risk.activities is None else risk.activities.among(ids, activities)
        # a milestone has no duration that could grow, and that of a hammock is not its own
        open_work = [i for i in touched if not rows[i].fixed and activities[i].type == "task" and activities[i].active]
        _add(risk, open_work, rows, events)
    return events


def _add(risk: Risk, touched: list[int], rows: list[Row], events: Events) -> None:
    variables = events.variables
    event = variables.add(f"risk {risk.id}", build("uniform", [0.0, 1.0]), planned=NEVER)

    def impact(what: str, distribution: Distribution, otherwise: float) -> int:
        size = variables.add(f"{what} of {risk.id}", distribution)
        return events.when(event, risk.probability, size, otherwise)

    if risk.factor is not None:
        shared = impact("factor", risk.factor.distribution(), 1.0)
        events.felt += [(i, shared, MULTIPLY) for i in touched]
    if risk.delay is not None:
        by_hours: dict[object, int] = {}
        for i in touched:
            hours = rows[i].hours
            if hours not in by_hours:
                by_hours[hours] = impact("delay", risk.delay.distribution(hours), 0.0)
            events.felt.append((i, by_hours[hours], ADD))
    if risk.cost is not None:
        events.paid.append(impact("cost", risk.cost.distribution(), 0.0))
    size = events.shared[-1][2] if events.shared else event
    events.drivers.append(Driver(risk.id, risk.name or risk.id, "risk", size, event, risk.probability, -1))
