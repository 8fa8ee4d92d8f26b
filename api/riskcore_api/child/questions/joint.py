"""The chance to keep both the date and the budget, and which pairs of them have a chance that is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore import ParameterError
from riskcore.analysis import limit_of
from riskcore.analysis.joint_confidence import balanced, frontier, joint_confidence

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Estimate, Result


@dataclass(frozen=True)
class Pair:
    """A date and an amount."""

    date: datetime
    cost: float


@dataclass(frozen=True)
class Balance:
    """The date and the amount of one percentile that together have the confidence asked for."""

    percentile: Estimate
    date: datetime
    cost: float
    both: Estimate


@dataclass(frozen=True)
class Joint:
    """The chances of a date and a budget, and which pairs have the confidence asked for."""

    date: datetime
    cost: float
    both: Estimate
    on_time: Estimate
    within_cost: Estimate
    correlation: float
    """Pearson's, of finish and cost."""
    confidence: float
    balanced: Balance
    frontier: tuple[Pair, ...]
    """Dates, each with the smallest amount."""


def joint(
    result: Result, target: datetime | None = None, budget: float | None = None, confidence: float = 0.7
) -> Joint:
    """The joint confidence, without `target` and `budget` that of the plan's own.

    Raises ParameterError where there are no costs.
    """
    if result.cost is None:
        raise ParameterError("the plan must have costs for a joint confidence. Got none.")
    limit = limit_of(result, target or result.target)
    asked = joint_confidence(
        result,
        result.finish.planned if limit is None else limit,
        result.cost.planned if budget is None else budget,
    )
    pair, line = balanced(result, confidence), frontier(result, confidence)
    return Joint(
        date=result.date(asked.date),
        cost=asked.cost,
        both=asked.both,
        on_time=asked.on_time,
        within_cost=asked.within_cost,
        correlation=asked.correlation,
        confidence=confidence,
        balanced=Balance(pair.percentile, result.date(pair.date), pair.cost, pair.both),
        frontier=tuple(Pair(result.date(d), float(c)) for d, c in zip(line.date, line.cost, strict=True)),
    )
