"""Counts in bins."""

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


@dataclass(frozen=True)
class Histogram(Distribution):
    """Bin k, from edges[k] to edges[k + 1], has probability counts[k] / sum(counts) and is uniform within.

    Counts may be weights: any numbers from 0 up with a sum above 0; the edges rise. Mean and sd by the
    laws of total expectation and total variance over the bins.
    """

    family: ClassVar[str] = "histogram"
    dimensional: ClassVar[tuple[str, ...]] = ("edges",)
    lists: ClassVar[tuple[str, ...]] = ("edges", "counts")

    edges: tuple[float, ...]
    counts: tuple[float, ...]

    def _broken(self) -> Iterator[str]:
        if len(self.edges) != len(self.counts) + 1:
            rule = f"must hold one number more than counts, {len(self.counts) + 1}"
            yield sentence(self._place("edges"), rule, len(self.edges))
        for k, (lower, upper) in enumerate(zip(self.edges, self.edges[1:], strict=False)):
            if lower >= upper:
                yield sentence(self._place("edges", k + 1), f"must be greater than edges[{k}] = {lower:.15g}", upper)
        bad = [(k, count) for k, count in enumerate(self.counts) if count < 0]
        for k, count in bad:
            yield sentence(self._place("counts", k), "must be at least 0", count)
        if not bad and not math.fsum(self.counts) > 0:
            yield sentence(self._place("counts"), "must have a sum greater than 0", 0)

    @cached_property
    def _bins(self) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Lower and upper end and probability of the bins that have any, (k) all three."""
        counts, edges = np.array(self.counts), np.array(self.edges)
        share = counts / counts.sum()
        some = share > 0
        return edges[:-1][some], edges[1:][some], share[some]

    @cached_property
    def _grades(self) -> NDArray[np.float64]:
        """F at the lower end of each bin, and 1."""
        grades = np.concatenate([[0.0], np.cumsum(self._bins[2])])
        grades[-1] = 1.0
        return grades

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        lower, upper, share = self._bins
        u = np.asarray(u, float)
        k = np.searchsorted(self._grades[:-1], u, side="right") - 1
        return np.minimum(lower[k] + (upper - lower)[k] * (u - self._grades[k]) / share[k], upper[k])

    @property
    def mean(self) -> float:
        lower, upper, share = self._bins
        return float(share @ (lower + upper)) / 2.0

    @property
    def sd(self) -> float:
        lower, upper, share = self._bins
        between = ((lower + upper) / 2.0 - self.mean) ** 2
        return math.sqrt(float(share @ (between + (upper - lower) ** 2 / 12.0)))

    @property
    def support(self) -> tuple[float, float]:
        lower, upper, _ = self._bins
        return float(lower[0]), float(upper[-1])

    def form(self) -> forms.Form:
        lower, upper, _ = self._bins
        return forms.Steps(tuple(self._grades.tolist()), tuple(lower.tolist()), tuple(upper.tolist()))
