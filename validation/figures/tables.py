"""Figures of a table that the case gives: sensitivity indices of given runs, percentiles of a given sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.analysis.sensitivity_indices import Indices, sensitivity_indices
from riskcore.results.percentile import percentile
from validation.figure import Figure, Figures

if TYPE_CHECKING:
    from validation.case import Case

NAMES = {
    "CI": "criticality",
    "SI": "significance",
    "SSI": "sensitivity",
    "CRI_r": "pearson",
    "CRI_rho": "spearman",
    "CRI_tau_b": "kendall",
}


def applies(case: Case) -> bool:
    return "runs" in case.inputs or "sample" in case.inputs


def _indices(case: Case) -> Indices:
    table, columns = np.array(case.inputs["runs"], float), case.inputs["columns"]
    links = [(first, second) for first, second in case.inputs["links"]]
    return case.once("indices", lambda: sensitivity_indices(table, columns, links))


def _index(case: Case, name: str, activity: str) -> Figure:
    found = _indices(case)
    return Figure(float(getattr(found, NAMES[name])[found.id.index(activity)]))


def _durations(case: Case) -> Figures:
    return Figures(tuple(_indices(case).durations))


def _mean(case: Case) -> Figure:
    return Figure(float(_indices(case).durations.mean()))


def _sd(case: Case) -> Figure:
    return Figure(float(_indices(case).durations.std(ddof=1)))


def _percentile(case: Case, kind: str, level: str) -> Figure:
    return Figure(percentile(case.inputs["sample"], float(level) / 100, int(kind)))


FIGURES = {
    r"(CI|SI|SSI|CRI_r|CRI_rho|CRI_tau_b):(.+)": _index,
    r"project_durations": _durations,
    r"mean_RD": _mean,
    r"sd_RD_sample": _sd,
    r"type(\d)_p([\d.]+)": _percentile,
}
