"""The first of many parts to fail."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SMALLEST, LARGEST = 0.05, 1000.0  # below, the sd is a million times the mean; above, its two terms cancel


@dataclass(frozen=True)
class Weibull(Distribution):
    """F(x) = 1 - exp(-((x - min) / scale)^shape), shape > 0, scale > 0.

    Mean min + scale G(1) and variance scale^2 (G(2) - G(1)^2) with G(k) = Gamma(1 + k / shape):
    Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions vol. 1, chapter 21.
    """

    family: ClassVar[str] = "weibull"
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
        return self.min + self.scale * math.gamma(1.0 + 1.0 / self.shape)

    @property
    def sd(self) -> float:
        first, second = math.gamma(1.0 + 1.0 / self.shape), math.gamma(1.0 + 2.0 / self.shape)
        return self.scale * math.sqrt(second - first * first)

    @property
    def support(self) -> tuple[float, float]:
        return self.min, np.inf

    def form(self) -> forms.Form:
        return forms.Smooth((self.family, self.shape), partial(standard, self.shape), self.min, self.scale)


def standard(shape: float, u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantile function for min 0 and scale 1."""
    x: NDArray[np.float64] = (-np.log1p(-np.asarray(u, float))) ** (1.0 / shape)
    return x
