"""The compiled plan: records of arrays for the kernels, and the names that their indices stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcore.kernels import records

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.plan.worktime import WorkTime
    from riskcore.program.dependence import Joint

NEVER = 2.0
"""A grade that no probability reaches."""


@dataclass(frozen=True, slots=True)
class Driver:
    """An uncertain input that a tornado may name."""

    id: str
    name: str
    kind: Literal["duration", "risk"]
    variable: int
    """The variable whose grade is correlated with the finish: of a risk, the one that decides whether it happens."""
    row: int
    """The activity's row, else -1."""
    happens: tuple[tuple[int, float, float], ...] = ()
    """Of a risk: it happens where the grades of all these variables lie in [low, high)."""


@dataclass(frozen=True)
class Removable:
    """A risk that the plan may be played without, and its shared rows, those of what it triggers included."""

    id: str
    name: str
    shared: tuple[int, ...]


@dataclass(frozen=True)
class Program:
    """A plan in arrays. Rows are activities in topological order; the last row is the finish of the plan."""

    plan: Plan
    epoch: datetime
    variables: records.Variables
    shared: Array  # (r) SHARED
    maps: records.Maps
    weather: records.Weather
    network: records.Network
    costs: records.Costs
    outputs: Array  # (o) OUTPUT
    planned: Array  # (v) each variable's value in the deterministic plan
    order: Array  # (i) index into plan.activities of each row but the last
    times: tuple[WorkTime, ...]  # the calendars
    calendar: Array  # (i) which of them each row is on
    home: Array  # (i) which of them its activity is on: of a milestone another, for it is an instant of the clock
    day: Array  # (i) minutes of a day on the calendar of each row
    instant: Array  # (i) 1: the row's start lies where its finish lies, an evening; -1: its finish where its start
    actual_start: Array  # (i) minutes of the clock, nan where the row has not started
    actual_finish: Array  # (i) the same, nan where it has not finished
    kept: tuple[int, ...]  # index into plan.activities of each output but the first, which is the finish
    parts: tuple[str, ...]  # what the columns of money stand for; the first is the total
    drivers: tuple[Driver, ...]
    removable: tuple[Removable, ...]
    joints: tuple[Joint, ...]  # the correlations
    names: tuple[str, ...]  # (v) what each variable is
    notes: tuple[str, ...]

    @property
    def rows(self) -> int:
        """Number of rows, the finish of the plan included."""
        return len(self.network.row) - 1

    def drawn(self) -> Array:
        """Numbers of the variables that are drawn; those that a memory has of other versions of the plan are not."""
        charge, factor = self.costs.charge[:-1], self.costs.factor
        used = (
            self.network.row["variable"][:-1],
            *(self.shared[name] for name in ("occurrence", "impact")),
            *(charge[name] for name in ("fixed", "rate")),
            factor["number"][factor["how"] == records.DRAWN],
        )
        found = np.unique(np.concatenate(used))
        return found[found >= 0]

    def certain(self) -> records.Variables:
        """The variables with each at its planned value: with them the same program computes the deterministic plan."""
        item = self.variables.item.copy()
        item["kind"], item["a"] = records.CONSTANT, self.planned
        return self.variables._replace(item=item)

    def to_clock(self, row: int, times: Array, *, finish: bool) -> Array:
        """Times of `row`, in minutes of its calendar, as minutes of the clock since the epoch; any shape."""
        as_finish = (finish or self.instant[row] > 0) and self.instant[row] >= 0
        worktime: WorkTime = self.times[self.calendar[row]]
        return worktime.to_clock(times, finish=as_finish)
