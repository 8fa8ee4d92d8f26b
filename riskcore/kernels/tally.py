"""What is kept of a block: counts and histograms for every activity, sums for its moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import kernel, part
from riskcore.kernels.records import SETS

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Bins, Counts, Scratch, Sums


@kernel
def tally(scratch: Scratch, planned: Array, bins: Bins, counts: Counts, sums: Sums, lanes: int, which: int) -> None:
    """Add the first `lanes` lanes of every row to `counts`, and put the block's own sums into `sums`.

    `planned` is (2, i): planned start and finish of each row; the last row is the finish of the plan. `which` of SETS
    counts the block's criticality, or -1 where lane l goes to l mod SETS.
    """
    starts, finishes, critical = scratch.start, scratch.finish, scratch.critical
    low, width = bins.low, bins.width
    hits, histogram, smallest, largest = counts.critical, counts.histogram, counts.smallest, counts.largest
    moment, product = sums.moment, sums.product
    rows = starts.shape[0]
    last = finishes[rows - 1]
    end = planned[1, rows - 1]
    y1 = y2 = 0.0
    for l in range(lanes):
        y1 += last[l] - end
        y2 += (last[l] - end) * (last[l] - end)
    sums.finish[0], sums.finish[1] = y1, y2
    for i in range(rows):
        s0, f0 = planned[0, i], planned[1, i]
        s1 = s2 = f1 = f2 = d1 = d2 = xy = 0.0
        hit = 0
        for l in range(lanes):
            s, f = starts[i, l] - s0, finishes[i, l] - f0
            d = f - s
            s1 += s
            s2 += s * s
            f1 += f
            f2 += f * f
            d1 += d
            d2 += d * d
            xy += d * (last[l] - end)
            hit += critical[i, l]
        if which >= 0:
            hits[i, which] += hit
        else:
            for l in range(lanes):
                hits[i, l % SETS] += critical[i, l]
        moment[0, i], moment[1, i] = s1, s2
        moment[2, i], moment[3, i] = f1, f2
        moment[4, i], moment[5, i] = d1, d2
        product[i] = xy
        _spread(starts, 0, i, lanes, low, width, histogram, smallest, largest)
        _spread(finishes, 1, i, lanes, low, width, histogram, smallest, largest)


@part
def _spread(
    times: Array,
    which: int,
    i: int,
    lanes: int,
    low: Array,
    width: Array,
    histogram: Array,
    smallest: Array,
    largest: Array,
) -> None:
    """Add the lanes of one row to its histogram and its extremes."""
    base, size = low[which, i], width[which, i]
    top = np.float64(histogram.shape[2] - 1)
    least, most = smallest[which, i], largest[which, i]
    for l in range(lanes):
        x = times[i, l]
        least = min(least, x)
        most = max(most, x)
        at = (x - base) / size
        k = np.floor(at) if which == 0 else np.ceil(at) - 1.0
        histogram[which, i, np.int64(min(max(k, 0.0), top))] += 1
    smallest[which, i] = least
    largest[which, i] = most
