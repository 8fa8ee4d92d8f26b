"""A triangular distribution whose ends are stated as percentiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from riskcore.distributions.base import Distribution
from riskcore.distributions.triangular import Triangular

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from riskcore.distributions.form import Form

NARROWEST = 0.01  # between p_low and p_high; as they meet, the ends of the triangle run off to infinity


@dataclass(frozen=True)
class Trigen(Distribution):
    """The triangle with its mode at `mode`, F(low) = p_low and F(high) = p_high, low < mode < high.

    With w = max - min, p = F(mode) and q = 1 - p_high, the two conditions read

        mode - low = w (p - sqrt(p_low p)),    high - mode = w (1 - p - sqrt(q (1 - p))),

    the quantile function of Kotz & van Dorp (2004), Beyond Beta, chapter 1. Their ratio leaves one equation in p
    that falls from above zero at p_low to below zero at p_high.
    """

    family: ClassVar[str] = "trigen"
    dimensional: ClassVar[tuple[str, ...]] = ("low", "mode", "high")

    low: float
    mode: float
    high: float
    p_low: float = 0.1
    p_high: float = 0.9

    def _broken(self) -> Iterator[str]:
        if not self.low < self.mode < self.high:
            rule = f"must lie between low and high, ({self.low:.15g}, {self.high:.15g})"
            yield self._sentence("mode", rule, "Where the mode is at an end, give min, mode and max as triangular.")
        yield from self._outside("p_low", 0.0, 1.0)
        yield from self._outside("p_high", 0.0, 1.0)
        if self.p_high - self.p_low < NARROWEST:
            yield self._sentence("p_high", f"must be greater than p_low = {self.p_low:.15g} by {NARROWEST} or more")

    @cached_property
    def triangle(self) -> Triangular:
        """The same distribution by its ends."""
        p, q = self._grade_of_mode(), 1.0 - self.p_high
        width = (self.high - self.low) / (1.0 - math.sqrt(self.p_low * p) - math.sqrt(q * (1.0 - p)))
        return Triangular(self.mode - width * p, self.mode, self.mode + width * (1.0 - p))

    def _grade_of_mode(self) -> float:
        """F(mode), by bisection to the last digit."""
        before = (self.mode - self.low) / (self.high - self.low)
        q, low, high = 1.0 - self.p_high, self.p_low, self.p_high
        while low < (p := 0.5 * (low + high)) < high:
            rise, fall = p - math.sqrt(self.p_low * p), 1.0 - p - math.sqrt(q * (1.0 - p))
            if before * fall > (1.0 - before) * rise:
                low = p
            else:
                high = p
        return p

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.triangle.quantile(u)

    @property
    def mean(self) -> float:
        return self.triangle.mean

    @property
    def sd(self) -> float:
        return self.triangle.sd

    @property
    def support(self) -> tuple[float, float]:
        return self.triangle.support

    @property
    def planned(self) -> float:
        return self.mode

    def form(self) -> Form:
        return self.triangle.form()
