"""Shares of the variance: of a network's activities, and of a test function, for which the estimator is checked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

import riskcore
from riskcore.analysis.variance_shares import VarianceShares, sobol_indices, variance_shares
from validation.adapter import network_plan
from validation.figure import Figure, NotRun, sampled
from validation.samples import Samples, simulated

if TYPE_CHECKING:
    from validation.case import Case

BLOCK = 128
ISHIGAMI = re.compile(r"Ishigami.*\ba\s*=\s*([\d.]+),\s*b\s*=\s*([\d.]+)")


def applies(case: Case) -> bool:
    return case.data.get("group") == "sobol" or any(name.startswith(("S1", "ST")) for name in case.data["expected"])


def _network(case: Case) -> dict:
    """The case's network; `Y=max(X1,X2)` is one of activities side by side."""
    if "network" in case.data:
        return case.data
    if not re.match(r"Y=max\(X1(,X\d+)*\)", case.words) or "dists" not in case.inputs:
        raise NotRun("the case does not say which network is meant")
    activities = [{"id": f"X{k + 1}", "dist": dist} for k, dist in enumerate(case.inputs["dists"])]
    return {"network": {"activities": activities, "links": []}}


def _shares(case: Case) -> VarianceShares:
    plan = riskcore.parse_plan(network_plan(_network(case)))
    names = [one["id"] for one in _network(case)["network"]["activities"]]
    return case.once("shares", lambda: variance_shares(plan, case.run.iterations, case.run.seed, inputs=names))


def _samples(case: Case) -> Samples:
    plan = network_plan(_network(case), starts=True)
    names = tuple(one["id"] for one in _network(case)["network"]["activities"])
    milestones = [*names, *(f"start of {name}" for name in names)]
    return case.once("network", lambda: simulated(plan, case.run, milestones, names))


def _ishigami(case: Case) -> tuple[np.ndarray, ...]:
    """First and total indices of Ishigami's function, with their errors, and its outcomes."""
    a, b = (float(x) for x in ISHIGAMI.search(case.words).groups())

    def outcome(x: np.ndarray) -> np.ndarray:
        return np.sin(x[0]) + a * np.sin(x[1]) ** 2 + b * x[2] ** 4 * np.sin(x[0])

    def make() -> tuple[np.ndarray, ...]:
        rng = np.random.Generator(np.random.Philox(key=case.run.seed))
        n = case.run.iterations // BLOCK * BLOCK
        base, other = rng.uniform(-np.pi, np.pi, (2, 3, n))
        mixed = [outcome(np.where(np.arange(3)[:, None] == k, other, base)) for k in range(3)]
        return *sobol_indices(outcome(base), outcome(other), np.array(mixed), BLOCK), outcome(base)

    return case.once("ishigami", make)


def _is_ishigami(case: Case) -> bool:
    return ISHIGAMI.search(case.words) is not None


def _index(case: Case, which: str, number: str) -> Figure:
    k, total = int(number) - 1, which == "ST"
    if _is_ishigami(case):
        first, first_error, whole, whole_error, _ = _ishigami(case)
        return Figure(float((whole if total else first)[k]), float((whole_error if total else first_error)[k]))
    return _of_activity(case, "ST" if total else "S1", f"X{number}")


def _of_activity(case: Case, which: str, activity: str) -> Figure:
    found = _shares(case)
    k = found.id.index(activity)
    value, error = (found.total, found.total_error) if which == "ST" else (found.first, found.first_error)
    return Figure(float(value[k]), float(error[k]))


def _both(case: Case, first: str, _: str) -> Figure:
    """Of two inputs, what neither makes alone: the total less the first-order index."""
    found = _shares(case)
    if len(found.id) != 2:
        raise NotRun("interactions of two are told apart where there are two inputs")
    k = found.id.index(f"X{first}")
    return Figure(float(found.total[k] - found.first[k]), float(np.hypot(found.total_error[k], found.first_error[k])))


def _shapley(case: Case) -> Figure:
    """Of two inputs alike, each bears half of what they make together: the mean of its two indices."""
    found = _shares(case)
    if len(found.id) != 2:
        raise NotRun("Shapley effects are told where there are two inputs")
    values = (found.first[0] + found.total[0]) / 2
    return Figure(float(values), float(np.hypot(found.first_error[0], found.total_error[0]) / 2))


def _moment(case: Case, name: str) -> Figure:
    statistic = {"mean": np.mean, "var": np.var}[name]
    values = _ishigami(case)[-1] if _is_ishigami(case) else _samples(case).finish
    return sampled(lambda x: float(statistic(x)), values)


def _pearson(case: Case) -> Figure:
    found = _samples(case)
    return sampled(lambda x, y: float(np.corrcoef(x, y)[0, 1]), found.durations[:, 0], found.finish)


FIGURES = {
    r"(S1|ST):(.+)": _of_activity,
    r"S(\d)(\d)": _both,
    r"(S|ST)(\d)": _index,
    r"shapley_each": _shapley,
    r"pearson_r": _pearson,
    r"(mean|var)": _moment,
}
