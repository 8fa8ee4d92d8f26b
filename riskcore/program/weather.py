"""Weather as arrays: the working days of each calendar that has it, from the plan's start until long after its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import SLOTS, WEATHER, WEATHER_DAY, Weather
from riskcore.plan.calendar import ONE_DAY
from riskcore.plan.worktime import DAY, WEEK
from riskcore.program.clockwork import CLOCK
from riskcore.program.streams import stream

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.plan.weather import Weather as PlanWeather
    from riskcore.plan.worktime import WorkTime
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.row import Row

TIMES_AS_LONG, AND_DAYS = 2.5, 365
"""Weather is known until so many times the length of the planned work, and so many days more."""
DAYS_OF_A_CELL = 20
"""Working days, of its longest: few enough that none of its lost days is far from its beginning."""
FIRST_SLOT = np.array([0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335])
"""Of each month in a leap year, so that 1 March is the same in all."""


def weather_of(plan: Plan, rows: list[Row], clockwork: Clockwork) -> tuple[Weather, Array]:
    """The weather, and which of it lengthens each row (i), -1 where none does."""
    found = np.full(len(rows), -1, np.int64)
    made = _Made()
    until: float | None = None
    for name, calendar in list(clockwork.index.items()):
        weather = plan.calendar_named(name).weather
        if weather is None or calendar == CLOCK:
            continue
        mine = [i for i, row in enumerate(rows) if row.calendar == calendar and _works(row)]
        if not mine:
            continue
        until = _horizon(plan, rows, clockwork) if until is None else until
        found[mine] = len(made.item)
        sea, times, start = _kept_by(plan, name), clockwork.times[calendar], _start(plan, clockwork)
        made.add(sea, weather, times, clockwork.epoch, start, until)
    return made.record(), found


def fair(weather: Weather) -> Weather:
    """The same without a lost day: that of the deterministic plan."""
    item = weather.item.copy()
    item["days"] = 0
    return weather._replace(item=item)


def _works(row: Row) -> bool:
    return row.activity.type == "task" and not row.fixed


def _kept_by(plan: Plan, name: str) -> str:
    """The calendar whose years it meets: the first one with the same history, since one sea has one winter."""
    weather = plan.calendar_named(name).weather
    if weather is None or not weather.history:
        return name
    return next((other for other, calendar in plan.calendars.items() if calendar.weather == weather), name)


def _start(plan: Plan, clockwork: Clockwork) -> float:
    dates = [plan.start, *(a.actual_start for a in plan.activities if a.actual_start is not None)]
    return clockwork.minutes(max(min(dates), plan.status_date or min(dates)))


def _horizon(plan: Plan, rows: list[Row], clockwork: Clockwork) -> float:
    """A moment that hardly any iteration reaches: from all work in its longest chain, in weeks of its calendars."""
    index = {row.activity.id: i for i, row in enumerate(rows)}
    ends = np.zeros(len(rows))
    for i, row in enumerate(rows):
        before = max((ends[index[link.activity]] for link in row.activity.predecessors), default=0.0)
        ends[i] = before + row.planned * WEEK / clockwork.times[row.calendar].week
    dates = [row.floor_start for row in rows if row.calendar == CLOCK and np.isfinite(row.floor_start)]
    start = _start(plan, clockwork)
    bound = max([start, *dates, *(_clock(row, clockwork) for row in rows)])
    return float(bound + TIMES_AS_LONG * ends.max() + AND_DAYS * DAY)


def _clock(row: Row, clockwork: Clockwork) -> float:
    """The latest moment to which a date holds the row back."""
    bounds = [bound for bound in (row.floor_start, row.floor_finish) if np.isfinite(bound)]
    return float(clockwork.times[row.calendar].to_clock(max(bounds), finish=True)) if bounds else 0.0


class _Made:
    """Calendars put one behind the other."""

    def __init__(self) -> None:
        self.item: list[tuple[float, ...]] = []
        self.day: list[Array] = [np.zeros(0, WEATHER_DAY)]
        self.history: list[Array] = []
        self.calm: list[Array] = [np.zeros(0)]
        self.days = self.histories = self.rooms = self.cells = self.day_cells = 0

    def add(
        self, name: str, weather: PlanWeather, times: WorkTime, epoch: datetime, start: float, until: float
    ) -> None:
        dates = np.arange(np.floor(start / DAY), np.ceil(until / DAY) + 1)
        edges = times.to_work(dates * DAY)
        lengths = np.diff(edges)
        worked = np.flatnonzero(lengths > 0)
        history = _history(weather)
        days = _days_at_risk(weather, history, np.datetime64(epoch, "D") + dates.astype(np.int64)[worked])
        days["begin"], days["length"] = edges[worked][days["number"]], lengths[worked][days["number"]]
        # years are those of every calendar, though one begin with a holiday
        days["year"] -= (epoch + int(dates[0]) * ONE_DAY).year
        origin, width = edges[0], DAYS_OF_A_CELL * lengths.max()
        cells = int(np.ceil((edges[-1] - origin) / width))
        # a last place for the day at infinity; an odd number of places, lest lists crowd one part of a cache
        room = (len(days) + 2) | 1
        self.item.append(
            (stream(f"weather of {name}"), len(history), self.histories, self.days, len(days),
             self.rooms, room, self.cells, cells, width, origin, self.day_cells, DAYS_OF_A_CELL * cells,
             lengths.max())
        )  # fmt: skip
        begins = origin + lengths.max() * np.arange(DAYS_OF_A_CELL * cells)
        first = np.searchsorted(days["begin"] + days["length"], begins, side="right")
        self.calm.append(np.append(days["begin"], np.inf)[first])
        self.day_cells += DAYS_OF_A_CELL * cells
        self.day.append(days)
        self.days += len(days)
        self.history.append(history.ravel())
        self.histories += history.size
        self.cells += cells
        self.rooms += room

    def record(self) -> Weather:
        """The arrays."""
        history = np.concatenate([np.zeros(0, np.uint8), *self.history])
        return Weather(np.array(self.item, WEATHER), np.concatenate(self.day), history, np.concatenate(self.calm))


def _days_at_risk(weather: PlanWeather, history: Array, dates: Array) -> Array:
    """(day) WEATHER_DAY of those of the working `dates` that may be lost, but for their working time."""
    months = dates.astype("datetime64[M]")
    month = months.astype(np.int64) % 12
    slot = FIRST_SLOT[month] + (dates - months).astype(np.int64)
    chance = np.array([weather.months.get(k + 1, 0.0) for k in range(12)])[month]
    number = np.flatnonzero((chance > 0.0) | history[:, slot].any(axis=0))
    found = np.zeros(len(number), WEATHER_DAY)
    found["number"], found["chance"], found["slot"] = number, chance[number], slot[number]
    found["year"] = dates.astype("datetime64[Y]").astype(np.int64)[number] + 1970
    return found


def _history(weather: PlanWeather) -> Array:
    """(years x SLOTS) 1 for each day lost in the years observed."""
    if not weather.history:
        return np.zeros((0, SLOTS), np.uint8)
    years = [day.year for day in weather.history]
    first, last = weather.years or (min(years), max(years))
    lost = np.zeros((last - first + 1, SLOTS), np.uint8)
    for day in weather.history:
        lost[day.year - first, FIRST_SLOT[day.month - 1] + day.day - 1] = 1
    return lost
