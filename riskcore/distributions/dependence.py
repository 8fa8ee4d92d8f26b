"""One dependence, four names: what a correlation of normal scores is as a rank correlation, and as Pearson's.

riskcore joins variables by a Gaussian copula, so a coefficient r between normal scores says all. What people mean by
"correlation" may be another figure of the same dependence; the functions of this file turn one into the other.
"""

from __future__ import annotations

from math import asin, cos, exp, pi, sin
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtri

from riskcore.distributions.quadrature import grades
from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.distributions.base import Distribution

TERMS = 400
"""Of the Hermite series: enough for 1e-9 up to a coefficient of 0.95. At 1 and -1 there is no series; between, what
jumps (a discrete distribution) is told to 0.01 only, what is smooth still to 1e-6."""

INDEPENDENT = 1e-15
"""Below this correlation the joint probability is the product, to the last digit; quadrature would only find noise."""


def spearman_of_normal(coefficient: float) -> float:
    """Spearman's rank correlation of two variables from the `coefficient` r of their normal scores: 6/pi asin(r/2).

    Pearson (1907), On further methods of determining correlation.
    """
    return 6 / pi * asin(_checked(coefficient) / 2)


def normal_of_spearman(coefficient: float) -> float:
    """The coefficient of normal scores that gives Spearman's rank correlation: 2 sin(pi s/6)."""
    return 2 * sin(pi * _checked(coefficient) / 6)


def kendall_of_normal(coefficient: float) -> float:
    """Kendall's tau of variables whose normal scores have `coefficient`: 2/pi asin(r) (Kruskal 1958, section 6)."""
    return 2 / pi * asin(_checked(coefficient))


def normal_of_kendall(coefficient: float) -> float:
    """The coefficient of normal scores that gives Kendall's tau: sin(pi tau/2)."""
    return sin(pi * _checked(coefficient) / 2)


def pearson_of_normal(coefficient: float, first: Distribution, second: Distribution) -> float:
    """Pearson's correlation of two variables whose normal scores have `coefficient`.

    It depends on the distributions, and reaches 1 only between two of one shape.

    Notes
    -----
    Cov(X, Y) = sum over k >= 1 of a_k b_k r^k, with a_k = E[X h_k(Z)] and h_k the orthonormal Hermite polynomials
    (Mehler 1866). The coefficients come from a quadrature of one dimension; TERMS of them are used.
    """
    if first.sd == 0 or second.sd == 0:
        raise ParameterError("A constant has no correlation with anything.")
    r = _checked(coefficient)
    u, score, weight = grades(first, second)
    x = (first.quantile(u) - first.mean) / first.sd
    y = (second.quantile(u) - second.mean) / second.sd
    hermite = _hermite(score)
    products = (hermite @ (weight * x)) * (hermite @ (weight * y))
    total = float(products @ r ** np.arange(1.0, TERMS + 1))
    if r == 1:
        total = float(weight @ (x * y))
    elif r == -1:
        total = float(weight @ (x * y[::-1]))
    return total


def joint_probability(p: float, q: float, coefficient: float) -> float:
    """The chance that one variable is below its `p` quantile and another below its `q` quantile.

    With cost and finish it is the joint confidence level of two quantiles. The distributions do not matter, for a
    copula knows grades only.

    Notes
    -----
    The bivariate normal distribution function, as p q and an integral over the angle asin(r): Drezner & Wesolowsky
    (1990), On the computation of the bivariate normal integral, equation 3.
    """
    for name, value in (("p", p), ("q", q)):
        if not 0 < value < 1:
            raise ParameterError(f"{name} must lie in (0, 1). Got {value}.")
    r = _checked(coefficient)
    if abs(r) == 1:
        return min(p, q) if r > 0 else max(p + q - 1, 0.0)
    a, b = ndtri([p, q])

    def density(angle: float) -> float:
        return exp(-(a * a - 2 * a * b * sin(angle) + b * b) / (2 * cos(angle) ** 2))

    if abs(r) < INDEPENDENT:
        return p * q
    from scipy.integrate import quad  # noqa: PLC0415 - takes as long to load as a small plan to simulate

    return p * q + float(quad(density, 0.0, asin(r), epsabs=1e-14, epsrel=1e-13)[0]) / (2 * pi)


def equal_percentile(joint: float, coefficient: float) -> float:
    """The level p at which both variables must be, each below its own p quantile with chance p, for chance `joint`."""
    if not 0 < joint < 1:
        raise ParameterError(f"joint must lie in (0, 1). Got {joint}.")
    from scipy.optimize import brentq  # noqa: PLC0415 - as above

    return float(brentq(lambda p: joint_probability(p, p, coefficient) - joint, joint, 1 - 1e-12, xtol=1e-13))


def _checked(coefficient: float) -> float:
    if not -1 <= coefficient <= 1:
        raise ParameterError(f"coefficient must lie in [-1, 1]. Got {coefficient}.")
    return coefficient


def _hermite(z: Array) -> Array:
    """(TERMS, node) the orthonormal Hermite polynomials of order 1 and above at `z` (node), by their recurrence."""
    found = np.empty((TERMS, len(z)))
    before, now = np.ones_like(z), z.copy()
    for k in range(1, TERMS + 1):
        found[k - 1] = now
        before, now = now, (z * now - np.sqrt(k) * before) / np.sqrt(k + 1.0)
    return found
