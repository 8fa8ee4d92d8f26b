"""Can we keep the date and the budget? The joint confidence level: both hold in the same iteration.

Late work is dear work, so the two are not independent: the chance of both lies above the product of the chances, and
below the smaller one. JCL: NASA Cost Estimating Handbook, version 4.0 (2015), appendix J.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results import Estimate, Result, Sample

POINTS = 40
JOINT = 0.70
"""Confidence in date and cost at once, as NASA asks of its projects (NPR 7120.5)."""


@dataclass(frozen=True)
class JointConfidence:
    """The chances of a date and an amount."""

    date: float
    """Minutes since the result's epoch."""
    cost: float
    both: Estimate
    on_time: Estimate
    within_cost: Estimate
    correlation: float
    """Pearson's, of finish and cost."""


@dataclass(frozen=True)
class Balanced:
    """Date and cost of one percentile P, such that both together have a chance asked for."""

    percentile: Estimate
    date: float
    cost: float
    both: Estimate


@dataclass(frozen=True)
class Frontier:
    """Pairs of a date and the smallest cost with which both have a chance asked for."""

    confidence: float
    date: Array  # (point) minutes since the result's epoch
    cost: Array  # (point)


def joint_confidence(result: Result, date: float, cost: float) -> JointConfidence:
    """The chance that the plan is finished by `date` (minutes since the epoch) and costs at most `cost`.

    Raises ParameterError for a plan without costs.
    """
    finish, spent = _samples(result)
    return JointConfidence(
        date=date,
        cost=cost,
        both=_both(finish, spent, date, cost),
        on_time=finish.probability(date),
        within_cost=spent.probability(cost),
        correlation=_pearson(finish.values, spent.values),
    )


def balanced(result: Result, confidence: float = JOINT) -> Balanced:
    """The percentile P with which finish <= its P and cost <= its P hold together with the chance `confidence`.

    In an iteration both hold for every P from the larger of their grades on, so P is a quantile of that larger one.
    """
    finish, spent = _samples(result)
    grade = np.maximum(_grades(finish.values), _grades(spent.values))
    percentile = replace(finish, values=grade).quantile(confidence)
    date, cost = (np.quantile(one.values, percentile.value, method="inverted_cdf") for one in (finish, spent))
    return Balanced(percentile, float(date), float(cost), _both(finish, spent, float(date), float(cost)))


def frontier(result: Result, confidence: float = JOINT, points: int = POINTS) -> Frontier:
    """At most `points` pairs along the line on which date and cost hold together with the chance `confidence`."""
    finish, spent = _samples(result)
    order = np.argsort(finish.values, kind="stable")
    dates, costs = finish.values[order], spent.values[order]
    need = int(np.ceil(len(dates) * confidence - 1e-9))
    found = []
    for count in np.unique(np.linspace(need, len(dates), points).astype(int)):
        within = np.searchsorted(dates, dates[count - 1], side="right")
        found.append((dates[count - 1], np.partition(costs[:within], need - 1)[need - 1]))
    date, cost = np.array(found).T
    return Frontier(confidence, date, cost)


def _samples(result: Result) -> tuple[Sample, Sample]:
    if result.cost is None:
        raise ParameterError("the plan must have costs for a joint confidence. Got none.")
    return result.finish.sample, result.cost.sample


def _both(finish: Sample, spent: Sample, date: float, cost: float) -> Estimate:
    missed = (finish.values > date) | (spent.values > cost)
    return replace(finish, values=missed.astype(float)).probability(0.5)


def _grades(values: Array) -> Array:
    """The smallest percentile that does not lie below each value."""
    return (np.searchsorted(np.sort(values), values, side="left") + 1) / len(values)


def _pearson(x: Array, y: Array) -> float:
    dx, dy = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((dx @ dx) * (dy @ dy)))
    return float(dx @ dy) / spread if spread > 0 else 0.0
