"""What iterations can tell: order statistics, bands, numbers of iterations; and the normal quantile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.distributions import build
from riskcore.kernels.jit import kernel
from riskcore.kernels.normal import scores_of
from riskcore.results import order_ranks
from riskcore.results.accuracy import band, iterations_needed, quantile_error, rank_coverage, share_error
from validation.figure import Figure

if TYPE_CHECKING:
    from validation.case import Case

LEAST = 2.0**-33
"""The smallest grade that the kernel draws by plain sampling."""


def applies(case: Case) -> bool:
    return "network" not in case.data and "items" not in case.data


def _ranks(case: Case) -> tuple[int, int]:
    return order_ranks(int(case.inputs["n"]), case.inputs["p"], case.inputs["confidence"])


def _rank(case: Case, which: str) -> Figure:
    return Figure(float(_ranks(case)[which == "u"]))


def _coverage(case: Case) -> Figure:
    return Figure(rank_coverage(int(case.inputs["n"]), case.inputs["p"], *_ranks(case)))


def _quantile_error(_: Case, family: str, arguments: str, level: str) -> Figure:
    numbers = [float(x) for x in arguments.split(",")]
    if family == "exponential":
        numbers = [1 / numbers[0]]
    return Figure(quantile_error(build(family, numbers), float(level) / 100))


def _band(_: Case, confidence: str, n: str) -> Figure:
    return Figure(band(int(n), float(confidence) / 100))


def _share_error(_: Case, level: str, n: str) -> Figure:
    return Figure(share_error(int(n), float(level) / 100))


def _needed(_: Case, confidence: str, reach: str, p: str) -> Figure:
    return Figure(float(iterations_needed(float(p), float(reach), float(confidence) / 100)))


@kernel
def _scores(grades: np.ndarray, scores: np.ndarray) -> None:
    scores_of(grades, scores)


def _normal(_: Case, grade: str) -> dict[str, Figure]:
    """By the public distribution; and by the kernel, for a grade that it can draw."""
    u = np.array([float(grade)])
    found = {"": Figure(float(build("normal", [0.0, 1.0]).quantile(u)[0]))}
    if LEAST <= u[0] <= 1 - LEAST:
        score = np.empty(1)
        _scores(u, score)
        found[" (kernel)"] = Figure(float(score[0]))
    return found


FIGURES = {
    r"(l|u)_rank": _rank,
    r"coverage": _coverage,
    r"(\w+)\(([-\d.,]+)\) P([\d.]+)": _quantile_error,
    r"DKW_([\d.]+)_halfwidth n=(\d+)": _band,
    r"P([\d.]+)_prob_se n=(\d+)": _share_error,
    r"n for ([\d.]+)% \+-([\d.]+) on a probability near ([\d.]+)": _needed,
    r"ppf\(([-\d.e]+)\)": _normal,
}
