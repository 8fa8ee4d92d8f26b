"""The normal distribution, whole or conditioned on an interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import ndtr, ndtri

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

LEAST_LEFT = 1e-9  # of the probability, by the bounds; with less, min, max and mean are unlikely to be meant
REACH = 9.5  # standard deviations past which a density is 0 to the last digit
NODES = 100  # of the quadrature of the moments; enough for 1e-14 over twice the reach


@dataclass(frozen=True)
class Normal(Distribution):
    """Normal with mean `mu` and sd `sigma` given that it lies in [min, max]: conditioned, not clipped; sigma > 0.

    Without bounds X = mu + sigma Phi^-1(u). With bounds a, b in normal scores, X = mu + sigma
    Phi^-1(Phi(a) + u (Phi(b) - Phi(a))): Johnson, Kotz & Balakrishnan (1994), Continuous Univariate
    Distributions vol. 1, chapter 13, section 10.1. `mean` and `sd` are those of X, not the stated mu and sigma.
    """

    family: ClassVar[str] = "normal"
    dimensional: ClassVar[tuple[str, ...]] = ("mu", "sigma", "min", "max")
    keys: ClassVar[Mapping[str, str]] = {"mu": "mean", "sigma": "sd"}

    mu: float
    sigma: float
    min: float | None = None
    max: float | None = None

    def _broken(self) -> Iterator[str]:
        yield from self._not_above("sigma")
        low, high = self.support
        if low >= high:
            yield from self._not_above("max", low, "min")
        elif self.sigma > 0 and probability(*self._bounds) < LEAST_LEFT:
            rule = f"must lie near [min, max] = [{low:.15g}, {high:.15g}]: less than {LEAST_LEFT:g} of it is left there"
            yield self._sentence("mu", rule, "Move the mean or the bounds.")

    @cached_property
    def _bounds(self) -> tuple[float, float]:
        """The support in normal scores; to 15 digits, so that days and minutes share one table of quantiles."""
        low, high = ((bound - self.mu) / self.sigma for bound in self.support)
        return float(f"{low:.15g}"), float(f"{high:.15g}")

    @cached_property
    def _moments(self) -> tuple[float, float]:
        """Mean and sd of the scores, by quadrature: the closed form cancels where the bounds are close."""
        a, b = self._bounds
        if math.isinf(a) and math.isinf(b):
            return 0.0, 1.0
        low, high = max(a, min(b, 0.0) - REACH), min(b, max(a, 0.0) + REACH)
        nodes, weights = _legendre()
        x = 0.5 * (high - low) * nodes
        middle = 0.5 * (low + high)
        weight = weights * np.exp(-x * (0.5 * x + middle))
        weight /= weight.sum()
        mean = float(weight @ x)
        return middle + mean, math.sqrt(float(weight @ (x - mean) ** 2))

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.clip(self.mu + self.sigma * standard(*self._bounds, u), *self.support)

    @property
    def mean(self) -> float:
        return self.mu + self.sigma * self._moments[0]

    @property
    def sd(self) -> float:
        return self.sigma * self._moments[1]

    @property
    def support(self) -> tuple[float, float]:
        return -math.inf if self.min is None else self.min, math.inf if self.max is None else self.max

    @property
    def planned(self) -> float:
        """The mode: the stated mean, or the bound next to it."""
        low, high = self.support
        return min(max(self.mu, low), high)

    def form(self) -> forms.Form:
        if self.min is None and self.max is None:
            return forms.NormalScore(self.mu, self.sigma)
        shape = (self.family, *self._bounds)
        return forms.Smooth(shape, partial(standard, *self._bounds), self.mu, self.sigma)


@cache
def _legendre() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Nodes and weights on [-1, 1]."""
    nodes, weights = np.polynomial.legendre.leggauss(NODES)
    return nodes, weights


def probability(a: float, b: float) -> float:
    """Phi(b) - Phi(a), from the tail in which both lie."""
    return float(ndtr(-a) - ndtr(-b)) if a > 0 else float(ndtr(b) - ndtr(a))


def standard(a: float, b: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The score of grade `u` between the scores `a` and `b`, from the nearer tail."""
    u = np.asarray(u, float)
    whole = probability(a, b)
    lower = ndtr(a) + u * whole
    upper = ndtr(-b) + (1.0 - u) * whole
    return np.clip(np.where(lower < upper, ndtri(np.minimum(lower, 0.5)), -ndtri(np.minimum(upper, 0.5))), a, b)
