"""The working time of a file's calendars, to read lengths off its stored dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from riskcore.formats.mpxj.calendars import calendars_of
from riskcore.plan import Calendar
from riskcore.plan.worktime import WorkTime, unroll

ONE_MINUTE = timedelta(minutes=1)


@dataclass
class Clocks:
    """Calendars by their number in the file, unrolled when first asked for."""

    document: dict[str, Any]
    start: datetime
    unrolled: dict[int, WorkTime] = field(default_factory=dict)

    def work_between(self, calendar: int, start: str, finish: str) -> float:
        """Working minutes of the calendar between two moments."""
        begin, end = (self._time(calendar).to_work(self._minutes(moment)) for moment in (start, finish))
        return float(end - begin)

    def fits(self, calendar: int, start: str, finish: str) -> bool:
        """Whether the calendar can begin work at `start` and end it at `finish`."""
        begin, end = self._minutes(start), self._minutes(finish)
        times = self._time(calendar)
        starts = times.to_clock(times.to_work(begin), finish=False) == begin
        return bool(starts and times.to_clock(times.to_work(end), finish=True) == end)

    def elapsed(self, start: str, finish: str) -> float:
        """Minutes of the clock between two moments."""
        return self._minutes(finish) - self._minutes(start)

    def _time(self, calendar: int) -> WorkTime:
        if calendar not in self.unrolled:
            written = calendars_of(self.document, {calendar: ""}, self.start)[""]
            epoch = datetime.combine(self.start.date(), time()) - timedelta(days=self.start.weekday() + 364)
            self.unrolled[calendar] = unroll(Calendar.model_validate(written), epoch)
        return self.unrolled[calendar]

    def _minutes(self, moment: str) -> float:
        epoch = datetime.combine(self.start.date(), time()) - timedelta(days=self.start.weekday() + 364)
        return (datetime.fromisoformat(moment) - epoch) / ONE_MINUTE
