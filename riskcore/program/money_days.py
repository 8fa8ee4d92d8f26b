"""Working days that are counted whole: calendars on which every day with work in it lasts 24 hours.

They are no calendars of the plan, and so have maps of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from riskcore.plan.worktime import DAY, WEEK, WorkTime
from riskcore.program.clockwork import CLOCK
from riskcore.program.maps import MapTable

if TYPE_CHECKING:
    from riskcore.kernels.records import Maps
    from riskcore.program.clockwork import Clockwork


@dataclass
class WorkingDays:
    """Counts of working days, of the calendars asked for."""

    clockwork: Clockwork
    index: dict[str, int] = field(default_factory=dict)
    maps: MapTable = field(init=False)

    def __post_init__(self) -> None:
        self.maps = MapTable([self.clockwork.times[CLOCK]])

    def find(self, calendar: str) -> tuple[int, WorkTime]:
        """Number of the map from the clock to the working days of `calendar`, and these."""
        if calendar not in self.index:
            self.index[calendar] = len(self.maps.times)
            self.maps.times.append(whole_days(self.clockwork.times[self.clockwork.find(calendar)]))
        counted = self.index[calendar]
        return self.maps.find(CLOCK, counted, finish=True), self.maps.times[counted]

    def record(self) -> Maps:
        """The maps as arrays."""
        return self.maps.record()


def whole_days(times: WorkTime) -> WorkTime:
    """`times` with each day on which there is work lasting 24 hours."""
    count = round(times.end / DAY)
    midnights = times.to_work(np.arange(count + 1) * DAY)
    worked = np.diff(midnights) > 0
    edges = np.flatnonzero(np.diff(np.concatenate([[False], worked, [False]])))
    opens, closes = edges[::2] * DAY, edges[1::2] * DAY
    before = np.concatenate([[0.0], np.cumsum(closes - opens)[:-1]])
    week = float(worked[-round(WEEK / DAY) :].sum()) * DAY
    return WorkTime(opens, closes, before, times.end, week)
