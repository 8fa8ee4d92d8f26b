"""Is it worth it, and what does a week cost? Benefits less costs in today's money, and benefit lost by delay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.results import Estimate, Result, WeekLost

LEVELS = (0.10, 0.50, 0.80, 0.90)


@dataclass(frozen=True)
class NetPresentValue:
    """What the plan is worth today."""

    currency: str
    benefit: Estimate | None
    """Mean, undiscounted."""
    mean: Estimate | None
    sd: float | None
    quantiles: dict[float, Estimate]
    probability_of_gain: Estimate | None
    """That the net present value is not negative."""
    lost: tuple[WeekLost, ...]


def net_present_value(result: Result) -> NetPresentValue | None:
    """The worth of the plan, None where it has no benefits and no discount rate; it takes a rate to be known."""
    if result.benefit is None and result.npv is None:
        return None
    npv = None if result.npv is None else result.npv.sample
    return NetPresentValue(
        currency=result.currency,
        benefit=None if result.benefit is None else result.benefit.sample.mean(),
        mean=None if npv is None else npv.mean(),
        sd=None if npv is None else npv.sd(),
        quantiles={} if npv is None else {p: npv.quantile(p) for p in LEVELS},
        probability_of_gain=None if npv is None else replace(npv, values=-npv.values).probability(0.0),
        lost=result.lost,
    )
