"""What people, machines and crews cost, and how much of them an activity takes."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from riskcore.plan.estimate import DurationEstimate, Estimate, FactorEstimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.rule import BrokenRule


class Resource(Record):
    """A resource by its rate, drawn once in an iteration for all that it does. How many there are is not modelled."""

    rate: MoneyEstimate
    per: Literal["d", "h"] = Field("d", description="A working day, or a working hour, of one unit.")
    currency: str | None = None
    index: str | None = Field(None, description="The price index that its rate follows.")


class Assignment(Record):
    """A resource on an activity: `units` of it for as long as the activity works, or so much `work` in all.

    cost = units x working time x rate, or work x rate.
    """

    resource: str = Field(min_length=1)
    units: FactorEstimate | None = Field(None, description="How many of it are there; 1 where no work is given.")
    work: DurationEstimate | None = Field(None, description="Working time of one unit, however long the activity is.")

    @field_validator("units", "work")
    @classmethod
    def _not_negative(cls, value: Estimate | None) -> Estimate | None:
        if value is not None and value.distribution().support[0] < 0:
            raise BrokenRule("must not be negative", str(value.document()))
        if value is not None and value.elapsed:
            raise BrokenRule("must be working time", str(value.document()), "Write 10d or 80h.")
        return value

    @model_validator(mode="after")
    def _units_or_work(self) -> Self:
        if self.units is not None and self.work is not None:
            rule = "must have units, which cost by the time, or work, which does not; not both"
            raise BrokenRule(rule, f"units {self.units.document()}, work {self.work.document()}")
        return self
