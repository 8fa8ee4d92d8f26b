"""The nine definitions of a sample percentile (Hyndman & Fan 1996), for comparison with other tools.

riskcore itself reports type 1 everywhere: a value that did occur, nothing interpolated. Spreadsheets report type 7
(PERCENTILE.INC) or type 6 (PERCENTILE.EXC); on few values the difference is plain to see, on 10,000 it is not.
"""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array

OWN_TYPE = 1
"""The type that riskcore reports."""
NUDGE = 1e-9
"""n p counts as a whole number where it is one but for rounding."""


def percentile(values: Array | Sequence[float], p: float, kind: int = OWN_TYPE) -> float:
    """The `p` quantile, 0 <= p <= 1, of `values` (n), by the definition of type `kind`, 1 to 9.

    Raises ParameterError where `p` or `kind` is outside its range, or there are no values.

    Notes
    -----
    Q(p) = (1 - g) x_j + g x_(j + 1), the x in order, j = floor(n p + m), m and g by type: Hyndman & Fan (1996), Sample
    quantiles in statistical packages, The American Statistician 50(4), 361-365, definitions 1 to 9.
    """
    ordered = np.sort(np.asarray(values, float))
    n = len(ordered)
    if not 0 <= p <= 1:
        raise ParameterError(f"p must lie in [0, 1]. Got {p}.")
    if kind not in range(1, 10):
        raise ParameterError(f"kind must be a type of Hyndman & Fan, 1 to 9. Got {kind}.")
    if n == 0:
        raise ParameterError("values must hold at least one number.")
    at = n * p + _shift(p, kind)
    j = floor(at + NUDGE)
    share = _weight(j, max(at - j, 0.0), kind)
    lower, upper = (float(ordered[min(max(k, 1), n) - 1]) for k in (j, j + 1))
    return lower if share == 0 else (1 - share) * lower + share * upper


def _shift(p: float, kind: int) -> float:
    """The m of each definition."""
    shifts = (0.0, 0.0, -0.5, 0.0, 0.5, p, 1 - p, (p + 1) / 3, p / 4 + 3 / 8)
    return shifts[kind - 1]


def _weight(j: int, beyond: float, kind: int) -> float:
    """The g of each definition: types 1 to 3 step, the others go straight."""
    whole = beyond <= NUDGE
    match kind:
        case 1:
            return 0.0 if whole else 1.0
        case 2:
            return 0.5 if whole else 1.0
        case 3:
            return 0.0 if whole and j % 2 == 0 else 1.0
    return 0.0 if whole else beyond
