"""A few values, each with its probability."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution
from riskcore.distributions.checks import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

SLACK = 1e-9  # of the sum of the probabilities: what is lost in writing them down


@dataclass(frozen=True)
class Discrete(Distribution):
    """P(X = values[k]) = probabilities[k] >= 0, the probabilities summing to 1.

    The quantile is the least value x with F(x) >= u.
    """

    family: ClassVar[str] = "discrete"
    dimensional: ClassVar[tuple[str, ...]] = ("values",)
    lists: ClassVar[tuple[str, ...]] = ("values", "probabilities")

    values: tuple[float, ...]
    probabilities: tuple[float, ...]

    def _broken(self) -> Iterator[str]:
        count, total = len(self.values), math.fsum(self.probabilities)
        if len(self.probabilities) != count:
            rule = f"must hold as many numbers as values, {count}"
            yield sentence(self._place("probabilities"), rule, len(self.probabilities))
            return  # their sum says nothing of what is missing
        bad = [(k, p) for k, p in enumerate(self.probabilities) if not 0.0 <= p <= 1.0]
        for k, p in bad:
            yield sentence(self._place("probabilities", k), "must lie in [0, 1]", p)
        if not bad and abs(total - 1.0) > SLACK:
            rest = f"Give the other {1.0 - total:.6g} to a value: 0 where nothing happens."
            hint = rest if total < 1.0 else "Divide each by their sum."
            yield sentence(self._place("probabilities"), "must sum to 1", total, hint)

    @cached_property
    def _steps(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Possible values in rising order, their probabilities, and F at each, (k) all three."""
        order = np.argsort(self.values, kind="stable")
        x, p = np.array(self.values)[order], np.array(self.probabilities)[order]
        x, p = x[p > 0], p[p > 0]
        grades = np.cumsum(p)
        grades[-1] = 1.0
        return x, p, grades

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        x, _, grades = self._steps
        return x[np.searchsorted(grades, u, side="left")]

    @property
    def mean(self) -> float:
        x, p, _ = self._steps
        return float(p @ x)

    @property
    def sd(self) -> float:
        x, p, _ = self._steps
        return math.sqrt(float(p @ (x - self.mean) ** 2))

    @property
    def support(self) -> tuple[float, float]:
        x, _, _ = self._steps
        return float(x[0]), float(x[-1])

    def form(self) -> forms.Form:
        x, _, grades = self._steps
        if x[0] == x[-1]:
            return forms.Constant(float(x[0]))
        return forms.Steps((0.0, *grades.tolist()), tuple(x.tolist()), tuple(x.tolist()))
