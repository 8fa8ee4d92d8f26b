"""What an activity costs."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator

from riskcore.plan.estimate import Estimate, FactorEstimate, MoneyEstimate, certain
from riskcore.plan.model import Record
from riskcore.plan.resource import Assignment
from riskcore.plan.rule import BrokenRule

NOTHING = certain(0.0)


class CostItem(Record):
    """A line of an estimate: quantity x rate, and x working days where it is paid `per: day`."""

    name: str = Field(min_length=1)
    quantity: FactorEstimate
    unit: str = Field("", description="What is counted: m3, t, visits.")
    rate: MoneyEstimate = Field(description="Money for one unit; of a line per day, for one unit and working day.")
    per: Literal["day"] | None = Field(None, description='"day": for each working day of the activity.')
    currency: str | None = None
    index: str | None = Field(None, description="The price index that the rate follows.")

    @field_validator("quantity")
    @classmethod
    def _not_negative(cls, value: Estimate) -> Estimate:
        if value.distribution().support[0] < 0:
            raise BrokenRule("must not be negative", str(value.document()))
        return value


class Cost(Record):
    """Cost = `fixed` + `per_day` x the activity's duration in its own working days, + `items` + `resources`."""

    fixed: MoneyEstimate = Field(default_factory=lambda: NOTHING)
    per_day: MoneyEstimate = Field(default_factory=lambda: NOTHING)
    currency: str | None = Field(None, description="Of `fixed` and `per_day`.")
    index: str | None = Field(None, description="The price index that `fixed` and `per_day` follow.")
    accrue: Literal["start", "end", "prorated"] = Field(
        "prorated", description="When what does not depend on time is spent: at the start, at the end, or evenly."
    )
    items: tuple[CostItem, ...] = ()
    resources: tuple[Assignment, ...] = ()
