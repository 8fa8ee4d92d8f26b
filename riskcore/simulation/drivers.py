"""What moves the finish: a second sweep over the leading inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcore.kernels.ranks import rank_grades
from riskcore.results import DriverStatistics
from riskcore.simulation.redraw import redraw

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program import Driver, Program
    from riskcore.simulation.worker import Sampling

LEADING = 40
"""Durations that the second sweep looks at; every risk is looked at."""
LOW, HIGH = 0.2, 0.8
"""Grades below LOW stand for an input about its P10, those above HIGH for one about its P90."""


def driver_statistics(
    program: Program, sampling: Sampling, finish: Array, correlation: Array | None
) -> DriverStatistics:
    """The leading inputs, strongest first; `finish` is (iteration), `correlation` (row) from the first sweep.

    Of a duration: the mean finish among iterations with the duration's grade about its P10, and about its P90.
    Of a risk: the mean finish among iterations in which it does not happen, and in which it does. The rank
    correlation is Spearman's; of a risk, with 0 where it does not happen and 1 where it does.
    """
    chosen = _leading(program.drivers, correlation)
    wanted = {v: 0 for d in chosen for v in (d.variable, *(v for v, _, _ in d.happens))}
    redrawn = redraw(program.variables, sampling, np.array(list(wanted), np.int64))
    grades = dict(zip(wanted, redrawn, strict=True))
    ranks = ranks_of(finish)
    found = [_one(driver, grades, finish, ranks) for driver in chosen]
    order = sorted(range(len(chosen)), key=lambda k: -abs(found[k].high - found[k].low))
    columns = {name: np.array([getattr(found[k], name) for k in order]) for name in Effect._fields}
    return DriverStatistics(
        id=tuple(chosen[k].id for k in order),
        name=tuple(chosen[k].name for k in order),
        kind=tuple(chosen[k].kind for k in order),
        **columns,
    )


class Effect(NamedTuple):
    """What one input does: the fields of DriverStatistics."""

    correlation: float
    correlation_error: float
    low: float
    high: float
    swing_error: float
    occurrences: int


def _leading(drivers: tuple[Driver, ...], correlation: Array | None) -> list[Driver]:
    """Every risk, and the durations whose correlation with the finish is strongest."""
    durations = [driver for driver in drivers if driver.kind == "duration"]
    if correlation is not None:
        strength = np.abs(correlation[[driver.row for driver in durations]])
        durations = [durations[k] for k in np.argsort(-strength, kind="stable")[:LEADING]]
    return [*durations[:LEADING], *(driver for driver in drivers if driver.kind == "risk")]


def _one(driver: Driver, grades: dict[int, Array], finish: Array, ranks: Array) -> Effect:
    n, grade = len(finish), grades[driver.variable]
    if driver.kind == "risk":
        happens = np.logical_and.reduce([(low <= grades[v]) & (grades[v] < high) for v, low, high in driver.happens])
        below, above, scale = ~happens, happens, happens.astype(float)
        occurrences = int(happens.sum())
    else:
        below, above, scale, occurrences = grade < LOW, grade > HIGH, ranks_of_grades(grade[None, :])[0], n
    r = _pearson(scale, ranks)
    low, low_error = _mean(finish[below])
    high, high_error = _mean(finish[above])
    mean = float(finish.mean())
    error = (1 - r * r) / np.sqrt(max(n - 1, 1))
    return Effect(r, float(error), low - mean, high - mean, float(np.hypot(low_error, high_error)), occurrences)


def ranks_of(values: Array) -> Array:
    """Ranks from 1; equal values share their mean rank."""
    _, which, count = np.unique(values, return_inverse=True, return_counts=True)
    upto = np.cumsum(count)
    return np.asarray((upto - (count - 1) / 2)[which])


def ranks_of_grades(grades: Array) -> Array:
    """(variable, iteration) the same of each variable's grades."""
    ranks = np.empty(grades.shape)
    rank_grades(grades, ranks)
    return ranks


def _pearson(x: Array, y: Array) -> float:
    dx, dy = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((dx @ dx) * (dy @ dy)))
    return float(dx @ dy) / spread if spread > 0 else 0.0


def _mean(values: Array) -> tuple[float, float]:
    if len(values) == 0:
        return np.nan, np.nan
    error = float(np.std(values, ddof=1)) / np.sqrt(len(values)) if len(values) > 1 else np.nan
    return float(values.mean()), error
