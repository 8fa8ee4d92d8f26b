"""Can we commit? The chance of a date, and the dates of given chances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.results import Estimate, Outcome, Result

PERCENTILES = (0.10, 0.20, 0.30, 0.40, 0.50, 0.60, 0.70, 0.80, 0.90, 0.95)


@dataclass(frozen=True)
class Answer:
    """One outcome, a date or a cost, in a dozen numbers; dates are minutes since the result's epoch."""

    id: str
    name: str
    planned: float
    probability_of_planned: Estimate
    mean: Estimate
    sd: float
    quantiles: dict[float, Estimate]
    limit: float | None
    """The date or the amount asked about: the target, a deadline, a budget."""
    probability_of_limit: Estimate | None


def answer(outcome: Outcome, limit: float | None = None) -> Answer:
    """The answer for `outcome`; `limit` is what one would like to commit to, else its deadline."""
    sample = outcome.sample
    limit = outcome.deadline if limit is None else limit
    return Answer(
        id=outcome.id,
        name=outcome.name,
        planned=outcome.planned,
        probability_of_planned=sample.probability(outcome.planned),
        mean=sample.mean(),
        sd=sample.sd(),
        quantiles={p: sample.quantile(p) for p in PERCENTILES},
        limit=limit,
        probability_of_limit=None if limit is None else sample.probability(limit),
    )


def milestone_answers(result: Result) -> tuple[Answer, ...]:
    """The answers for the milestones, earliest planned first."""
    return tuple(answer(one) for one in sorted(result.milestones, key=lambda one: one.planned))
