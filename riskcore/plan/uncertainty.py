"""Rules that give ranges to what a plan states as certain."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from riskcore.plan.estimate import FactorEstimate
from riskcore.plan.model import Record
from riskcore.plan.rule import BrokenRule
from riskcore.plan.selector import Selector

FACTORS = ("duration_factor", "lag_factor", "fixed_cost_factor", "rate_factor")


class Uncertainty(Record):
    """A rule for the activities it selects: what is planned is multiplied by a factor that varies.

    What states its own distribution keeps it. Where several rules give the same factor, the last one holds. A `bias`
    multiplies durations whatever range they have, the planned dates excepted: people who plan 100 days take 115.
    """

    activities: Selector
    duration_factor: FactorEstimate | None = Field(None, description="Of the duration, or of what is left of it.")
    lag_factor: FactorEstimate | None = Field(None, description="Of the lags before the activities.")
    fixed_cost_factor: FactorEstimate | None = Field(None, description="Of fixed costs and of items.")
    rate_factor: FactorEstimate | None = Field(None, description="Of costs per day, items per day and resources.")
    bias: float | None = Field(None, gt=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        factors = {name: getattr(self, name) for name in FACTORS}
        if all(factor is None for factor in factors.values()) and self.bias is None:
            raise BrokenRule("must give a factor", hint="Write duration_factor: {triangular: [0.9, 1, 1.4]}.")
        for name, factor in factors.items():
            if factor is not None and factor.distribution().support[0] < 0:
                raise BrokenRule(f"{name} must not be negative", str(factor.document()))
        return self
