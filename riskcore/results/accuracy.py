"""What a number of iterations can tell, before they are run: plain sampling, and no assumption on the distribution.

Stratified designs do better; how much better, the interval of each estimate says afterwards.
"""

from __future__ import annotations

from math import ceil, log, sqrt

import numpy as np
from scipy.special import bdtr, ndtri

from riskcore.distributions import Distribution  # noqa: TC001 - part of the signature that people read
from riskcore.errors import ParameterError
from riskcore.results.estimate import CONFIDENCE

STEP = 1e-5
"""Of the normal score, to take the slope of a quantile function: its error is below 1e-9 of the slope."""


def rank_coverage(n: int, p: float, lower: int, upper: int) -> float:
    """The chance that the order statistics of ranks `lower` and `upper` (from 1) of `n` draws enclose the `p` quantile.

    P(lower <= K < upper) with K binomial (n, p): Conover (1999), Practical Nonparametric Statistics, section 3.2. For
    the ranks of `order_ranks` it is the confidence asked for, or a little more.
    """
    return float(bdtr(upper - 1, n, p) - bdtr(lower - 1, n, p))


def share_error(n: int, p: float) -> float:
    """Standard error of a probability `p` that is estimated by a share of `n` iterations: sqrt(p (1 - p) / n)."""
    return sqrt(p * (1 - p) / n)


def band(n: int, confidence: float = CONFIDENCE) -> float:
    """Half the width of the band that holds the whole distribution function, after `n` iterations.

    sqrt(ln(2 / (1 - confidence)) / 2n): Dvoretzky, Kiefer & Wolfowitz (1956) with the constant of Massart (1990).
    """
    return sqrt(log(2 / (1 - confidence)) / (2 * n))


def iterations_needed(p: float, reach: float, confidence: float = CONFIDENCE) -> int:
    """Fewest iterations after which a probability near `p` is known to +- `reach`: z^2 p (1 - p) / reach^2.

    Raises ParameterError where `p` does not lie in (0, 1) or `reach` is not positive.
    """
    if not 0 < p < 1:
        raise ParameterError(f"p must lie in (0, 1). Got {p}.")
    if reach <= 0:
        raise ParameterError(f"reach must be greater than 0. Got {reach}.")
    z = float(ndtri(0.5 + confidence / 2))
    return ceil(z * z * p * (1 - p) / reach**2)


def quantile_error(distribution: Distribution, p: float, n: int = 1) -> float:
    """Standard error, for large `n`, of the `p` quantile of `n` draws from `distribution`, in the quantity's unit.

    sqrt(p (1 - p) / n) / f(x), f the density at the quantile x: Serfling (1980), Approximation Theorems of
    Mathematical Statistics, section 2.3.3. 1 / f is the slope of the quantile function; infinite where that jumps.
    """
    u = p + STEP * np.array([-2.0, -1.0, 1.0, 2.0]) * min(p, 1 - p)
    x = distribution.quantile(u)
    slope = (x[0] - 8 * x[1] + 8 * x[2] - x[3]) / (12 * STEP * min(p, 1 - p))
    return float(share_error(n, p) * slope)
