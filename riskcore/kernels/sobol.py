"""Scrambled Sobol' points: one coordinate over the lanes of a block (Sobol' 1967, Owen 1995).

A run is several independent scramblings of one sequence. Lane l belongs to scrambling l mod `replicates`, and each
block carries all of them on: whenever a run ends they are alike, and the spread between them gives the error.

The scrambling is nested and uniform, by a hash: Laine & Karras (2011), Stratified sampling for stochastic transparency,
section 3.1, as used by Burley (2020), Practical hash-based Owen scrambling. Digits are kept in reverse, so that a
product carries from each binary digit to the finer ones alone; what is done to a digit depends on the coarser ones
only. To their rounds two random multipliers are added: without them, what is done to the fine digits of neighbours
goes together, and a sum erred by a fifth more than strata of chance at 4,096 points. The random word that is put over
the outcome makes each grade uniform whatever the hash does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import inline, part, step
from riskcore.kernels.philox import HALF, WORD, philox
from riskcore.kernels.records import WORDS

if TYPE_CHECKING:
    from typing import Any

    from riskcore.array import Array

DIGITS = 32
TO_UNIT = 2.0**-32
ONE = np.uint64(1)
SCRAMBLING = np.uint64(0xFFFFFFFF)  # lane group that no block has: its words are the scrambling's own
ROUND_1, ROUND_2 = np.uint64(0x6C50B47C), np.uint64(0xB82F1E52)
ROUND_3, ROUND_4 = np.uint64(0xC7AFE638), np.uint64(0x8D22F6E6)


@inline
def scramble(x: Any, shift: Any, first: Any, second: Any, over: Any) -> Any:
    """The digits `x`, reversed in a word of 32 bits, scrambled by four random words."""
    x = (x + shift) & WORD
    x = (x * (first | ONE)) & WORD
    x ^= (x * ROUND_1) & WORD
    x ^= (x * ROUND_2) & WORD
    x = (x * (second | ONE)) & WORD
    x ^= (x * ROUND_3) & WORD
    x ^= (x * ROUND_4) & WORD
    return x ^ over


@inline
def reverse(x: Any) -> Any:
    """A word of 32 bits from its last bit to its first."""
    x = ((x & np.uint64(0x55555555)) << np.uint64(1)) | ((x >> np.uint64(1)) & np.uint64(0x55555555))
    x = ((x & np.uint64(0x33333333)) << np.uint64(2)) | ((x >> np.uint64(2)) & np.uint64(0x33333333))
    x = ((x & np.uint64(0x0F0F0F0F)) << np.uint64(4)) | ((x >> np.uint64(4)) & np.uint64(0x0F0F0F0F))
    x = ((x & np.uint64(0x00FF00FF)) << np.uint64(8)) | ((x >> np.uint64(8)) & np.uint64(0x00FF00FF))
    return ((x & np.uint64(0xFFFF)) << np.uint64(16)) | (x >> np.uint64(16))


@part
def fill_points(points: Array, directions: Array, at: int, first: int) -> None:
    """Fill `points` (lane, uint64) with the digits, reversed, of the points numbered from `first` on.

    `directions` holds the coordinate's direction numbers, reversed, from `at` on. Lanes are a power of two that
    divides `first`: each point is its predecessor's half with one more direction.
    """
    lanes = points.shape[0]
    base, rest, k = np.uint64(0), first, 0
    while rest > 0:
        if rest & 1:
            base ^= np.uint64(directions[at + k])
        rest >>= 1
        k += 1
    points[0] = base
    step, k = 1, 0
    while step < lanes:
        direction = np.uint64(directions[at + k])
        for l in range(step):
            points[step + l] = points[l] ^ direction
        step *= 2
        k += 1


@step
def fill_sobol(
    grade: Array, bits: Array, data: Array, at: int, seed: np.uint64, block: int, stream: np.uint64, replicates: int
) -> None:
    """Fill `grade` (lane) for the variable of `stream`, whose direction numbers begin at `data[at]`.

    `bits` (2, lane) is scratch. Lanes are `replicates` times a power of two.
    """
    each = grade.shape[0] // replicates
    points = bits[WORDS]
    fill_points(points[:each], data, at, block * each)
    for r in range(replicates):
        w0, w1, w2, w3 = philox(SCRAMBLING, np.uint64(r), stream & WORD, stream >> HALF, seed & WORD, seed >> HALF)
        for k in range(each):
            digits = reverse(scramble(points[k], w0, w1, w2, w3))
            grade[k * replicates + r] = (np.float64(np.int64(digits)) + 0.5) * TO_UNIT
