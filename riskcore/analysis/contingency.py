"""How much money should be set aside? What a confidence costs beyond the plan, and whether the budget holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.results import Estimate

if TYPE_CHECKING:
    from riskcore.results import Result

LEVELS = (0.50, 0.80)


@dataclass(frozen=True)
class Reserve:
    """The money that makes a confidence."""

    cost: Estimate
    contingency: Estimate
    """Cost at this confidence less the planned one; negative where the plan is dearer than it need be."""
    share: float | None
    """Contingency as a share of the budget."""


@dataclass(frozen=True)
class Contingency:
    """Planned cost, and what to add to it."""

    currency: str
    planned: float
    reserves: dict[float, Reserve]
    probability_of_planned: Estimate
    budget: float | None
    probability_of_budget: Estimate | None


def contingency(result: Result, budget: float | None = None, levels: tuple[float, ...] = LEVELS) -> Contingency | None:
    """Contingency at each of `levels`: quantile of the cost - planned cost; None where nothing costs anything.

    `budget` is asked about instead of the plan's own.
    """
    if result.cost is None:
        return None
    budget = result.budget if budget is None else budget
    planned, sample = result.cost.planned, result.cost.sample
    reserves = {}
    for level in levels:
        cost = sample.quantile(level)
        beyond = Estimate(*(value - planned for value in (cost.value, cost.lower, cost.upper)))
        reserves[level] = Reserve(cost, beyond, beyond.value / budget if budget else None)
    return Contingency(
        currency=result.currency,
        planned=planned,
        reserves=reserves,
        probability_of_planned=sample.probability(planned),
        budget=budget,
        probability_of_budget=None if budget is None else sample.probability(budget),
    )
