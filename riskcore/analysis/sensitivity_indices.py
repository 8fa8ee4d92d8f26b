"""How much each activity matters, by the indices of the literature, from a table of simulated runs.

    CI    criticality index: share of the runs in which the activity has no float (Martin 1965); ties count for all
    SI    significance index: mean of AD / (AD + float) x RD / mean RD (Williams 1992)
    SSI   schedule sensitivity index: CI x sd(AD) / sd(RD) (PMI 2004)
    CRI   cruciality index: |correlation of AD with RD|, by Pearson, Spearman or Kendall (Williams 1992, Cho & Yum 1997)

AD is the duration of the activity, RD that of the project: Vanhoucke (2010), Measuring Time, chapter 2. The table may
come from any tool, so that its figures can be checked: its links are finish to start, without lags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import kendalltau, rankdata

from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array

ZERO = 1e-9
"""A float below this share of the longest project is none."""


@dataclass(frozen=True)
class Indices:
    """Indices of every activity, in the order of the table's columns; correlations are 0 where nothing varies."""

    id: tuple[str, ...]
    criticality: Array  # (a)
    significance: Array  # (a)
    sensitivity: Array  # (a) SSI
    pearson: Array  # (a) cruciality
    spearman: Array  # (a) cruciality, equal values sharing their mean rank
    kendall: Array  # (a) cruciality, tau-b
    durations: Array  # (run) of the project


def sensitivity_indices(durations: Array, columns: Sequence[str], links: Sequence[tuple[str, str]]) -> Indices:
    """The indices of a table `durations` (run, activity) whose `columns` are tied by `links` (before, after).

    Raises
    ------
    ParameterError
        The table and its columns do not fit, a link names an unknown activity, or links form a cycle.
    """
    table = np.asarray(durations, float)
    order, before = _order(columns, links)
    if table.ndim != 2 or table.shape[1] != len(columns) or len(table) < 2 or (table < 0).any():
        raise ParameterError(
            f"durations must be two runs or more of {len(columns)} durations, none negative. Got {table.shape}."
        )
    finish, late = _passes(table, order, before)
    project = finish.max(axis=1)
    slack = late - finish
    slack[slack < ZERO * project.max()] = 0.0
    whole = table + slack
    active = np.divide(table, whole, out=np.ones_like(table), where=whole > 0)
    spread, mean = project.std(ddof=1), project.mean()
    weight = project / mean if mean > 0 else np.ones_like(project)
    criticality = (slack == 0).mean(axis=0)
    ranked = rankdata(table, axis=0)
    return Indices(
        id=tuple(columns),
        criticality=criticality,
        significance=(active * weight[:, None]).mean(axis=0),
        sensitivity=criticality * table.std(axis=0, ddof=1) / spread if spread > 0 else np.zeros(len(columns)),
        pearson=np.array([_correlation(column, project) for column in table.T]),
        spearman=np.array([_correlation(column, rankdata(project)) for column in ranked.T]),
        kendall=np.array([_tau(column, project) for column in table.T]),
        durations=project,
    )


def _order(columns: Sequence[str], links: Sequence[tuple[str, str]]) -> tuple[list[int], list[list[int]]]:
    """The columns in an order in which predecessors come first, and the predecessors of each."""
    at = {name: k for k, name in enumerate(columns)}
    unknown = [name for link in links for name in link if name not in at]
    if unknown:
        raise ParameterError(f"links must name columns of the table. Got {', '.join(dict.fromkeys(unknown))}.")
    before: list[list[int]] = [[] for _ in columns]
    for first, second in links:
        before[at[second]].append(at[first])
    order: list[int] = []
    waiting = list(range(len(columns)))
    while waiting:
        ready = [k for k in waiting if all(j not in waiting for j in before[k])]
        if not ready:
            raise ParameterError(
                f"links must not form a cycle. Got one among {', '.join(columns[k] for k in waiting)}."
            )
        order += ready
        waiting = [k for k in waiting if k not in ready]
    return order, before


def _passes(table: Array, order: list[int], before: list[list[int]]) -> tuple[Array, Array]:
    """(run, activity) early and late finish of each activity."""
    finish = np.empty_like(table)
    for k in order:
        start = np.max(finish[:, before[k]], axis=1) if before[k] else 0.0
        finish[:, k] = start + table[:, k]
    late = np.repeat(finish.max(axis=1)[:, None], table.shape[1], axis=1)
    for k in reversed(order):
        for j in before[k]:
            late[:, j] = np.minimum(late[:, j], late[:, k] - table[:, k])
    return finish, late


def _correlation(x: Array, y: Array) -> float:
    dx, dy = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((dx @ dx) * (dy @ dy)))
    return abs(float(dx @ dy)) / spread if spread > 0 else 0.0


def _tau(x: Array, y: Array) -> float:
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return 0.0
    return abs(float(kendalltau(x, y).statistic))
