"""Three points joined by straight lines."""

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
class Triangular(Distribution):
    """A density that rises from min to the mode and falls to max, min <= mode <= max.

    With w = max - min and p = F(mode) = (mode - min) / w, the quantile is min + w sqrt(p u) below p and
    max - w sqrt((1 - p)(1 - u)) above it: Kotz & van Dorp (2004), Beyond Beta, chapter 1.
    """

    family: ClassVar[str] = "triangular"
    dimensional: ClassVar[tuple[str, ...]] = ("min", "mode", "max")

    min: float
    mode: float
    max: float

    def _broken(self) -> Iterator[str]:
        if self.min <= self.max:
            yield from self._outside("mode", self.min, self.max, "[min, max] = ")
        else:
            yield from self._not_above("max", self.min, "min", equal=True)

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        u = np.asarray(u, float)
        rise, fall = self.mode - self.min, self.max - self.mode
        width = self.max - self.min
        below = self.min + np.sqrt(u * (width * rise))
        above = self.max - np.sqrt((1.0 - u) * (width * fall))
        return np.where(u * width < rise, below, above)

    @property
    def mean(self) -> float:
        return (self.min + self.mode + self.max) / 3.0

    @property
    def sd(self) -> float:
        width, rise = self.max - self.min, self.mode - self.min
        return math.sqrt((width * (width - rise) + rise * rise) / 18.0)

    @property
    def support(self) -> tuple[float, float]:
        return self.min, self.max

    @property
    def planned(self) -> float:
        return self.mode

    def form(self) -> forms.Form:
        if self.min == self.max:
            return forms.Constant(self.mode)
        return forms.Triangular(self.min, self.mode, self.max)
