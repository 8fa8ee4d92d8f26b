"""The random generator: published words, Sobol' points, and one point in each stratum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

import riskcore
from riskcore.kernels.jit import kernel
from riskcore.kernels.philox import philox
from riskcore.kernels.sobol import DIGITS, TO_UNIT, fill_points, reverse
from riskcore.program.directions import directions
from validation.adapter import DAY, START
from validation.figure import Figure, Figures, NotRun

if TYPE_CHECKING:
    from validation.case import Case

STRATA = 128


def applies(case: Case) -> bool:
    return case.data.get("kind") in {"vectors", "property"}


def _words(_: Case, counter: str, key: str) -> Figures:
    """Philox 4x32-10, which is the generator of riskcore."""
    return Figures(
        tuple(float(word) for word in philox(*(np.uint64(int(word, 16)) for word in f"{counter} {key}".split())))
    )


def _other(_: Case, name: str) -> Figures:
    raise NotRun(f"riskcore uses Philox 4x32-10 alone, not {name}")


def _point(case: Case, number: str) -> Figures:
    """A point before it is scrambled, numbered in Gray code."""
    dimensions = len(case.data["expected"][f"point{number}"]["value"])
    table = directions(dimensions).ravel()
    gray = int(number) ^ (int(number) >> 1)
    return Figures(tuple(point(table, k * DIGITS, gray) for k in range(dimensions)))


@kernel
def point(table: np.ndarray, at: int, number: int) -> float:
    """One coordinate of the point of that number, whose direction numbers begin at `at`."""
    digits = np.empty(1, np.uint64)
    fill_points(digits, table, at, number)
    return float(reverse(digits[0])) * TO_UNIT


def _strata(case: Case) -> Figure:
    """Each block of a Latin hypercube has one iteration in each of its strata: seen in a uniform duration."""
    uniform = {"id": "U", "duration": {"uniform": ["0ed", f"{STRATA}ed"]}}
    plan = riskcore.parse_plan({"start": START, "calendar": "24h", "activities": [uniform]})
    result = riskcore.simulate(plan, 16 * STRATA, case.run.seed, milestones=())
    days = (result.finish.sample.values - result.minutes(plan.start)) / DAY
    strata = np.sort(np.floor(days).astype(int).reshape(-1, STRATA), axis=1)
    return Figure(float((strata == np.arange(STRATA)).all()))


FIGURES = {
    r"philox4x32-10 ctr=(.+) key=(.+)": _words,
    r"(philox\S+) ctr=.+": _other,
    r"point(\d+)": _point,
    r"one_point_per_stratum": _strata,
}
