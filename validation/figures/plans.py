"""A plan that the case holds as riskcore reads it: its dates, and what a simulation keeps of an activity.

Planned dates are in hours of the clock from the plan's start, simulated ones in days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import riskcore
from riskcore.results import LEVELS
from riskcore.simulation import schedule
from validation.adapter import DAY
from validation.figure import Figure
from validation.figures.outcome import samples

if TYPE_CHECKING:
    from validation.case import Case

HOUR = 60.0
DATES = {
    "start": "early_start",
    "finish": "early_finish",
    "late start": "late_start",
    "late finish": "late_finish",
}


def applies(case: Case) -> bool:
    return "plan" in case.data


def _date(case: Case, which: str, activity: str) -> Figure:
    plan = case.once("plan", lambda: riskcore.parse_plan(case.data["plan"]))
    found = case.once("schedule", lambda: schedule(plan))
    start = (plan.start - found.epoch).total_seconds() / 60
    return Figure(float(getattr(found, DATES[which])[found.id.index(activity)] - start) / HOUR)


def _float(case: Case, which: str, activity: str) -> Figure:
    """In working hours of the activity's calendar."""
    found = case.once("schedule", lambda: schedule(riskcore.parse_plan(case.data["plan"])))
    return Figure(float(getattr(found, f"{which}_float")[found.id.index(activity)]) / HOUR)


def _quantile(case: Case, which: str, level: str, activity: str) -> Figure:
    """From the activity's histogram; the error is that of P50, whose density is near that of the others."""
    found = samples(case)
    table = found.result.activities
    at = table.id.index(activity)
    value = getattr(table, which)[at, np.argmin(np.abs(np.array(LEVELS) - float(level) / 100))]
    return Figure(float(value - found.start) / DAY, _error(case, activity), case.run.iterations)


def _mean(case: Case, which: str, activity: str) -> Figure:
    found = samples(case)
    value = getattr(found.result.activities, f"mean_{which}")[found.result.activities.id.index(activity)]
    return Figure(float(value - found.start) / DAY, _error(case, activity), case.run.iterations)


def _error(case: Case, activity: str) -> float:
    table = samples(case).result.activities
    return float(table.sd_finish[table.id.index(activity)]) / DAY / case.run.iterations**0.5


def _driver(case: Case, activity: str) -> Figure:
    """The rank correlation with the finish."""
    drivers = samples(case).result.drivers
    at = drivers.id.index(activity)
    return Figure(float(drivers.correlation[at]), float(drivers.correlation_error[at]), case.run.iterations)


FIGURES = {
    r"(start|finish|late start|late finish):(.+)": _date,
    r"(total|free) float:(.+)": _float,
    r"(start|finish) p([\d.]+):(.+)": _quantile,
    r"(start|finish) mean:(.+)": _mean,
    r"driver:(.+)": _driver,
}
