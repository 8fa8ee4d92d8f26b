"""Data, as they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Empirical(Distribution):
    """Each of n values with probability 1/n; the quantile is x[floor(u n)] of the values x in rising order.

    `sd` is that of this distribution (divisor n), not an estimate of the sd behind the data (divisor n - 1).
    """

    family: ClassVar[str] = "empirical"
    dimensional: ClassVar[tuple[str, ...]] = ("values",)
    lists: ClassVar[tuple[str, ...]] = ("values",)

    values: tuple[float, ...]

    def _broken(self) -> Iterator[str]:
        return iter(())

    @cached_property
    def _sorted(self) -> NDArray[np.float64]:
        return np.sort(np.array(self.values))

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        x = self._sorted
        rank: NDArray[np.int64] = np.floor(np.asarray(u, float) * len(x)).astype(np.int64)
        return x[np.minimum(rank, len(x) - 1)]

    @property
    def mean(self) -> float:
        return float(self._sorted.mean())

    @property
    def sd(self) -> float:
        return float(self._sorted.std())

    @property
    def support(self) -> tuple[float, float]:
        return float(self._sorted[0]), float(self._sorted[-1])

    def form(self) -> forms.Form:
        x = tuple(self._sorted.tolist())
        if x[0] == x[-1]:
            return forms.Constant(x[0])
        edges = np.arange(len(x) + 1) / len(x)
        return forms.Steps(tuple(edges.tolist()), x, x)
