"""Random numbers as a function: Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011, section 3.3).

    key      the seed, 64 bits
    counter  (lane group, block, variable), 32 + 32 + 64 bits

Each counter gives four words of 32 bits, one for each of four lanes. A grade is (word + 1/2) / 2^32, so it lies
strictly between 0 and 1 and is symmetric about 1/2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.kernels.jit import inline, part

if TYPE_CHECKING:
    from riskcore.array import Array

MULTIPLIER_0 = np.uint64(0xD2511F53)
MULTIPLIER_1 = np.uint64(0xCD9E8D57)
WEYL_0 = np.uint64(0x9E3779B9)
WEYL_1 = np.uint64(0xBB67AE85)
WORD = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
ROUNDS = 10


@inline
def philox(c0: Any, c1: Any, c2: Any, c3: Any, k0: Any, k1: Any) -> Any:
    """The four output words of counter c0..c3 under key k0, k1; all are words of 32 bits held in uint64."""
    for _ in range(ROUNDS):
        p0 = MULTIPLIER_0 * c0
        p1 = MULTIPLIER_1 * c2
        c0 = (p1 >> HALF) ^ c1 ^ k0
        c2 = (p0 >> HALF) ^ c3 ^ k1
        c1 = p1 & WORD
        c3 = p0 & WORD
        k0 = (k0 + WEYL_0) & WORD
        k1 = (k1 + WEYL_1) & WORD
    return c0, c1, c2, c3


@part
def fill_words(words: Array, seed: np.uint64, block: int, variable: np.uint64) -> None:
    """Fill `words` (lane, uint64) with the 32-bit words of `variable` in `block`; lanes are a multiple of 4."""
    quarter = words.shape[0] // 4
    k0, k1 = seed & WORD, seed >> HALF
    v0, v1 = variable & WORD, variable >> HALF
    b = np.uint64(block)
    for g in range(quarter):
        w0, w1, w2, w3 = philox(np.uint64(g), b, v0, v1, k0, k1)
        words[g] = w0
        words[g + quarter] = w1
        words[g + 2 * quarter] = w2
        words[g + 3 * quarter] = w3
