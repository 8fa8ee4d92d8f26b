"""Direction numbers of Sobol' sequences, from the parameters that scipy ships: Joe & Kuo (2008), new-joe-kuo-6."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.sobol import DIGITS

if TYPE_CHECKING:
    from riskcore.array import Array

TABLE = "_sobol_direction_numbers.npz"


@lru_cache(maxsize=8)
def directions(dimensions: int) -> Array:
    """(dimension, DIGITS) float64: direction numbers as whole numbers, their digits reversed: the finest is the first.

    The recurrence is that of Bratley & Fox (1988), ACM Trans. Math. Softw. 14(1), algorithm 659, section 2.
    """
    with as_file(files("scipy.stats") / TABLE) as path, np.load(path) as table:
        polynomial = [int(x) for x in table["poly"][:dimensions]]
        first = table["vinit"][:dimensions].astype(int).tolist()
    return np.array([_one(p, m) for p, m in zip(polynomial, first, strict=True)], float)


def _one(polynomial: int, first: list[int]) -> list[int]:
    """One dimension: m_k odd and below 2^k, its k digits reversed."""
    degree = polynomial.bit_length() - 1
    m = first[:degree]
    for k in range(degree, DIGITS):
        new = (m[k - degree] << degree) ^ m[k - degree] if degree else 1
        for j in range(1, degree):
            new ^= (polynomial >> (degree - j) & 1) * (m[k - j] << j)
        m.append(new)
    return [int(f"{m[k]:0{k + 1}b}"[::-1], 2) for k in range(DIGITS)]
