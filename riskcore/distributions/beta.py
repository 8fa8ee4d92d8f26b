"""The beta distribution on an interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import betaincinv

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SMALLEST, LARGEST = 0.05, 1e6  # below, the lowest quantiles underflow; above, it is a constant


@dataclass(frozen=True)
class Beta(Distribution):
    """min + (max - min) B, B with density proportional to x^(alpha - 1) (1 - x)^(beta - 1) on (0, 1), min <= max.

    Mean and sd: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions vol. 2, chapter 25.
    """

    family: ClassVar[str] = "beta"
    dimensional: ClassVar[tuple[str, ...]] = ("min", "max")

    alpha: float
    beta: float
    min: float = 0.0
    max: float = 1.0

    def _broken(self) -> Iterator[str]:
        yield from self._outside("alpha", SMALLEST, LARGEST)
        yield from self._outside("beta", SMALLEST, LARGEST)
        yield from self._not_above("max", self.min, "min", equal=True)

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.min + (self.max - self.min) * standard(self.alpha, self.beta, u)

    @property
    def mean(self) -> float:
        return self.min + (self.max - self.min) * self.alpha / (self.alpha + self.beta)

    @property
    def sd(self) -> float:
        total = self.alpha + self.beta
        return (self.max - self.min) * math.sqrt(self.alpha * self.beta / (total + 1.0)) / total

    @property
    def support(self) -> tuple[float, float]:
        return self.min, self.max

    def form(self) -> forms.Form:
        if self.min == self.max:
            return forms.Constant(self.min)
        shape = (self.family, self.alpha, self.beta)
        return forms.Smooth(shape, partial(standard, self.alpha, self.beta), self.min, self.max - self.min)


def standard(alpha: float, beta: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantile function on (0, 1); from the other end, as 1 - x, above the median grade."""
    u = np.asarray(u, float)
    lower = betaincinv(alpha, beta, np.minimum(u, 0.5))
    upper = 1.0 - betaincinv(beta, alpha, np.minimum(1.0 - u, 0.5))
    return np.where(u < 0.5, lower, upper)
