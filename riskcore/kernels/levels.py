"""In which bin of a histogram each level is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.kernels.jit import kernel

if TYPE_CHECKING:
    from riskcore.array import Array


@kernel
def find_levels(at: Array, below: Array, histogram: Array, levels: Array) -> None:
    """Fill `at` (i, k), the first bin with which the share `levels` (k), rising, is reached, and the counts `below` it.

    `histogram` is (i, bin); the last bin reaches whatever the others do not.
    """
    last = histogram.shape[1] - 1
    for i in range(histogram.shape[0]):
        total, bin_, upto = histogram[i].sum(), 0, 0
        for k in range(levels.shape[0]):
            while bin_ < last and upto + histogram[i, bin_] < levels[k] * total:
                upto += histogram[i, bin_]
                bin_ += 1
            at[i, k], below[i, k] = bin_, upto
