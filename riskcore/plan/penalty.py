"""What a date that is missed costs, and what an early one earns: liquidated damages, bonuses, service levels."""

from __future__ import annotations

from typing import Self

from pydantic import Field, field_validator, model_validator

from riskcore.plan.amount import Sum
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Duration
from riskcore.plan.rule import BrokenRule


class PenaltyStep(Record):
    """An amount that is due, once, where the finish is later than `after` behind the date."""

    after: Duration = Field(description="0 for any delay.")
    amount: Sum

    @field_validator("after")
    @classmethod
    def _not_negative(cls, value: Duration) -> Duration:
        return _later(value)


class Penalty(Record):
    """Money by a date: for d days of delay behind `date` and `grace`, begun ones whole, or e whole days before `date`.

    penalty = min(d x per_day + the steps passed, at_most), bonus = min(e x bonus_per_day, bonus_at_most)
    """

    name: str = Field(min_length=1)
    activity: str | None = Field(None, description="Id of what has to be finished; else the whole plan.")
    date: Moment = Field(description="A date alone lasts to the end of that day.")
    per_day: Sum | None = Field(None, description="For each day of the calendar, weekends included.")
    per_working_day: Sum | None = Field(None, description="For each day on which the activity's calendar works.")
    grace: Duration = Field(Duration(0.0, "d"), description="Delay before days are counted; not for steps.")
    at_most: Sum | None = Field(None, description="Limit of the penalty, steps included.")
    steps: tuple[PenaltyStep, ...] = ()
    bonus_per_day: Sum | None = Field(None, description="For each day of the calendar that it is early.")
    bonus_at_most: Sum | None = None

    @field_validator("grace")
    @classmethod
    def _not_negative(cls, value: Duration) -> Duration:
        return _later(value)

    @model_validator(mode="after")
    def _pays_something(self) -> Self:
        if self.per_day is not None and self.per_working_day is not None:
            raise BrokenRule("must be per day or per working day, not both", hint="Leave one out.")
        late = self.per_day is not None or self.per_working_day is not None or bool(self.steps)
        if not late and self.bonus_per_day is None:
            raise BrokenRule("must say what is paid", hint="Give per_day, per_working_day, steps or bonus_per_day.")
        if not late and (self.at_most is not None or self.grace.value):
            raise BrokenRule("at_most and grace are for a penalty", "a bonus only", "Write bonus_at_most.")
        if self.bonus_at_most is not None and self.bonus_per_day is None:
            raise BrokenRule("bonus_at_most is for a bonus", f"{self.bonus_at_most:.15g}", "Give bonus_per_day.")
        return self


def _later(value: Duration) -> Duration:
    if value.value < 0:
        raise BrokenRule("must not be negative", str(value))
    return value
