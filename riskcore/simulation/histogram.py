"""Quantiles of every activity from its histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.levels import find_levels
from riskcore.results import LEVELS

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Bins, Counts


def histogram_quantiles(counts: Counts, bins: Bins, which: int) -> Array:
    """(i, LEVELS) quantiles of the starts (`which` 0) or finishes (1), straight within a bin.

    The end bins reach to the smallest and largest value seen.
    """
    histogram, levels = counts.histogram[which], np.array(LEVELS)
    low, width = bins.low[which][:, None], bins.width[which][:, None]
    smallest, largest = counts.smallest[which][:, None], counts.largest[which][:, None]
    rows, size = histogram.shape
    at, below = np.empty((2, rows, len(levels)), np.int64)
    find_levels(at, below, histogram, levels)

    def edge(number: Array) -> Array:
        inner = np.clip(low + number * width, smallest, largest)
        return np.asarray(np.where(number == 0, smallest, np.where(number == size, largest, inner)))

    wanted = levels * histogram.sum(axis=1, keepdims=True)
    inside = (wanted - below) / np.maximum(np.take_along_axis(histogram, at, axis=1), 1)
    begin = edge(at)
    return np.asarray(begin + np.clip(inside, 0, 1) * (edge(at + 1) - begin))
