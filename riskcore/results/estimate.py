"""Estimates with their sampling error: quantiles, probabilities, means.

A quantile is the inverse of the empirical distribution function (Hyndman & Fan 1996, type 1): the smallest value that
at least that share of the iterations did not exceed. Intervals are at 95 %.

    plain random      order statistics (Conover 1999, section 3.2), the score interval of Wilson (1927), the normal one
    Latin hypercube   blocks are independent, so the spread of block means gives the error, of the share below the
                      value for a quantile (Woodruff 1952), with Student's t
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtrik, ndtri, stdtrit

if TYPE_CHECKING:
    from riskcore.array import Array

CONFIDENCE = 0.95
FEWEST_BLOCKS = 8
"""With fewer whole blocks their spread says too little, and the intervals of plain sampling serve (too wide)."""


@dataclass(frozen=True)
class Estimate:
    """A value and the ends of its 95 % interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Sample:
    """One quantity over all iterations, in iteration order, and how it was sampled.

    `values` is (iteration); iterations come in blocks of `lanes`, stratified where `stratified`.
    """

    values: Array
    lanes: int
    stratified: bool

    def quantile(self, p: float) -> Estimate:
        """The `p` quantile, 0 < p < 1."""
        ordered = np.sort(self.values)
        n = len(ordered)
        value = ordered[min(max(int(np.ceil(n * p - 1e-9)), 1), n) - 1]
        spread = self._spread(self.values <= value)
        if spread is None:
            lower, upper = order_ranks(n, p)
        else:
            error, blocks = spread
            reach = error * stdtrit(blocks - 1, 0.5 + CONFIDENCE / 2)
            lower, upper = int(np.floor(n * (p - reach))), int(np.ceil(n * (p + reach))) + 1
        return Estimate(float(value), *(float(ordered[min(max(rank, 1), n) - 1]) for rank in (lower, upper)))

    def probability(self, limit: float) -> Estimate:
        """The probability that the quantity does not exceed `limit`."""
        below = self.values <= limit
        p, n = float(np.mean(below)), len(below)
        spread = self._spread(below)
        if spread is None or spread[0] == 0:
            return Estimate(p, *_wilson(p, n))
        reach = spread[0] * stdtrit(spread[1] - 1, 0.5 + CONFIDENCE / 2)
        return Estimate(p, max(float(p - reach), 0.0), min(float(p + reach), 1.0))

    def mean(self) -> Estimate:
        """The mean."""
        value = float(np.mean(self.values))
        spread = self._spread(self.values)
        if spread is None:
            n = len(self.values)
            error = float(np.std(self.values, ddof=1)) / np.sqrt(n) if n > 1 else np.inf
            reach = error * ndtri(0.5 + CONFIDENCE / 2)
        else:
            reach = spread[0] * stdtrit(spread[1] - 1, 0.5 + CONFIDENCE / 2)
        return Estimate(value, float(value - reach), float(value + reach))

    def sd(self) -> float:
        """The standard deviation."""
        return float(np.std(self.values, ddof=1)) if len(self.values) > 1 else 0.0

    def _spread(self, values: Array) -> tuple[float, int] | None:
        """Standard error of the mean from whole blocks, and their number; None where blocks do not tell it."""
        blocks = len(values) // self.lanes
        if not self.stratified or blocks < FEWEST_BLOCKS:
            return None
        means = values[: blocks * self.lanes].reshape(blocks, self.lanes).mean(axis=1)
        return float(np.std(means, ddof=1) / np.sqrt(blocks)), blocks


def order_ranks(n: int, p: float, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """Ranks (from 1) whose order statistics enclose the `p` quantile of `n` independent draws.

    The lower rank is the binomial quantile at (1 - confidence) / 2, the upper one that at the other end plus 1.
    """
    tail = (1 - confidence) / 2
    lower, upper = (int(np.ceil(bdtrik(at, n, p) - 1e-9)) for at in (tail, 1 - tail))
    return max(lower, 1), min(upper + 1, n)


def _wilson(p: float, n: int) -> tuple[float, float]:
    z = float(ndtri(0.5 + CONFIDENCE / 2))
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (0.0 if p == 0 else float(centre - reach)), (1.0 if p == 1 else float(centre + reach))
