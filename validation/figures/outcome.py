"""The finish of a network, the cost of a plan, and a sum, which is a cost: moments, quantiles, chances, joint ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from validation.adapter import START, estimate, network_plan, sum_plan
from validation.figure import Figure, NotRun, sampled
from validation.samples import Samples, simulated, statistic

if TYPE_CHECKING:
    from validation.case import Case

TEAM = "the team"


def applies(case: Case) -> bool:
    return any(key in case.data for key in ("network", "items", "plan")) or "severity" in case.inputs


def samples(case: Case) -> Samples:
    """The simulation of the case, run once."""
    return case.once("samples", lambda: simulated(_plan(case), case.run))


def _plan(case: Case) -> dict:
    if "plan" in case.data:
        return case.data["plan"]
    if "severity" in case.inputs:
        return _recurring(case)
    if "items" in case.data:
        return sum_plan(case.data)
    plan = network_plan(case.data)
    if "fixed_cost" in case.inputs:
        _add_cost(plan, case)
    return plan


def _recurring(case: Case) -> dict:
    """A risk that happens a Poisson number of times, each time with a cost of its own."""
    risk = {"id": "R", "recurs": {"mean": case.inputs["lambda"]}, "cost": estimate(case.inputs["severity"], "")}
    nothing = {"id": "nothing", "duration": "1ed", "cost": {"fixed": 0}}
    return {"start": START, "calendar": "24h", "activities": [nothing], "risks": [risk]}


def _add_cost(plan: dict, case: Case) -> None:
    """A fixed cost, and a team that is paid from the first start to the last finish."""
    rate = next((value for key, value in case.inputs.items() if key.startswith("rate_per")), 0.0)
    ids = [one["id"] for one in plan["activities"]]
    plan["activities"] += [
        {"id": "begin", "type": "start milestone"},
        {"id": "end", "type": "milestone", "predecessors": [{"activity": name} for name in ids]},
        {
            "id": TEAM,
            "type": "hammock",
            "predecessors": [{"activity": "begin", "type": "SS"}, {"activity": "end", "type": "FF"}],
            "cost": {"fixed": estimate(case.inputs["fixed_cost"], ""), "per_day": rate},
        },
    ]


def _asked(case: Case, quantity: str) -> Figure:
    """Of the total, or of the finish: where it is a network, or a factor made it one."""
    found = samples(case)
    values = found.finish if found.result.cost is None else found.cost
    return sampled(statistic(quantity), values)


def _cost(case: Case, quantity: str) -> Figure:
    return sampled(statistic(quantity), samples(case).cost)


def _duration(case: Case, quantity: str) -> Figure:
    return sampled(statistic(quantity), samples(case).finish)


def _correlation(case: Case) -> Figure:
    found = samples(case)
    return sampled(lambda x, y: float(np.corrcoef(x, y)[0, 1]), found.finish, found.cost)


def _joint_at(case: Case, p: str, q: str) -> Figure:
    """The chance that both keep their own quantiles."""
    found = samples(case)

    def joint(time: np.ndarray, cost: np.ndarray) -> float:
        limits = (np.quantile(x, float(level) / 100) for x, level in ((cost, p), (time, q)))
        return float(np.mean((cost <= next(limits)) & (time <= next(limits))))

    return sampled(joint, found.finish, found.cost)


def _joint_within(case: Case, days: str, money: str) -> Figure:
    found = samples(case)
    limits = float(days), float(money)
    return sampled(lambda t, c: float(np.mean((t <= limits[0]) & (c <= limits[1]))), found.finish, found.cost)


def _equal_percentile(case: Case, level: str) -> Figure:
    """The level that both must have: the quantile of the larger of their two ranks."""
    found = samples(case)

    def equal(time: np.ndarray, cost: np.ndarray) -> float:
        ranks = (np.argsort(np.argsort(x)) + 1 for x in (time, cost))
        return float(np.quantile(np.maximum(*ranks), float(level) / 100, method="inverted_cdf")) / len(time)

    return sampled(equal, found.finish, found.cost)


def _missed(case: Case) -> Figure:
    """The share of the sd that is missed where the items are taken to be independent."""
    if not case.data.get("correlations"):
        return Figure(0.0)
    alone = {key: value for key, value in case.data.items() if key != "correlations"}
    independent = case.once("independent", lambda: simulated(sum_plan(alone), case.run))
    joint, apart = samples(case), independent
    if joint.result.cost is None:
        raise NotRun("the case is no sum of costs")
    return sampled(lambda x, y: 1 - float(np.std(x) / np.std(y)), apart.cost, joint.cost)


STATISTIC = r"mean|var|sd|skew|kurt_excess|p[\d.]+|(?:cdf|pmf)@-?[\d.]+|P\(0\)"
FIGURES = {
    f"({STATISTIC})": _asked,
    f"cost_({STATISTIC})": _cost,
    f"duration_({STATISTIC})": _duration,
    r"pearson_cost_duration": _correlation,
    r"JCL_at_p([\d.]+)_p([\d.]+)": _joint_at,
    r"JCL@\(duration<=([\d.]+),cost<=([\d.]+)\)": _joint_within,
    r"equal_percentile_for_JCL_([\d.]+)": _equal_percentile,
    r"pct_sd_missed_if_rho_ignored": _missed,
}
