"""A moment on one calendar, as a moment on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import step

if TYPE_CHECKING:
    from riskcore.array import Array


BESIDE = 2.0**-24
"""Minutes: so far beside a border of two cells, no rounding of 250 years leads to the wrong one.

Times are points of a grid that is coarser than this, as is what lies just before one; anything nearer to a border
counts as the border."""
ONE = np.int32(1)


@step
def convert(times: Array, m: int, items: Array, cell: Array) -> None:
    """Replace `times` (lane), minutes of map `m`'s source calendar, by minutes of its target calendar.

    Within a cell all time of the target is working or none is, so a moment is the cell's base, and the rest where the
    target works. Beyond the table, and before it, whole weeks are taken off and put back: the last week repeats for
    ever. Where all moments lie within it, as nearly always, that is left out.
    """
    item = items[m]
    first, width, period, step = np.uint64(item["start"]), item["width"], item["period"], item["step"]
    end, per_minute, per_week = item["cells"] * width, 1.0 / width, 1.0 / period
    beside = -BESIDE if item["left"] == 1 else BESIDE
    within = True
    for l in range(times.shape[0]):
        x = times[l] + beside
        within &= (x > 0.0) & (x < end)
    if within:
        for l in range(times.shape[0]):
            k = np.int32((times[l] + beside) * per_minute)
            found = cell[np.uint64(k) + first]  # unsigned: no test for indices from the end
            rest = times[l] - np.float64(k) * width
            times[l] = np.float64(found >> ONE) + (rest if found & ONE == 1 else 0.0)
    else:
        for l in range(times.shape[0]):
            x = times[l] + beside
            weeks = max(np.floor((x - end) * per_week) + 1.0, 0.0) + min(np.floor(x * per_week), 0.0)
            k = np.int32(min(max((x - weeks * period) * per_minute, 0.0), item["cells"] - 1.0))
            found = cell[np.uint64(k) + first]
            rest = (times[l] - weeks * period) - np.float64(k) * width
            times[l] = np.float64(found >> ONE) + (rest if found & ONE == 1 else 0.0) + weeks * step
