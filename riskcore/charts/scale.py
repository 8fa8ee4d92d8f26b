"""What an outcome is measured in: dates or money; how it is written and where it lies on an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.charts.numerals import days, last_day, long_date, money, short_date, unit_of
from riskcore.charts.style import day_number

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results import Estimate

MINUTES_PER_DAY = 1440.0


@dataclass(frozen=True)
class Dates:
    """Minutes since `epoch`, written as local dates; a finish at midnight belongs to the day that ends."""

    epoch: datetime
    allow: ClassVar = "say"
    keep: ClassVar = "make that"
    limit: ClassVar = "Target"
    beyond: ClassVar = "later"
    resolution: ClassVar = 0.5
    margin: ClassVar = 3.0
    """Days on the axis, at least, between a mark and the edge of the picture."""

    def place(self, values: Array | float) -> Array:
        """Days, as matplotlib counts them."""
        return np.asarray(day_number(self.epoch) + np.asarray(values) / MINUTES_PER_DAY)

    def moment(self, value: float) -> datetime:
        """The date and time, to the minute."""
        return self.epoch + timedelta(minutes=round(float(value)))

    def write(self, value: float) -> str:
        """30 June 2027."""
        return long_date(last_day(self.moment(value)))

    def write_short(self, value: float) -> str:
        """30 Jun 2027."""
        return short_date(last_day(self.moment(value)))

    def write_limit(self, value: float, *, short: bool = False) -> str:
        """30 June 2027, and the time where it is not the end of that day."""
        moment = self.moment(value)
        date = self.write_short(value) if short else self.write(value)
        return date if moment.time() == time() else f"{date}, {moment:%H:%M}"

    def error(self, estimate: Estimate) -> str:
        """How far off the date may be, in whole days rounded up."""
        if self.write(estimate.lower) == self.write(estimate.upper):
            return "to the day"
        reach = max(estimate.value - estimate.lower, estimate.upper - estimate.value)
        return f"give or take {days(math.ceil(reach / MINUTES_PER_DAY))}"


@dataclass(frozen=True)
class Money:
    """Amounts of `currency`, written in the unit that suits `typical`."""

    currency: str
    typical: float
    allow: ClassVar = "allow"
    keep: ClassVar = "stay within that"
    limit: ClassVar = "Budget"
    beyond: ClassVar = "dearer"
    resolution: ClassVar = 0.005

    @property
    def margin(self) -> float:
        """A hundredth of what is usual."""
        return max(abs(self.typical) / unit_of(self.typical)[0] / 100, 0.01)

    @property
    def heading(self) -> str:
        """EUR million."""
        return " ".join(part for part in (self.currency, unit_of(self.typical)[1]) if part) or "amount"

    def place(self, values: Array | float) -> Array:
        """Amounts in the unit of the axis."""
        return np.asarray(np.asarray(values) / unit_of(self.typical)[0])

    def write(self, value: float) -> str:
        """EUR 6.48 million."""
        return money(value, self.currency, self.typical)

    def write_short(self, value: float) -> str:
        """The same: an amount is short already."""
        return self.write(value)

    def write_limit(self, value: float, *, short: bool = False) -> str:
        """The same: a budget ends where it ends."""
        return self.write_short(value) if short else self.write(value)

    def error(self, estimate: Estimate) -> str:
        """How far off the amount may be."""
        reach = max(estimate.value - estimate.lower, estimate.upper - estimate.value)
        return f"give or take {money(_two_figures_up(reach), self.currency)}" if reach > 0 else "exactly"


def _two_figures_up(value: float) -> float:
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return math.ceil(round(value / step, 6)) * step


Scale = Dates | Money
"""`allow` is what one does for confidence, `keep` what one may not manage; `limit` is what is asked about,
`beyond` what exceeds it.

Spreads below `resolution` are none.
"""
