"""What one unit of a foreign currency is worth."""

from __future__ import annotations

from pydantic import Field, field_validator

from riskcore.plan.estimate import Estimate, FactorEstimate
from riskcore.plan.model import Record
from riskcore.plan.rule import BrokenRule


class Currency(Record):
    """A currency other than the plan's own. Its rate is drawn once in an iteration, for all amounts stated in it."""

    rate: FactorEstimate | None = Field(None, description="What one unit of it costs in the plan's currency.")

    @field_validator("rate")
    @classmethod
    def _is_positive(cls, value: Estimate | None) -> Estimate | None:
        if value is not None and (value.distribution().support[0] < 0 or value.distribution().planned == 0):
            raise BrokenRule("must be greater than 0", str(value.document()))
        return value
