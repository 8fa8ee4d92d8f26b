"""The deterministic schedule of a settled plan: early and late dates, total and free float."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import alone
from riskcore.kernels.late import JUST_BEFORE, NEVER_LATE, late_dates
from riskcore.kernels.records import PLAIN
from riskcore.program import compile_plan
from riskcore.program.clockwork import ONE_MINUTE
from riskcore.simulation.activities import on_clock
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Program


_STEPS = 2.0**20
"""All times are multiples of 1 / _STEPS minutes (kernels.network.GRID)."""


LATE_DATES = alone(late_dates)


@dataclass(frozen=True)
class Schedule:
    """Dates of every activity in the order of the plan; dates are minutes of the clock since the epoch."""

    epoch: datetime
    id: tuple[str, ...]
    early_start: Array  # (a)
    early_finish: Array  # (a)
    late_start: Array  # (a)
    late_finish: Array  # (a)
    total_float: Array  # (a) working minutes of the activity's calendar; nan for hammocks and what is inactive
    free_float: Array  # (a) the same
    finish: float
    """The finish of the plan."""


def forward_schedule(plan: Plan, latest: datetime | None = None) -> Schedule:
    """The schedule of a plan that is settled; late dates lead to its finish, or to `latest`."""
    program = compile_plan(plan, milestones=())
    worker = Worker(program, Sampling(0, 4, PLAIN, 4), certain=True)
    worker.run(0)
    start, finish = worker.scratch.start, worker.scratch.finish
    late, free = np.empty_like(finish), np.empty_like(finish)
    end = finish[-1] if latest is None else np.full(finish.shape[1], (latest - program.epoch) / ONE_MINUTE)
    LATE_DATES(program.network, program.maps, worker.scratch, end, JUST_BEFORE, late, free)
    nothing_waits = late > NEVER_LATE / 2
    late[nothing_waits], free[nothing_waits] = finish[nothing_waits], np.nan
    row = np.argsort(program.order)

    def clock(times: Array, *, as_finish: bool) -> Array:
        found: Array = on_clock(program, times[:, :1], finish=as_finish)[row, 0]
        return found

    begun = program.actual_start[row]
    ended = program.actual_finish[row]
    early_start, early_finish = clock(start, as_finish=False), clock(finish, as_finish=True)
    return Schedule(
        epoch=program.epoch,
        id=tuple(activity.id for activity in plan.activities),
        early_start=np.where(np.isnan(begun), early_start, begun),
        early_finish=np.where(np.isnan(ended), early_finish, ended),
        late_start=_on_grid(clock(late - (finish - start), as_finish=False)),
        late_finish=_on_grid(clock(late, as_finish=True)),
        total_float=_on_grid(np.where(nothing_waits[:, 0], np.nan, _on_home(program, finish[:, 0], late[:, 0]))[row]),
        free_float=_on_grid(_on_home(program, finish[:, 0], (finish + free)[:, 0])[row]),
        finish=float(finish[-1, 0]),
    )


def _on_grid(times: Array) -> Array:
    """Times to the grid that they came from: a late date just before a moment becomes that moment."""
    found: Array = np.round(times * _STEPS) / _STEPS
    return found


def _on_home(program: Program, early: Array, late: Array) -> Array:
    """(i) working time from `early` to `late` on each activity's calendar; a milestone's own times are on the clock."""
    found = late - early
    for i in np.flatnonzero(program.home != program.calendar):
        home = program.times[program.home[i]]
        found[i] = float(home.to_work(late[i]) - home.to_work(early[i]))
    return found
