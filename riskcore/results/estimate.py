"""Estimates with their sampling error: quantiles, probabilities, means.

A quantile is the inverse of the empirical distribution function (Hyndman & Fan 1996, type 1): the smallest value that
at least that share of the iterations did not exceed. Intervals are at 95 %.

    plain random      order statistics (Conover 1999, section 3.2), the score interval of Wilson (1927), the normal one
    Latin hypercube   blocks are independent, so the spread of block means gives the error, of the share below the
                      value for a quantile (Woodruff 1952), with Student's t
    Sobol' points     the same with the means of independent scramblings
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import bdtrik, ndtri, stdtrit

if TYPE_CHECKING:
    from riskcore.array import Array

CONFIDENCE = 0.95
FEWEST_BLOCKS = 4
"""With fewer whole blocks their spread says too little, and the intervals of plain sampling serve (too wide)."""


@dataclass(frozen=True)
class Estimate:
    """A value and the ends of its 95 % interval."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Spread:
    """Standard error of a mean, and the degrees of freedom that are behind it."""

    error: float
    freedom: float

    @property
    def reach(self) -> float:
        """Half the width of the interval, by Student's t."""
        return float(self.error * stdtrit(self.freedom, 0.5 + CONFIDENCE / 2))


@dataclass(frozen=True)
class Sample:
    """One quantity over all iterations, in iteration order, and how it was sampled.

    `values` is (iteration); iterations come in blocks of `lanes`, stratified where `stratified`. Of Sobol' points,
    iteration i belongs to the scrambling i mod `replicates`, which is 0 in other designs.
    """

    values: Array
    lanes: int
    stratified: bool
    replicates: int = 0

    def quantile(self, p: float) -> Estimate:
        """The `p` quantile, 0 < p < 1."""
        ordered = np.sort(self.values)
        n = len(ordered)
        value = ordered[min(max(int(np.ceil(n * p - 1e-9)), 1), n) - 1]
        spread = self._spread(self.values <= value)
        if spread is None:
            lower, upper = order_ranks(n, p)
        else:
            # x <= q < y with the share of values up to q between p - reach and p + reach
            lower, upper = int(np.ceil(n * (p - spread.reach))), int(np.floor(n * (p + spread.reach))) + 1
        return Estimate(float(value), *(float(ordered[min(max(rank, 1), n) - 1]) for rank in (lower, upper)))

    def probability(self, limit: float) -> Estimate:
        """The probability that the quantity does not exceed `limit`."""
        below = self.values <= limit
        p, n = float(np.mean(below)), len(below)
        spread = self._spread(below)
        if spread is None or spread.error == 0:
            return Estimate(p, *(float(end) for end in _wilson(np.array(p), n)))
        return Estimate(p, max(p - spread.reach, 0.0), min(p + spread.reach, 1.0))

    def mean(self) -> Estimate:
        """The mean."""
        value, n = float(np.mean(self.values)), len(self.values)
        spread = self._spread(self.values)
        if spread is None:
            error = float(np.std(self.values, ddof=1)) / np.sqrt(n) if n > 1 else np.inf
            spread = Spread(error, np.inf)
        return Estimate(value, value - spread.reach, value + spread.reach)

    def sd(self) -> float:
        """The standard deviation."""
        return float(np.std(self.values, ddof=1)) if len(self.values) > 1 else 0.0

    def _spread(self, values: Array) -> Spread | None:
        """Error of the mean of `values`; None where the design does not tell it."""
        n = len(values)
        if self.replicates and n >= self.lanes:
            replicate = np.arange(n) % self.replicates
            error, k = _between(np.bincount(replicate, values), np.bincount(replicate))
            return Spread(float(error), k - 1.0)
        if self.replicates or not self.stratified or n // self.lanes < FEWEST_BLOCKS:
            return None
        return _spread_of_blocks(values.astype(float), self.lanes)


def _between(sums: Array, sizes: Array) -> tuple[Array, int]:
    """Error of a mean over sets that are independent and alike, and their number.

    `sums` is (..., set), `sizes` (set), of which some may be empty. With w the share of each set: the variance is
    k / (k - 1) x the sum of w^2 (mean of the set - mean)^2.
    """
    k, n = int(np.count_nonzero(sizes)), sizes.sum()
    if k < 2:
        return np.full(sums.shape[:-1], np.inf), 2
    deviation = (sums - sizes * (sums.sum(axis=-1, keepdims=True) / n)) / n
    return np.sqrt(np.sum(deviation**2, axis=-1) * k / (k - 1)), k


def _spread_of_blocks(values: Array, lanes: int) -> Spread:
    """Error of the mean over independent blocks of a Latin hypercube, of which the last may be cut short.

    The lanes of a block are in random order, so that those of a cut block are drawn from it without replacement: to the
    variance between blocks that adds (1 - m / lanes) s^2 / m, s^2 being the variance within one (Cochran 1977, section
    2.5). The degrees of freedom are those of Satterthwaite (1946).
    """
    n, k = len(values), len(values) // lanes
    whole, m = values[: k * lanes].reshape(k, lanes), len(values) % lanes
    between = float(np.var(whole.mean(axis=1), ddof=1))
    if m == 0:
        return Spread(float(np.sqrt(between / k)), k - 1.0)
    within = float(np.mean(np.var(whole, axis=1, ddof=1)))
    share = m / n
    first = between * ((1 - share) ** 2 / k + share**2)
    second = share**2 * (1 - m / lanes) * within / m
    if first + second == 0:
        return Spread(0.0, k - 1.0)
    freedom = (first + second) ** 2 / (first**2 / (k - 1) + second**2 / (k * (lanes - 1)))
    return Spread(float(np.sqrt(first + second)), freedom)


def order_ranks(n: int, p: float, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """Ranks (from 1) whose order statistics enclose the `p` quantile of `n` independent draws.

    The lower rank is the binomial quantile at (1 - confidence) / 2, the upper one that at the other end plus 1.
    """
    tail = (1 - confidence) / 2
    lower, upper = (int(np.ceil(bdtrik(at, n, p) - 1e-9)) for at in (tail, 1 - tail))
    return max(lower, 1), min(upper + 1, n)


def share_bounds(hits: Array, sizes: Array, *, apart: bool) -> Array:
    """(2, a) the ends of the intervals of shares; `hits` is (a, set), `sizes` (set).

    With `apart` the sets are independent of each other, and their spread gives the error; else the iterations are.
    """
    n = float(sizes.sum())
    share = hits.sum(axis=1) / n
    alone = np.array(_wilson(share, n))
    if not apart or np.count_nonzero(sizes) < FEWEST_BLOCKS:
        return alone
    error, k = _between(hits, sizes)
    reach = error * stdtrit(k - 1, 0.5 + CONFIDENCE / 2)
    return np.where(error == 0, alone, np.clip(share + reach * np.array([[-1.0], [1.0]]), 0.0, 1.0))


def _wilson(p: Array, n: float) -> tuple[Array, Array]:
    """The score interval of shares `p`, of any shape, in `n` independent iterations."""
    z = float(ndtri(0.5 + CONFIDENCE / 2))
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return np.where(p == 0, 0.0, centre - reach), np.where(p == 1, 1.0, centre + reach)
