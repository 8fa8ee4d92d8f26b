"""Two samples on common random numbers, iteration by iteration: their differences with 95 % intervals.

The intervals use the pairing. They rest on units that are independent of each other and alike: the blocks of a Latin
hypercube, the scramblings of Sobol' points, else the iterations; neighbours are joined where there are very many.

    mean         Student's t on the means of units (paired)
    probability  the same; where few iterations change sides, the adjusted Wald interval for paired proportions
                 (Bonett & Price 2012)
    quantile     bootstrap over units (Efron 1979): both samples are resampled together; percentiles of the replicates
                 at levels that are expanded for few units (Hesterberg 2015)

The last iterations, where they fill no whole unit, count for the values and not for the intervals.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri, stdtrit

from riskcore.results import Estimate
from riskcore.results.estimate import CONFIDENCE

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results import Sample

REPLICATES = 2000
FEWEST_BLOCKS, MOST_UNITS = 8, 250
FEW = 30
"""With fewer iterations on either side of a limit, their spread between units says too little."""
CHUNK = 250
"""Replicates that are worked on at once."""
SALT = 0x7061697265640000  # "paired": the replicates share no random numbers with the simulation


def unit_of(sample: Sample) -> int:
    """Iterations in a unit of `sample`."""
    n = len(sample.values)
    if sample.replicates:
        return n // sample.replicates
    size = sample.lanes if sample.stratified and n // sample.lanes >= FEWEST_BLOCKS else 1
    return size * -(-(n // size) // MOST_UNITS)


def by_unit(sample: Sample, values: Array) -> Array:
    """`values` (iteration) of a sample like `sample`, unit after unit."""
    k = sample.replicates
    return values[: len(values) // k * k].reshape(-1, k).T.ravel() if k else values


def mean_difference(base: Sample, other: Sample) -> Estimate:
    """The mean of `other` less that of `base`."""
    return _by_units(other.values - base.values, base)


def chance_difference(base: Sample, other: Sample, base_limit: float, other_limit: float) -> Estimate:
    """The probability that `other` does not exceed its limit, less that of `base` and its own."""
    gained = (other.values <= other_limit).astype(float) - (base.values <= base_limit)
    won, lost, n = int(np.sum(gained > 0)), int(np.sum(gained < 0)), len(gained)
    if won + lost >= FEW or (base_limit == other_limit and np.array_equal(base.values, other.values)):
        return _by_units(gained, base)
    return Estimate((won - lost) / n, *adjusted_wald(won, lost, n))


def adjusted_wald(won: int, lost: int, n: int) -> tuple[float, float]:
    """The ends of the interval of P(won) - P(lost), of `n` pairs (Bonett & Price 2012)."""
    more, less = (won + 1) / (n + 2), (lost + 1) / (n + 2)
    reach = ndtri(0.5 + CONFIDENCE / 2) * np.sqrt((more + less - (more - less) ** 2) / (n + 2))
    return max(float(more - less - reach), -1.0), min(float(more - less + reach), 1.0)


def _by_units(difference: Array, like: Sample) -> Estimate:
    """Student's t; with one unit nothing is known."""
    value, size = float(np.mean(difference)), unit_of(like)
    units = len(difference) // size if size else 0
    means = by_unit(like, difference)[: units * size].reshape(units, -1).mean(axis=1) if units else np.zeros(0)
    if units < 2:
        return Estimate(value, -np.inf, np.inf)
    reach = float(np.std(means, ddof=1) / np.sqrt(units) * stdtrit(units - 1, 0.5 + CONFIDENCE / 2))
    return Estimate(value, value - reach, value + reach)


class Resamples:
    """The units of a pair of samples, drawn again with replacement: one row of counts for each replicate.

    They serve all samples of one kind and seed; what was asked of the same values before is remembered.
    """

    def __init__(self, like: Sample, seed: int) -> None:
        self.known: dict[tuple[bytes, float], Array] = {}
        self.like, self.size = like, max(unit_of(like), 1)
        self.units = len(by_unit(like, like.values)) // self.size
        rng = np.random.default_rng([seed, SALT])
        drawn = rng.integers(self.units, size=(REPLICATES, self.units))
        places = drawn + self.units * np.arange(REPLICATES)[:, None]
        self.counts = np.bincount(places.ravel(), minlength=places.size).reshape(places.shape)

    def means(self, values: Array) -> Array:
        """(replicate) the means of `values` (iteration)."""
        means = by_unit(self.like, values)[: self.units * self.size].reshape(self.units, self.size).mean(axis=1)
        return np.asarray(self.counts @ means / self.units)

    def quantiles(self, values: Array, p: float) -> Array:
        """(replicate) the `p` quantiles, type 1, of `values` (iteration)."""
        key = blake2b(values.tobytes(), digest_size=16).digest(), p
        if key not in self.known:
            self.known[key] = self._quantiles(values, p)
        return self.known[key]

    def interval(self, value: float, replicates: Array) -> Estimate:
        """`value` between the percentiles of its replicates."""
        if self.units < 2:
            return Estimate(value, -np.inf, np.inf)
        level = ndtr(-np.sqrt(self.units / (self.units - 1)) * stdtrit(self.units - 1, 0.5 + CONFIDENCE / 2))
        ordered = np.sort(replicates)
        rank = max(int(level * (REPLICATES + 1)), 1)
        return Estimate(value, min(float(ordered[rank - 1]), value), max(float(ordered[-rank]), value))

    def _quantiles(self, values: Array, p: float) -> Array:
        """Only values near the quantile are counted one by one: those whose rank no replicate moves across it."""
        n = self.units * self.size
        values = by_unit(self.like, values)[:n]
        order = np.argsort(values, kind="stable")
        unit, rank = order // self.size, max(int(np.ceil(n * p - 1e-9)), 1)
        reach = 2 * int(np.ceil(np.sqrt(n)))  # at least 4 standard deviations of the rank, if draws are independent
        low, high = self._window(unit, rank, reach)
        before = self._counted(unit[:low]).astype(np.int32)
        found = np.empty(REPLICATES)
        for first in range(0, REPLICATES, CHUNK):
            rows = slice(first, first + CHUNK)
            through = before[rows, None] + np.cumsum(self.counts[rows][:, unit[low:high]], axis=1, dtype=np.int32)
            found[rows] = values[order[low + np.count_nonzero(through < rank, axis=1)]]
        return found

    def _window(self, unit: Array, rank: int, reach: int) -> tuple[int, int]:
        """The places in the order of values between which every replicate has its quantile."""
        low, high = max(rank - reach, 0), min(rank + reach, len(unit))
        below, above = self._counted(unit[:low]), self._counted(unit[:high])
        inside = (low == 0 or below.max() < rank) and (high == len(unit) or above.min() >= rank)
        return (low, high) if inside else self._window(unit, rank, 2 * reach)

    def _counted(self, unit: Array) -> Array:
        """(replicate) how many of the iterations of these units there are."""
        return np.asarray(self.counts @ np.bincount(unit, minlength=self.units))
