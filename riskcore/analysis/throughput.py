"""When will a backlog be done, and how much of it by then: from what a team finished in past periods.

Each period to come is taken to be like one of the past ones, drawn with replacement (Magennis 2011, Forecasting and
Simulating Software Development Projects; Vacanti 2015, Actionable Agile Metrics for Predictability). The law is
computed, not sampled: it is a convolution power of the history. What is uncertain is the history itself, which is
short: the interval of each figure comes from histories of the same length drawn from it (bootstrap, Efron 1979).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError
from riskcore.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.array import Array

LEVELS = (0.5, 0.7, 0.85, 0.95)
REST = 1e-14
"""Chance that is left when the law of the number of periods is cut off."""
RESAMPLES = 200
CONFIDENCE = 0.95


@dataclass(frozen=True)
class Completion:
    """When a backlog is done, in whole periods."""

    within: Array
    """(period) chance that it is done after so many periods, from 0 on, until it is certain."""
    periods: tuple[tuple[float, Estimate], ...]
    """Confidence level, and the periods that it takes."""

    @property
    def mean(self) -> float:
        """Mean number of periods."""
        return float(np.sum(1 - self.within))

    @property
    def sd(self) -> float:
        """Standard deviation of the number of periods."""
        k = np.arange(len(self.within))
        second = float(np.sum((2 * k + 1) * (1 - self.within)))
        return float(np.sqrt(max(second - self.mean**2, 0.0)))

    def chance(self, periods: int) -> float:
        """The chance that it is done within so many periods."""
        return float(self.within[min(max(periods, 0), len(self.within) - 1)])


@dataclass(frozen=True)
class Delivery:
    """How much is done in a number of periods, in items."""

    at_least: Array
    """(item) chance of so many items or more, from 0 on."""
    items: tuple[tuple[float, Estimate], ...]
    """Confidence level, and the items that one can count on."""

    def chance(self, items: int) -> float:
        """The chance of so many items or more."""
        return float(self.at_least[max(items, 0)]) if items < len(self.at_least) else 0.0


def when_done(
    history: Sequence[int], backlog: int, *, levels: Sequence[float] = LEVELS, resamples: int = RESAMPLES, seed: int = 1
) -> Completion:
    """When `backlog` items are done, from the items finished in each period of `history`, idle ones included.

    `resamples` 0 leaves out the intervals, which are of the history, at 95 %: a longer one narrows them.

    Raises
    ------
    ParameterError
        The history is not a list of whole numbers of which one is positive, or `backlog` is negative.
    """
    _check(history, backlog, "backlog")
    within = _within(history, backlog)

    def periods(law: Array, level: float) -> float:
        return float(np.argmax(law >= level - 1e-12))

    laws = [_within(past, backlog, max(levels)) for past in _resampled(history, resamples, seed)]
    return Completion(within, _estimates(within, laws, levels, periods))


def how_many(
    history: Sequence[int], periods: int, *, levels: Sequence[float] = LEVELS, resamples: int = RESAMPLES, seed: int = 1
) -> Delivery:
    """How many items are done within `periods`; the arguments are otherwise those of `when_done`."""
    _check(history, periods, "periods")
    law = _at_least(history, periods)

    def items(law: Array, level: float) -> float:
        return float(np.flatnonzero(law >= level - 1e-12)[-1])

    laws = [_at_least(past, periods) for past in _resampled(history, resamples, seed)]
    return Delivery(law, _estimates(law, laws, levels, items))


def _check(history: Sequence[int], number: int, name: str) -> None:
    if not history or any(x < 0 or x != int(x) for x in history) or not any(history):
        raise ParameterError(f"history must hold whole numbers of items, not all 0. Got {list(history)}.")
    if number < 0 or number != int(number):
        raise ParameterError(f"{name} must be a whole number, at least 0. Got {number}.")


def _within(history: Sequence[int], backlog: int, until: float = 1 - REST) -> Array:
    """(period) chance that the backlog is done, up to `until`: the items left are followed from period to period."""
    value, count = np.unique(np.asarray(history, int), return_counts=True)
    share = count / count.sum()
    left = np.zeros(backlog + 1)  # (item) chance that so many are left
    left[backlog] = 1.0
    done = [float(left[0])]
    while done[-1] < until:
        after = np.zeros_like(left)
        for items, chance in zip(value, share, strict=True):
            served = min(int(items), backlog)
            after[: backlog + 1 - served] += chance * left[served:]
            after[0] += chance * left[:served].sum()
        left = after
        done.append(min(float(left[0]), 1.0) if float(left[1:].sum()) > REST else 1.0)
    return np.array(done)


def _at_least(history: Sequence[int], periods: int) -> Array:
    """(item) chance of so many or more: powers of the history's distribution, by repeated squaring."""
    once = np.bincount(np.asarray(history, int)) / len(history)
    law, power, rest = np.ones(1), once, int(periods)
    while rest:
        if rest % 2:
            law = np.convolve(law, power)
        rest //= 2
        power = np.convolve(power, power) if rest else power
    return np.asarray(np.cumsum(law[::-1])[::-1].clip(0.0, 1.0))


def _resampled(history: Sequence[int], resamples: int, seed: int) -> list[list[int]]:
    """Histories of the same length drawn from this one, those without any item left out."""
    generator = np.random.Generator(np.random.Philox(key=seed))
    drawn = generator.choice(np.asarray(history, int), size=(resamples, len(history)))
    return [[int(x) for x in past] for past in drawn if past.any()]


def _estimates(
    law: Array, laws: list[Array], levels: Sequence[float], read: Callable[[Array, float], float]
) -> tuple[tuple[float, Estimate], ...]:
    found = []
    for level in levels:
        others = sorted(read(other, level) for other in laws) or [read(law, level)]
        tail = (1 - CONFIDENCE) / 2
        ends = (others[min(max(ceil(len(others) * p) - 1, 0), len(others) - 1)] for p in (tail, 1 - tail))
        found.append((level, Estimate(read(law, level), *ends)))
    return tuple(found)
