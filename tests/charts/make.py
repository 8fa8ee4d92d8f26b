"""Results made by hand: known samples, no simulation."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import numpy as np

from riskcore.charts import pictures
from riskcore.results import (
    LEVELS,
    ActivityStatistics,
    Certificate,
    DriverStatistics,
    Flow,
    Outcome,
    Result,
    Sample,
    SpendingStatistics,
)

EPOCH = datetime(2026, 1, 5)
DAY = 1440.0
N = 1000
CERTIFICATE = Certificate(
    plan="6f1e" * 16,
    seed=7,
    iterations=N,
    design="plain",
    block=128,
    milestones=("M1",),
    riskcore="0.1.0",
    numpy="2.4.0",
    numba="0.68.1",
    created="2026-11-23T09:00:00+00:00",
)
PARTS = (
    "Design",
    "Permits & approvals",
    "Procure pumps",
    "Earthworks",
    "Foundations",
    "Install plant",
    "Commissioning",
)
CRITICALITY = (1.0, 0.26, 0.004, 0.97, 0.86, 0.14, 1.0, 1.0)
INPUTS = (
    ("Earthworks", "duration", -15.3, 24.3, 1.2),
    ("Ground worse than surveyed", "risk", -8.5, 22.1, 1.0),
    ("Install plant", "duration", -8.4, 14.9, 1.1),
    ("Permit judicial review", "risk", -4.2, 9.7, 1.3),
    ("Supplier delivers early", "risk", 2.1, -6.0, 1.4),
    ("Commissioning", "duration", -0.4, 0.6, 1.2),
)


def minutes(moment):
    return (moment - EPOCH) / timedelta(minutes=1)


def even(first, last, n=N):
    """Values spread evenly from `first` to `last`: the quantile p lies at rank ceil(n p)."""
    return np.linspace(first, last, n)


def outcome(values, planned, key="finish", name="Finish", deadline=None):
    return Outcome(key, name, planned, Sample(np.asarray(values, float), 128, False), deadline)


def skewed(first, spread, n=N):
    """A right-skewed sample, always the same: a gamma's quantiles at even grades."""
    grades = (np.arange(n) + 0.5) / n
    return first + spread * (-np.log1p(-grades)) ** 0.6


def drivers(inputs=INPUTS):
    column = [np.array([row[k] for row in inputs], float) for k in (2, 3, 4)]
    return DriverStatistics(
        id=tuple(f"D{k}" for k in range(len(inputs))),
        name=tuple(row[0] for row in inputs),
        kind=tuple(row[1] for row in inputs),
        correlation=np.linspace(0.7, 0.0, len(inputs)),
        correlation_error=np.full(len(inputs), 0.02),
        low=column[0] * DAY,
        high=column[1] * DAY,
        swing_error=column[2] * DAY,
        occurrences=np.array([300 if row[1] == "risk" else N for row in inputs], int),
    )


def activities(names=(*PARTS, "Handover"), criticality=CRITICALITY, length=60, spread=6.0):
    """A chain with overlap; each finish spreads over +-2.5 `spread` days, and the last is a milestone."""
    n = len(names)
    start = DAY * (100 + 0.7 * length * np.arange(n)) + 480
    finish = start + DAY * length * (np.arange(n) < n - 1)
    grades = np.array(LEVELS)
    drift = DAY * spread * (np.arange(1, n + 1)[:, None] ** 0.5) * (5 * grades - 1.5)
    return ActivityStatistics(
        id=tuple(f"A{10 * k}" for k in range(n)),
        name=tuple(names),
        wbs=tuple("1" for _ in range(n)),
        milestone=np.arange(n) == n - 1,
        complete=np.zeros(n, bool),
        planned_start=start,
        planned_finish=finish,
        mean_start=start,
        mean_finish=finish,
        sd_finish=np.full(n, spread),
        start=start[:, None] + drift * 0.8,
        finish=finish[:, None] + drift,
        criticality=np.array(criticality),
        criticality_bounds=np.clip(np.array(criticality) + np.array([[-0.01], [0.01]]), 0, 1),
        correlation=np.linspace(0, 0.6, n),
    )


def spending(months=6):
    """EUR 1 million a month, 0.5 to 2 million, from January 2027 on; the sums of a level are those of its amounts."""
    ones = np.ones(months)
    factors = np.array([0.5, 1.0, 1.5, 2.0])[:, None]
    spent = Flow(0.9e6 * ones, 1e6 * ones, 1e6 * factors * ones)
    total = Flow(*(np.cumsum(values, axis=-1) for values in (spent.planned, spent.mean, spent.quantiles)))
    starts = np.array([minutes(datetime(2027, month, 1)) for month in range(1, months + 2)])
    return SpendingStatistics("month", starts, spent, total)


def result(**changes):
    """A plan that says 2 June 2027, is asked for 30 June 2027, and mostly finishes later."""
    base = Result(
        name="Riverside pumping station",
        currency="EUR",
        epoch=EPOCH,
        target=datetime(2027, 6, 30),
        status=datetime(2026, 11, 20),
        finish=outcome(skewed(minutes(datetime(2027, 5, 25)), 55 * DAY), minutes(datetime(2027, 6, 2, 17))),
        milestones=(
            outcome(
                skewed(minutes(datetime(2027, 3, 1)), 30 * DAY),
                minutes(datetime(2027, 3, 10, 17)),
                "M1",
                "Plant installed",
                minutes(datetime(2027, 4, 1)),
            ),
            outcome(
                skewed(minutes(datetime(2026, 12, 1)), 9 * DAY),
                minutes(datetime(2026, 12, 4, 17)),
                "M0",
                "Permits granted",
            ),
        ),
        cost=outcome(skewed(5.4e6, 0.9e6), 5.6e6, "cost", "Total"),
        cost_parts=(),
        activities=activities(),
        drivers=drivers(),
        certificate=CERTIFICATE,
        notes=('Risk "Supplier delivers early" happened in 12 iterations only: run more to know its effect.',),
        spending=spending(),
    )
    return replace(base, **changes)


@cache
def usual_pictures():
    """The charts of `result()`, drawn once: drawing is what takes time here."""
    return pictures(result())


def certain(**changes):
    """Nothing varies: every iteration is the plan."""
    planned = minutes(datetime(2027, 6, 2, 17))
    plan = activities(spread=0.0, criticality=(1.0,) * 8)
    given = {
        "finish": outcome(np.full(N, planned), planned),
        "milestones": (),
        "cost": None,
        "spending": None,
        "notes": (),
    }
    return result(**{**given, "drivers": drivers(()), "activities": plan, **changes})
