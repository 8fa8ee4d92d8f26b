"""The result of a simulation: arrays, ids and provenance; no plan, no pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from riskcore.results.estimate import Estimate

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results.certificate import Certificate
    from riskcore.results.estimate import Sample
    from riskcore.results.money import SpendingStatistics, WeekLost

LEVELS = (0.01, *(round(0.05 * k, 2) for k in range(1, 20)), 0.99)
"""The quantiles that are kept for every activity."""


@dataclass(frozen=True)
class Outcome:
    """One quantity kept for every iteration: the finish of the plan, a milestone, a cost.

    Dates are minutes of the clock since the result's epoch, costs are money.
    """

    id: str
    name: str
    planned: float
    sample: Sample
    deadline: float | None = None


@dataclass(frozen=True)
class ActivityStatistics:
    """What every activity did, in the order of the plan; dates are minutes of the clock since the epoch."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    wbs: tuple[str, ...]
    milestone: Array  # (a) bool
    complete: Array  # (a) bool
    planned_start: Array  # (a)
    planned_finish: Array  # (a)
    mean_start: Array  # (a)
    mean_finish: Array  # (a)
    sd_finish: Array  # (a) working minutes
    start: Array  # (a, LEVELS)
    finish: Array  # (a, LEVELS)
    criticality: Array  # (a) share of iterations in which it drives the finish
    criticality_bounds: Array  # (2, a) the ends of its 95 % interval
    correlation: Array  # (a) Pearson, duration with the finish of the plan; 0 where the duration is certain

    def criticality_of(self, k: int) -> Estimate:
        """The criticality of activity `k` with its 95 % interval."""
        return Estimate(float(self.criticality[k]), *(float(end) for end in self.criticality_bounds[:, k]))


@dataclass(frozen=True)
class DriverStatistics:
    """What moves the finish, strongest first; durations are minutes of the clock."""

    id: tuple[str, ...]
    name: tuple[str, ...]
    kind: tuple[str, ...]  # "duration" or "risk"
    correlation: Array  # (d) rank correlation (Spearman) with the finish
    correlation_error: Array  # (d) its standard error
    low: Array  # (d) mean finish, less the overall mean, with the input about its P10; of a risk: not happening
    high: Array  # (d) the same about its P90; of a risk: happening
    swing_error: Array  # (d) standard error of high - low
    occurrences: Array  # (d) iterations in which a risk happened; the number of iterations for a duration


@dataclass(frozen=True)
class CorrelationStatistics:
    """One correlation as it was asked for, and as it came out in this run: rank correlations (Spearman)."""

    name: str
    members: tuple[str, ...]
    """Names of the variables that were looked at, such as `duration of A10`: of a large group the first few."""
    size: int
    """How many vary together in all."""
    requested: Array  # (k, k)
    realised: Array  # (k, k)
    repaired: float
    """How far the matrix used is from the one asked for, which was impossible (Frobenius norm); 0 where it is that."""


@dataclass(frozen=True)
class Result:
    """Samples, statistics and the certificate of one simulation."""

    name: str
    currency: str
    epoch: datetime
    target: datetime | None
    status: datetime | None
    finish: Outcome
    milestones: tuple[Outcome, ...]
    cost: Outcome | None
    cost_parts: tuple[Outcome, ...]
    activities: ActivityStatistics | None
    drivers: DriverStatistics
    certificate: Certificate
    notes: tuple[str, ...] = field(default=())
    benefit: Outcome | None = None
    npv: Outcome | None = None
    """Net present value: what the benefits are worth today, less what the costs are."""
    budget: float | None = None
    spending: SpendingStatistics | None = None
    """Cost by period, where it was asked for."""
    lost: tuple[WeekLost, ...] = field(default=())
    """Of each benefit, what a week of delay takes from it."""
    correlations: tuple[CorrelationStatistics, ...] = field(default=())

    def date(self, minutes: float) -> datetime:
        """A moment of the result as a local date and time, to the minute."""
        return self.epoch + timedelta(minutes=round(float(minutes)))

    def minutes(self, moment: datetime) -> float:
        """A local date and time as the result's own minutes."""
        return (moment - self.epoch) / timedelta(minutes=1)

    def same_bits(self, other: Result) -> bool:
        """Whether every sample and every statistic is the same to the bit."""
        mine, theirs = arrays_of(self), arrays_of(other)
        return mine.keys() == theirs.keys() and all(
            np.array_equal(array, theirs[name], equal_nan=array.dtype.kind == "f") for name, array in mine.items()
        )


def arrays_of(result: Result) -> dict[str, Array]:
    """Every array of a result, by name."""
    outcomes = {"finish": result.finish, **{f"milestone {one.id}": one for one in result.milestones}}
    outcomes |= {f"cost {one.id}": one for one in (result.cost, *result.cost_parts) if one is not None}
    outcomes |= {one.id: one for one in (result.benefit, result.npv) if one is not None}
    found = {name: outcome.sample.values for name, outcome in outcomes.items()}
    tables: list[object] = [result.activities, result.drivers]
    if result.spending is not None:
        found["periods"] = result.spending.starts
        tables += [result.spending.spent, result.spending.cumulative]
    for k, table in enumerate(tables):
        if table is not None:
            arrays = {k: v for k, v in vars(table).items() if isinstance(v, np.ndarray)}
            found |= {f"{k} {type(table).__name__} {name}": array for name, array in arrays.items()}
    return found
