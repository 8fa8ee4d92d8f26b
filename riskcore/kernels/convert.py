"""A moment on one calendar, as a moment on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import step

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def convert(times: Array, m: int, items: Array, cell: Array) -> None:
    """Replace `times` (lane), minutes of map `m`'s source calendar, by minutes of its target calendar.

    Within a cell all time of the target is working or none is, so a moment is the cell's base plus slope x the rest.
    Beyond the table, and before it, whole weeks are taken off and put back: the last week repeats for ever.
    Where all moments lie within it, as nearly always, that is left out.
    """
    item = items[m]
    first, width, period, step = item["start"], item["width"], item["period"], item["step"]
    end = item["cells"] * width
    left = item["left"] == 1
    within = True
    for l in range(times.shape[0]):
        x = times[l]
        within &= 0.0 < x <= end if left else 0.0 <= x < end
    if within and left:
        for l in range(times.shape[0]):
            x = times[l]
            k = np.ceil(x / width) - 1.0
            at = np.uint64(np.int64(k) + first)  # unsigned: no test for indices from the end
            times[l] = cell[at, 0] + cell[at, 1] * (x - k * width)
    elif within:
        for l in range(times.shape[0]):
            x = times[l]
            k = np.floor(x / width)
            at = np.uint64(np.int64(k) + first)
            times[l] = cell[at, 0] + cell[at, 1] * (x - k * width)
    elif left:
        for l in range(times.shape[0]):
            weeks = max(np.ceil((times[l] - end) / period), 0.0) + min(np.ceil(times[l] / period) - 1.0, 0.0)
            x = times[l] - weeks * period
            k = np.ceil(x / width) - 1.0
            at = np.uint64(np.int64(k) + first)
            times[l] = cell[at, 0] + cell[at, 1] * (x - k * width) + weeks * step
    else:
        for l in range(times.shape[0]):
            weeks = max(np.floor((times[l] - end) / period) + 1.0, 0.0) + min(np.floor(times[l] / period), 0.0)
            x = times[l] - weeks * period
            k = np.floor(x / width)
            at = np.uint64(np.int64(k) + first)
            times[l] = cell[at, 0] + cell[at, 1] * (x - k * width) + weeks * step
