"""All values of an interval alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Uniform(Distribution):
    """F(x) = (x - min) / (max - min), min <= max.

    Mean and sd: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions vol. 2, chapter 26.
    """

    family: ClassVar[str] = "uniform"
    dimensional: ClassVar[tuple[str, ...]] = ("min", "max")

    min: float
    max: float

    def _broken(self) -> Iterator[str]:
        yield from self._not_above("max", self.min, "min", equal=True)

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.min + (self.max - self.min) * np.asarray(u, float)

    @property
    def mean(self) -> float:
        return 0.5 * (self.min + self.max)

    @property
    def sd(self) -> float:
        return (self.max - self.min) / math.sqrt(12.0)

    @property
    def support(self) -> tuple[float, float]:
        return self.min, self.max

    @property
    def planned(self) -> float:
        return self.mean

    def form(self) -> forms.Form:
        return forms.Constant(self.min) if self.min == self.max else forms.Uniform(self.min, self.max)
