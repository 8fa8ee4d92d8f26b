"""Correlation: one dependence by its four names, joint confidence, and the nearest matrix that is possible."""

from __future__ import annotations

from math import exp, expm1, sqrt
from typing import TYPE_CHECKING

import numpy as np

from riskcore.distributions import Distribution, build
from riskcore.distributions.dependence import (
    equal_percentile,
    joint_probability,
    kendall_of_normal,
    normal_of_kendall,
    normal_of_spearman,
    pearson_of_normal,
    spearman_of_normal,
)
from riskcore.program.nearest import nearest_correlation
from validation.figure import Figure, NotRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.case import Case

NUMBER = r"(-?[\d.]+(?:e-?\d+)?)"


def applies(case: Case) -> bool:
    return "network" not in case.data and "items" not in case.data


def _converted(function: Callable[[float], float]) -> Callable[[Case, str], Figure]:
    return lambda _, coefficient: Figure(function(float(coefficient)))


def _pearson(_: Case, margin: str, coefficient: str) -> Figure:
    one = _margin(margin)
    return Figure(pearson_of_normal(float(coefficient), one, one))


def _margin(text: str) -> Distribution:
    """A distribution as a quantity names it: triangular(0,0.2,1), lognormal(sigma=0.3), uniform."""
    name, _, inside = text.rstrip(")").partition("(")
    if name == "lognormal" and inside.startswith("sigma="):
        sigma = float(inside.removeprefix("sigma="))
        mean = exp(sigma * sigma / 2)
        return build("lognormal", [mean, mean * sqrt(expm1(sigma * sigma))])
    usual = {"uniform": [0.0, 1.0], "exponential": [1.0], "normal": [0.0, 1.0]}
    numbers = [float(x) for x in inside.split(",")] if inside else usual.get(name)
    if numbers is None:
        raise NotRun(f"{text} does not say which distribution is meant")
    return build(name, numbers)


def _joint(_: Case, p: str, q: str, coefficient: str) -> Figure:
    return Figure(joint_probability(float(p) / 100, float(q) / 100, float(coefficient)))


def _equal(_: Case, level: str, coefficient: str) -> Figure:
    return Figure(equal_percentile(float(level) / 100, float(coefficient)))


def _matrix(case: Case, prefix: str | None) -> np.ndarray:
    """The matrix that a figure is about: named before it, else the first, else the only one."""
    name = (prefix or "A_").removesuffix("_")
    found = case.inputs.get(name, case.inputs.get("matrix"))
    if found is None:
        raise NotRun(f"the case holds no matrix {name}")
    return np.array(found, float)


def _repaired(case: Case, prefix: str | None, row: str, column: str) -> Figure:
    matrix, _ = nearest_correlation(_matrix(case, prefix))
    return Figure(float(matrix[int(row) - 1, int(column) - 1]))


def _distance(case: Case, prefix: str | None) -> Figure:
    _, distance = nearest_correlation(_matrix(case, prefix))
    return Figure(distance)


def _smallest_before(case: Case, prefix: str | None) -> Figure:
    """The case's own matrix, as numpy sees it: that riskcore was given what the case means."""
    return Figure(float(np.linalg.eigvalsh(_matrix(case, prefix))[0]))


FIGURES = {
    rf"spearman\(pearson={NUMBER}\)": _converted(spearman_of_normal),
    rf"kendall\(pearson={NUMBER}\)": _converted(kendall_of_normal),
    rf"pearson_for_spearman={NUMBER}": _converted(normal_of_spearman),
    rf"pearson_for_kendall={NUMBER}": _converted(normal_of_kendall),
    rf"pearson_of_two_(.+)_at_normal_rho={NUMBER}": _pearson,
    rf"P\(C<=p([\d.]+),T<=p([\d.]+)\) rho={NUMBER}": _joint,
    rf"equal marginal percentile for JCL ([\d.]+)% rho={NUMBER}": _equal,
    r"([A-Z]_)?r(\d)(\d)": _repaired,
    r"([A-Z]_)?frobenius_distance": _distance,
    r"([A-Z]_)?min_eigenvalue_input": _smallest_before,
}
