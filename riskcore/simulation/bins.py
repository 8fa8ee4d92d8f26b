"""Where each activity's histogram lies: found by a pilot, the first blocks of the run itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import Bins
from riskcore.simulation.blocks import in_order
from riskcore.simulation.worker import BINS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array
    from riskcore.simulation.worker import Worker

PARTS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 16, 20, 24, 30, 40, 48, 60, 80, 96, 120, 160, 240, 480)
"""Into which a day may be divided."""
PILOT = 512
"""Iterations; what happens once in 100 is missed by all of them with probability 0.006."""


def pilot(workers: Sequence[Worker], stop: Callable[[], bool] | None) -> Bins:
    """Bins over what the pilot saw and half as much again on either side; the end bins collect the rest.

    Their width divides a working day, or is some days, and they begin with one: no bin has parts of two days.
    """
    sampling = workers[0].sampling
    blocks = range(min(-(-PILOT // sampling.lanes), sampling.blocks))
    low = high = np.empty(0)
    for _, (smallest, largest) in in_order(workers, blocks, _extremes, stop):
        low = np.minimum(low, smallest) if low.size else smallest
        high = np.maximum(high, largest) if high.size else largest
    spread = np.maximum(high - low, 1.0)
    day = workers[0].program.day[None, :]
    width = _even(2.0 * spread / BINS, day)
    return Bins(np.floor((low - 0.5 * spread) / width) * width, width)


def _even(width: Array, day: Array) -> Array:
    """(2, i) the smallest width from `width` on that divides `day` (1, i), or is a multiple of it."""
    found = np.ceil(width / day) * day
    for parts in PARTS:
        part = day / parts
        fits = (part >= width) & (np.floor(part) == part)
        found = np.where(fits, part, found)
    return np.asarray(found)


def _extremes(worker: Worker, block: int) -> tuple[Array, Array]:
    worker.run(block)
    times = (worker.scratch.start, worker.scratch.finish)
    return np.stack([t.min(axis=1) for t in times]), np.stack([t.max(axis=1) for t in times])
