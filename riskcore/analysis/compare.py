"""What does a scenario change? The finish in days, the cost in money, the chance of the target, each with its error."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from riskcore.analysis.compare_paired import Resamples, chance_difference, mean_difference
from riskcore.analysis.target import limit_of
from riskcore.errors import ParameterError
from riskcore.results import Comparable, Estimate, Sample, Sampled

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array

MINUTES_PER_DAY = 1440.0
LEVELS = {"P50": 0.50, "P80": 0.80}
MEASURES = (*LEVELS, "mean")
"""Of which finish and cost the difference is told."""
PER_DAY = ("P80", "mean")
"""Of which of them the cost of a day is told."""
ROUNDING = 1e-12
"""Of a sum that was added up in another order, or counted from another day."""
SAME = ("seed", "iterations", "design", "block")
"""What two results must share for their iterations to be pairs."""


@dataclass(frozen=True)
class Change:
    """One quantity of the other result less that of the base: calendar days, or money."""

    at: dict[str, Estimate]
    """By MEASURES."""
    lower: float
    """Share of the iterations in which it is lower than in the base: earlier, or cheaper."""
    higher: float
    """Share of the iterations in which it is higher."""

    @property
    def none(self) -> bool:
        """Whether it is the same in every iteration."""
        return self.lower == self.higher == 0


@dataclass(frozen=True)
class Comparison:
    """What the other result has more or less than the base; negative days are days saved."""

    finish: Change
    cost: Change | None
    """None where neither has costs."""
    chance: Estimate | None
    """Of keeping the target; None where neither has one."""
    cost_per_day: dict[str, Estimate | None]
    """Added cost for each calendar day saved, by PER_DAY; None where the saving is within noise, or there is none."""


def beyond_noise(estimate: Estimate) -> bool:
    """Whether the interval leaves out 0."""
    return not estimate.lower <= 0 <= estimate.upper


def compare(
    base: Comparable, other: Comparable, target: datetime | None = None, *, resamples: Resamples | None = None
) -> Comparison:
    """What changes from `base` to `other`, which were played with the same random numbers.

    `target` is asked about instead of each result's own. The intervals are reproducible: what they draw depends on
    the seed of the results. `resamples_of` either result may be given where several are compared, to be sooner.

    Raises
    ------
    ParameterError
        The iterations of the two are not pairs, or their costs are in two currencies.
    """
    check_paired(base, other)
    offset = (other.epoch - base.epoch) / timedelta(minutes=1)
    finish = _pair(base.finish.sample, other.finish.sample, offset)
    resamples = resamples or resamples_of(base)
    days, day_replicates = change_of(*finish, resamples, 1 / MINUTES_PER_DAY)
    money, money_replicates = None, None
    if base.cost is not None or other.cost is not None:
        nothing = replace(base.finish.sample, values=np.zeros_like(base.finish.sample.values))
        costs = _pair(_sample(base.cost, nothing), _sample(other.cost, nothing))
        money, money_replicates = change_of(*costs, resamples, 1.0)
    limits = _limits(base, other, target)
    return Comparison(
        finish=days,
        cost=money,
        chance=None if limits is None else chance_difference(*finish, limits[0], limits[1] + offset),
        cost_per_day={
            key: _cost_per_day(days.at[key], day_replicates[key], money.at[key], money_replicates[key], resamples)
            if money is not None and money_replicates is not None
            else None
            for key in PER_DAY
        },
    )


def resamples_of(result: Comparable) -> Resamples:
    """The same for all results whose iterations pair with those of `result`."""
    return Resamples(result.finish.sample, result.certificate.seed)


def check_paired(base: Comparable, other: Comparable) -> None:
    """Raise ParameterError where the iterations of the two are not pairs, or their costs are in two currencies."""
    for name in SAME:
        mine, theirs = getattr(base.certificate, name), getattr(other.certificate, name)
        if mine != theirs:
            raise ParameterError(f"results must have the same {name} to be compared. Got {mine} and {theirs}.")
    if base.certificate.design == "sobol":
        raise ParameterError(
            "results must share their random numbers to be compared, and Sobol' points follow the plan. "
            'Got sobol. Use "latin hypercube".'
        )
    if base.certificate.iterations < 2:
        raise ParameterError("iterations must be at least 2 to be compared. Got 1.")
    if base.cost is not None and other.cost is not None and base.currency != other.currency:
        raise ParameterError(
            f"results must have the same currency to be compared. Got {base.currency} and {other.currency}."
        )


def change_of(base: Sample, other: Sample, resamples: Resamples, unit: float) -> tuple[Change, dict[str, Array]]:
    """The change, in multiples of `unit`, and its replicates."""
    difference = other.values - base.values
    mean = mean_difference(base, other)
    at, replicates = {}, {}
    for key, p in LEVELS.items():
        drawn = resamples.quantiles(other.values, p) - resamples.quantiles(base.values, p)
        value = other.quantile(p).value - base.quantile(p).value
        at[key], replicates[key] = resamples.interval(value, drawn), drawn
    at["mean"], replicates["mean"] = mean, resamples.means(difference)
    change = Change(
        {key: _scaled(one, unit) for key, one in at.items()},
        float(np.mean(difference < 0)),
        float(np.mean(difference > 0)),
    )
    return change, {key: drawn * unit for key, drawn in replicates.items()}


def _cost_per_day(
    days: Estimate, day_replicates: Array, money: Estimate, money_replicates: Array, resamples: Resamples
) -> Estimate | None:
    """Cost added for each day saved; None where it is not beyond noise that days are saved."""
    if days.upper >= 0:
        return None
    # where a replicate saves nothing no price is high enough
    saved = np.where(day_replicates < 0, -day_replicates, np.nan)
    ratios = np.where(np.isnan(saved), np.inf, money_replicates / saved)
    return resamples.interval(money.value / -days.value, ratios)


def _limits(base: Comparable, other: Comparable, target: datetime | None) -> tuple[float, float] | None:
    """Up to when a finish keeps the target, in the minutes of each result; a target of one serves both."""
    mine = limit_of(base, target or base.target or other.target)
    theirs = limit_of(other, target or other.target or base.target)
    return None if mine is None or theirs is None else (mine, theirs)


def _sample(cost: Sampled | None, nothing: Sample) -> Sample:
    return nothing if cost is None else cost.sample


def _pair(base: Sample, other: Sample, offset: float = 0.0) -> tuple[Sample, Sample]:
    """Both in the base's own minutes, or in money; what differs by rounding alone is the same."""
    values = other.values + offset
    alike = np.isclose(values, base.values, rtol=ROUNDING, atol=0)
    return base, replace(other, values=np.where(alike, base.values, values))


def _scaled(estimate: Estimate, unit: float) -> Estimate:
    return Estimate(estimate.value * unit, estimate.lower * unit, estimate.upper * unit)
