"""Working days that the weather takes."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Probability
from riskcore.plan.rule import BrokenRule

Month = Annotated[int, Field(ge=1, le=12)]


class Weather(Record):
    """How many working days a calendar loses: by a probability for each month, or as in years that were observed.

    With `months`, each working day of the month is lost with that probability, independently. With `history`, each
    year of an iteration takes the lost days of one of the years observed, drawn anew: bad spells stay together. What a
    day loses, all activities on the calendar lose; the deterministic plan has fair weather.
    """

    months: dict[Month, Probability] = Field(default_factory=dict, description="Probability by month, 1 to 12.")
    history: tuple[Moment, ...] = Field((), description="Days that were lost in the years observed.")
    years: tuple[int, int] | None = Field(None, description="First and last year observed; else those of the days.")

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        if bool(self.months) == bool(self.history):
            raise BrokenRule(
                "must have months or a history", hint="Write months: {1: 40%, 2: 35%}, or history: [DATES]."
            )
        if any(chance > MOST for chance in self.months.values()):
            raise BrokenRule(f"must leave some days: at most {MOST:.0%} may be lost", str(max(self.months.values())))
        if self.years is not None:
            first, last = self.years
            if self.months or first > last:
                raise BrokenRule("years must be the first and the last of a history", f"{first}, {last}")
            outside = [day.date() for day in self.history if not first <= day.year <= last]
            if outside:
                raise BrokenRule("history must lie in the years observed", f"{outside[0]}, not in {first} to {last}")
        return self


MOST = 0.95
