"""What a finished plan earns: the reason why a week of delay costs money."""

from __future__ import annotations

from typing import Self

from pydantic import Field, field_validator, model_validator

from riskcore.plan.amount import Sum
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Duration
from riskcore.plan.rule import BrokenRule

DAYS_PER_YEAR = 365.25
PERIODS = {"per_week": 7.0, "per_month": DAYS_PER_YEAR / 12, "per_year": DAYS_PER_YEAR}
"""Days of each."""


class Benefit(Record):
    """Money that comes in evenly from the moment at which `activity` is finished, `until` a date or `for` a time.

    With `until`, delay loses it for good; with `for`, it comes later.
    """

    name: str = Field(min_length=1)
    activity: str | None = Field(None, description="Id of the milestone from which on it comes; else the whole plan.")
    per_week: Sum | None = None
    per_month: Sum | None = Field(None, description="A month is a twelfth of 365.25 days.")
    per_year: Sum | None = Field(None, description="A year is 365.25 days.")
    until: Moment | None = Field(None, description="A date alone lasts to the end of that day.")
    length: Duration | None = Field(None, alias="for", description="Elapsed time, such as 104ew.")

    @field_validator("length")
    @classmethod
    def _is_elapsed(cls, value: Duration | None) -> Duration | None:
        if value is not None and (value.value <= 0 or not value.elapsed):
            raise BrokenRule("must be elapsed time greater than 0", str(value), "Write 104ew or 730ed.")
        return value

    @model_validator(mode="after")
    def _has_a_rate_and_an_end(self) -> Self:
        given = [name for name in PERIODS if getattr(self, name) is not None]
        if len(given) != 1:
            hint = "Give per_week, per_month or per_year."
            raise BrokenRule("must have one amount for a time", ", ".join(given) or "none", hint)
        if (self.until is None) == (self.length is None):
            raise BrokenRule("must say how long it comes", hint="Write until: DATE, or for: 104ew.")
        return self

    @property
    def per_day(self) -> float:
        """Money for a day of the calendar."""
        amounts: dict[str, float | None] = {name: getattr(self, name) for name in PERIODS}
        return next(amount / PERIODS[name] for name, amount in amounts.items() if amount is not None)
