"""What single activities do in a network: criticality, the sensitivity indices, durations, whole paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.analysis.sensitivity_indices import Indices, sensitivity_indices
from validation.adapter import network_plan, start_of
from validation.figure import Figure, sampled
from validation.figures.outcome import samples
from validation.samples import Samples, simulated

if TYPE_CHECKING:
    from validation.case import Case

SAME = 1e-6
"""Days: rounding of a path's sum."""


def applies(case: Case) -> bool:
    return "network" in case.data


def with_durations(case: Case) -> Samples:
    """The simulation with milestones where activities start and finish, so that durations can be read off."""
    names = [one["id"] for one in case.data["network"]["activities"]]
    milestones = [*names, *(start_of(name) for name in names)]
    plan = network_plan(case.data, starts=True)
    return case.once("durations", lambda: simulated(plan, case.run, milestones, names=tuple(names)))


def _criticality(case: Case, activity: str) -> Figure:
    """As riskcore reports it."""
    table = samples(case).result.activities
    share, n = float(table.criticality[table.id.index(activity)]), case.run.iterations
    return Figure(share, float(np.sqrt(share * (1 - share) / n)), n)


def _index(name: str) -> object:
    def answer(case: Case, activity: str) -> Figure:
        found = with_durations(case)
        links = [(link["pred"], link["succ"]) for link in case.data["network"]["links"]]
        at = found.names.index(activity)

        def one(part: slice) -> Indices:
            key = f"indices {part.start} {part.stop}"
            return case.once(key, lambda: sensitivity_indices(found.durations[part], found.names, links))

        rows = np.arange(len(found.durations))
        return sampled(lambda row: float(getattr(one(slice(row[0], row[-1] + 1)), name)[at]), rows)

    return answer


def _duration(case: Case, which: str, activity: str) -> Figure:
    found = with_durations(case)
    statistic = {"mean": np.mean, "sd": np.std}[which]
    return sampled(lambda x: float(statistic(x)), found.durations[:, found.names.index(activity)])


def _correlation(case: Case, first: str, second: str) -> Figure:
    found = with_durations(case)
    columns = (found.durations[:, found.names.index(name)] for name in (first, second))
    return sampled(lambda x, y: float(np.corrcoef(x, y)[0, 1]), *columns)


def _path(case: Case, path: str) -> Figure:
    """How often a path is as long as the project."""
    found = with_durations(case)
    columns = [found.names.index(name) for name in path.split("+")]
    longest = np.abs(found.durations[:, columns].sum(axis=1) - found.finish) < SAME
    return sampled(lambda x: float(np.mean(x)), longest)


FIGURES = {
    r"criticality:(.+)": _criticality,
    r"path_criticality:(.+)": _path,
    r"(mean|sd):(.+)": _duration,
    r"induced_correlation_(.+)_(.+)": _correlation,
    r"significance:(.+)": _index("significance"),
    r"ssi:(.+)": _index("sensitivity"),
    r"pearson_cruciality:(.+)": _index("pearson"),
    r"spearman_cruciality:(.+)": _index("spearman"),
    r"kendall_b_cruciality:(.+)": _index("kendall"),
}
