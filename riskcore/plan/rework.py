"""Work that may have to be done again."""

from __future__ import annotations

from pydantic import Field, field_validator

from riskcore.plan.estimate import DurationEstimate, Estimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.quantity import Probability
from riskcore.plan.rule import BrokenRule


class Rework(Record):
    """A test, review or stage gate that may fail: each failure adds work and cost, and may be followed by another.

    The number of failures is geometric with `probability`, cut at `at_most`.
    """

    probability: Probability
    duration: DurationEstimate
    cost: MoneyEstimate | None = None
    at_most: int = Field(10, ge=1, le=100)

    @field_validator("duration")
    @classmethod
    def _not_negative(cls, value: Estimate) -> Estimate:
        if value.distribution().support[0] < 0:
            raise BrokenRule("must not be negative", str(value.document()))
        return value
