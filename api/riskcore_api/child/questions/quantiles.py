"""Which date, or which amount, has which confidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.analysis import Answer, answer, milestone_answers
from riskcore_api.child.questions.figures import Level, Writer, outcome_of

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Estimate, Result


@dataclass(frozen=True)
class Quantiles:
    """An outcome, planned and simulated."""

    outcome: str
    name: str
    unit: str
    """ "date", or the currency."""
    planned: datetime | float
    probability_of_planned: Estimate
    mean: datetime | float
    quantiles: tuple[Level, ...]


def quantiles(result: Result, outcome: str = "finish") -> Quantiles:
    """The quantiles of the finish, of the cost, or of a milestone."""
    chosen = outcome_of(result, outcome)
    return _quantiles(outcome, answer(chosen), Writer(result, chosen))


def milestones(result: Result) -> tuple[Quantiles, ...]:
    """The same of every milestone, earliest planned first."""
    return tuple(_quantiles(one.id, one, Writer(result, result.finish)) for one in milestone_answers(result))


def _quantiles(outcome: str, found: Answer, write: Writer) -> Quantiles:
    return Quantiles(
        outcome=outcome,
        name=found.name,
        unit=write.unit,
        planned=write(found.planned),
        probability_of_planned=found.probability_of_planned,
        mean=write(found.mean.value),
        quantiles=tuple(write.level(p, one) for p, one in found.quantiles.items()),
    )
