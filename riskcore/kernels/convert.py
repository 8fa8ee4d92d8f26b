"""A moment on one calendar, as a moment on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import part

if TYPE_CHECKING:
    from riskcore.array import Array


@part
def convert(times: Array, m: int, items: Array, cell: Array) -> None:
    """Replace `times` (lane), minutes of map `m`'s source calendar, by minutes of its target calendar.

    Within a cell all time of the target is working or none is, so a moment is the cell's base plus slope x the rest.
    Beyond the table, and before it, whole weeks are taken off and put back: the last week repeats for ever.
    """
    item = items[m]
    first, width, period, step = item["start"], item["width"], item["period"], item["step"]
    end = item["cells"] * width
    if item["left"] == 1:
        for l in range(times.shape[0]):
            weeks = max(np.ceil((times[l] - end) / period), 0.0) + min(np.ceil(times[l] / period) - 1.0, 0.0)
            x = times[l] - weeks * period
            k = np.int64(np.ceil(x / width)) - 1
            times[l] = cell[first + k, 0] + cell[first + k, 1] * (x - np.float64(k) * width) + weeks * step
    else:
        for l in range(times.shape[0]):
            weeks = max(np.floor((times[l] - end) / period) + 1.0, 0.0) + min(np.floor(times[l] / period), 0.0)
            x = times[l] - weeks * period
            k = np.int64(np.floor(x / width))
            times[l] = cell[first + k, 0] + cell[first + k, 1] * (x - np.float64(k) * width) + weeks * step
