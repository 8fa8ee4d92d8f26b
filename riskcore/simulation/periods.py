"""Weeks, months, quarters and years, as moments of working time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcore.errors import ParameterError
from riskcore.program.clockwork import ONE_MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.array import Array
    from riskcore.program import Program

Period = Literal["week", "month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}
PERIODS: tuple[Period, ...] = ("week", "month", "quarter", "year")


def period_of(word: str) -> Period:
    """`word` as a kind of period. Raises ParameterError."""
    found: Period | None = next((period for period in PERIODS if period == word), None)
    if found is None:
        raise ParameterError(f"period must be one of {', '.join(PERIODS)}. Got {word}.")
    return found


@dataclass(frozen=True)
class Periods:
    """Periods of one kind, from the one in which the program's first moment lies: its epoch, or an earlier cost."""

    program: Program
    period: Period

    def starts(self) -> Iterator[datetime]:
        """Their first moments, without end."""
        first = min([self.program.epoch, *self._dates()])
        if self.period == "week":
            monday = datetime.combine(first.date() - timedelta(days=first.weekday()), time())
            while True:
                yield monday
                monday += timedelta(days=7)
        step = MONTHS[self.period]
        month = first.year * 12 + (first.month - 1) // step * step
        while True:
            yield datetime(month // 12, month % 12 + 1, 1)
            month += step

    def edges(self, latest: float) -> Array:
        """(calendar, period + 1) their starts up to one that begins after all is spent, in working time.

        `latest` is the last finish, in minutes of the clock.
        """
        latest = max([latest, *(self._minutes(date) for date in self._dates())])
        moments: list[float] = []
        for start in self.starts():
            moments.append(self._minutes(start))
            if moments[-1] > latest:
                break
        return np.stack([times.to_work(np.array(moments)) for times in self.program.times])

    def _minutes(self, moment: datetime) -> float:
        return (moment - self.program.epoch) / ONE_MINUTE

    def _dates(self) -> list[datetime]:
        """The moments at which costs have dates of their own."""
        return [one.date for one in self.program.plan.fixed_costs if one.date is not None]
