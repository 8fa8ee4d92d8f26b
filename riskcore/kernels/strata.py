"""What Sobol' points leave over: a variable without a coordinate is stratified within each scrambling of a block.

As in a Latin hypercube (McKay, Beckman & Conover 1979), each scrambling takes one value from each of as many strata as
it has points in a block, in an order of its own. So scramblings stay independent, and any number of variables is
served. To give such a variable a point of its own, scrambled in number (Burley 2020, section 4), would make two of them
go together: their product would vary half as much again as by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import step
from riskcore.kernels.philox import fill_words
from riskcore.kernels.records import ORDER, WORDS

if TYPE_CHECKING:
    from riskcore.array import Array

TO_UNIT = 2.0**-32
SHUFFLE = np.uint64(0xC2B2AE3D27D4EB4F)  # a variable's second stream: the orders of its strata


@step
def fill_strata(grade: Array, bits: Array, seed: np.uint64, block: int, stream: np.uint64, replicates: int) -> None:
    """Fill `grade` (lane) for the variable of `stream`; lane l belongs to scrambling l mod `replicates`.

    `bits` (2, lane) is scratch.
    """
    each = grade.shape[0] // replicates
    words, order = bits[WORDS], bits[ORDER]
    fill_words(words, seed, block, stream ^ SHUFFLE)
    for k in range(each):
        for r in range(replicates):
            order[k * replicates + r] = k
    for k in range(each - 1, 0, -1):
        for r in range(replicates):
            mine = k * replicates + r
            other = np.int64((words[mine] * np.uint64(k + 1)) >> np.uint64(32)) * replicates + r
            kept = order[mine]
            order[mine] = order[other]
            order[other] = kept
    fill_words(words, seed, block, stream)
    for l in range(grade.shape[0]):
        grade[l] = (np.float64(np.int64(order[l])) + (np.float64(np.int64(words[l])) + 0.5) * TO_UNIT) / each
