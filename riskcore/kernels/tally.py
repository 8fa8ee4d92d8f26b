"""What is kept of a block: counts and histograms for every activity, sums for its moments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.kernels.jit import inline, kernel, part
from riskcore.kernels.records import ORDER, SETS

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Bins, Counts, Scratch, Sums

LARGEST = 0x7FFFFFFFFFFFFFFF


@kernel
def tally(scratch: Scratch, planned: Array, bins: Bins, counts: Counts, sums: Sums, lanes: int, which: int) -> None:
    """Add the first `lanes` lanes of every row to `counts`, and put the block's own sums into `sums`.

    `planned` is (2, i): planned start and finish of each row; the last row is the finish of the plan. `which` of SETS
    counts the block's criticality, or -1 where lane l goes to l mod SETS.
    """
    starts, finishes, critical = scratch.start, scratch.finish, scratch.critical
    low, width = bins.low, bins.width
    hits, histogram, smallest, largest = counts.critical, counts.histogram, counts.smallest, counts.largest
    moment, product, at = sums.moment, sums.product, scratch.bits[ORDER]
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
        _spread(starts, 0, i, lanes, low, width, histogram, smallest, largest, at)
        _spread(finishes, 1, i, lanes, low, width, histogram, smallest, largest, at)


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
    at: Array,
) -> None:
    """Add the lanes of one row to its histogram and its extremes; `at` (lane, uint64) is scratch."""
    base, size = low[which, i], width[which, i]
    top = np.float64(histogram.shape[2] - 1)
    least, most = _ordinal(smallest[which, i]), _ordinal(largest[which, i])
    for l in range(lanes):
        x = times[i, l]
        least = min(least, _ordinal(x))
        most = max(most, _ordinal(x))
    for l in range(lanes):
        place = (times[i, l] - base) / size
        k = np.floor(place) if which == 0 else np.ceil(place) - 1.0
        at[l] = np.uint64(np.int64(min(max(k, 0.0), top)))
    for l in range(lanes):
        histogram[which, i, at[l]] += 1
    smallest[which, i] = _value(least)
    largest[which, i] = _value(most)


@inline
def _ordinal(x: Any) -> Any:
    """A whole number for each float64, in their order: the extremes of whole numbers are found many at once."""
    bits = np.float64(x).view(np.int64)
    return bits ^ ((bits >> 63) & LARGEST)


@inline
def _value(ordinal: Any) -> Any:
    """The float64 of an ordinal."""
    return np.int64(ordinal ^ ((ordinal >> 63) & LARGEST)).view(np.float64)
