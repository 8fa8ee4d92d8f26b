"""Quantiles of every activity from its histogram."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.results import LEVELS

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Bins, Counts


def histogram_quantiles(counts: Counts, bins: Bins, which: int) -> Array:
    """(i, LEVELS) quantiles of the starts (`which` 0) or finishes (1), straight within a bin.

    The end bins reach to the smallest and largest value seen.
    """
    histogram = counts.histogram[which]
    rows, size = histogram.shape
    below = np.concatenate([np.zeros((rows, 1)), np.cumsum(histogram, axis=1)], axis=1)
    edges = bins.low[which][:, None] + np.arange(size + 1) * bins.width[which][:, None]
    smallest, largest = counts.smallest[which][:, None], counts.largest[which][:, None]
    edges[:, 0], edges[:, -1] = counts.smallest[which], counts.largest[which]
    edges = np.clip(edges, smallest, largest)
    found = np.empty((rows, len(LEVELS)))
    row = np.arange(rows)
    for k, level in enumerate(LEVELS):
        wanted = level * below[:, -1]
        at = np.clip((below[:, 1:] < wanted[:, None]).sum(axis=1), 0, size - 1)
        inside = (wanted - below[row, at]) / np.maximum(histogram[row, at], 1)
        found[:, k] = edges[row, at] + np.clip(inside, 0, 1) * (edges[row, at + 1] - edges[row, at])
    return found
