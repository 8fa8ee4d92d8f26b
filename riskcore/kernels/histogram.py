"""Quantiles from histograms, row by row: no cumulated copy of them is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import kernel

if TYPE_CHECKING:
    from riskcore.array import Array


@kernel
def histogram_quantiles(
    histogram: Array, low: Array, width: Array, smallest: Array, largest: Array, levels: Array, found: Array
) -> None:
    """Fill `found` (i, level) with the quantiles at `levels`, which rise, straight within a bin.

    Bins of row i begin at `low` and are `width` wide; the end bins reach to the smallest and largest value seen.
    """
    rows, size = histogram.shape
    for i in range(rows):
        total = np.int64(0)
        for k in range(size):
            total += histogram[i, k]
        least, most = smallest[i], largest[i]
        at, below = 0, np.int64(0)
        for m in range(levels.shape[0]):
            wanted = levels[m] * total
            while at < size - 1 and below + histogram[i, at] < wanted:
                below += histogram[i, at]
                at += 1
            opens = least if at == 0 else min(max(low[i] + at * width[i], least), most)
            closes = most if at == size - 1 else min(max(low[i] + (at + 1) * width[i], least), most)
            inside = (wanted - below) / max(histogram[i, at], 1)
            found[i, m] = opens + min(max(inside, 0.0), 1.0) * (closes - opens)
