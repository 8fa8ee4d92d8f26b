"""The deterministic schedule: the same program with every variable at its planned value."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcore.kernels.records import PLAIN
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program import Program


class Planned(NamedTuple):
    """Planned times of every row on its own calendar, of the outputs on the clock, and the planned money."""

    times: Array  # (2, i): start, finish
    outputs: Array  # (output)
    money: Array  # (part)


def planned(program: Program) -> Planned:
    """Every row's start and finish with nothing uncertain and no risk happening."""
    worker = Worker(program, Sampling(0, 4, PLAIN, 4), certain=True)
    kept, money = worker.run(0)
    times = np.stack([worker.scratch.start[:, 0], worker.scratch.finish[:, 0]])
    return Planned(times, kept[:, 0].copy(), money[:, 0].copy())
