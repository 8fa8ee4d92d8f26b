"""A sum of waiting times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import gammainccinv, gammaincinv

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SMALLEST, LARGEST = 0.05, 1e6  # below, the lowest quantiles underflow; above, it is a constant


@dataclass(frozen=True)
class Gamma(Distribution):
    """min + scale G, G with density proportional to x^(shape - 1) exp(-x), shape > 0, scale > 0.

    Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions vol. 1, chapter 17.
    """

    family: ClassVar[str] = "gamma"
    dimensional: ClassVar[tuple[str, ...]] = ("scale", "min")

    shape: float
    scale: float
    min: float = 0.0

    def _broken(self) -> Iterator[str]:
        yield from self._outside("shape", SMALLEST, LARGEST)
        yield from self._not_above("scale")

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.min + self.scale * standard(self.shape, u)

    @property
    def mean(self) -> float:
        return self.min + self.scale * self.shape

    @property
    def sd(self) -> float:
        return self.scale * math.sqrt(self.shape)

    @property
    def support(self) -> tuple[float, float]:
        return self.min, np.inf

    def form(self) -> forms.Form:
        return forms.Smooth((self.family, self.shape), partial(standard, self.shape), self.min, self.scale)


def standard(shape: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantile function for min 0 and scale 1; by the upper tail above the median."""
    u = np.asarray(u, float)
    lower = gammaincinv(shape, np.minimum(u, 0.5))
    upper = gammainccinv(shape, np.minimum(1.0 - u, 0.5))
    return np.where(u < 0.5, lower, upper)
