"""What a plan costs besides its activities: the price of a permit, an insurance, a mitigation."""

from __future__ import annotations

from typing import Any

from pydantic import Field, field_validator

from riskcore.plan.estimate import MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment


class FixedCost(Record):
    """An amount that belongs to no activity: spent at `date`, else when the plan starts or its status was taken."""

    name: str = Field(min_length=1)
    amount: MoneyEstimate
    wbs: str = Field("", description="Place in the work breakdown structure; costs are summed by its first part.")
    currency: str | None = None
    index: str | None = Field(None, description="The price index that it follows up to its date.")
    date: Moment | None = Field(None, description="When it is spent.")

    @field_validator("wbs", mode="before")
    @classmethod
    def _numbers_are_names(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
