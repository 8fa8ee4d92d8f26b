"""What may happen (risks), what will vary (uncertainty), and what varies together (correlation)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from riskcore.plan.estimate import DurationEstimate, FactorEstimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.quantity import Probability
from riskcore.plan.rule import BrokenRule
from riskcore.plan.selector import Selector


class Risk(Record):
    """An event that happens or does not; if it does, it delays its activities and costs money.

    `delay` adds working time to each of its activities, `factor` multiplies their durations, `cost` is paid once.
    One draw serves all activities: the event happens once.
    """

    id: str = Field(min_length=1)
    name: str = ""
    description: str = ""
    category: str = ""
    owner: str = ""
    probability: Probability
    delay: DurationEstimate | None = None
    factor: FactorEstimate | None = None
    cost: MoneyEstimate | None = None
    activities: Selector | None = None

    @model_validator(mode="after")
    def _has_an_impact(self) -> Self:
        if self.delay is None and self.factor is None and self.cost is None:
            raise BrokenRule("must have an impact", hint="Give delay, factor or cost.")
        if (self.delay is not None or self.factor is not None) and self.activities is None:
            raise BrokenRule("must say which activities it delays", hint="Give activities: ids, wbs or tag.")
        if self.factor is not None and self.factor.distribution().support[0] < 0:
            raise BrokenRule("factor must not be negative", str(self.factor.document()))
        return self


class Uncertainty(Record):
    """A rule that gives a range to activities that have none: duration = planned duration x `duration_factor`.

    An activity that states its own distribution keeps it. Where several rules match, the last one holds.
    """

    activities: Selector
    duration_factor: FactorEstimate

    @field_validator("duration_factor")
    @classmethod
    def _not_negative(cls, value: FactorEstimate) -> FactorEstimate:
        if value.distribution().support[0] < 0:
            raise BrokenRule("must not be negative", str(value.document()))
        return value


class Correlation(Record):
    """A group of activities whose durations move together with one coefficient between each two.

    `space` names the coefficient: "normal" is the correlation of the normal scores (Gaussian copula),
    "spearman" the rank correlation, converted by 2 sin(pi r / 6) (Pearson 1907).
    """

    name: str = ""
    activities: Selector
    coefficient: float = Field(ge=0, le=1, allow_inf_nan=False)
    space: Literal["normal", "spearman"] = "spearman"
