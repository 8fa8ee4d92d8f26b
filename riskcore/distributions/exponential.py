"""Waiting for something that may come at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Exponential(Distribution):
    """F(x) = 1 - exp(-(x - min) / (mean - min)), mean > min: `mean` is that of X, not of its excess over min.

    Johnson, Kotz & Balakrishnan (1994), Continuous Univariate Distributions vol. 1, chapter 19.
    """

    family: ClassVar[str] = "exponential"
    dimensional: ClassVar[tuple[str, ...]] = ("stated_mean", "min")
    keys: ClassVar[Mapping[str, str]] = {"stated_mean": "mean"}

    stated_mean: float
    min: float = 0.0

    def _broken(self) -> Iterator[str]:
        yield from self._not_above("stated_mean", self.min, "min")

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.min + self.sd * standard(u)

    @property
    def mean(self) -> float:
        return self.stated_mean

    @property
    def sd(self) -> float:
        return self.stated_mean - self.min

    @property
    def support(self) -> tuple[float, float]:
        return self.min, np.inf

    def form(self) -> forms.Form:
        return forms.Smooth((self.family,), standard, self.min, self.sd)


def standard(u: NDArray[np.float64]) -> NDArray[np.float64]:
    """The quantile function for min 0 and mean 1."""
    x: NDArray[np.float64] = -np.log1p(-np.asarray(u, float))
    return x
