"""Networks without chance: every duration at its minimum, its mode, its maximum or its PERT mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import riskcore
from riskcore.distributions import build
from riskcore.simulation import schedule
from validation.adapter import DAY, estimate, network_plan
from validation.figure import Figure, NotRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.case import Case

THREE = "min", "mode", "max"


def applies(case: Case) -> bool:
    return "network" in case.data


def _with(choose: Callable[[dict], float]) -> Callable[[Case], Figure]:
    """The length of the network whose durations are chosen from what is said of them."""

    def answer(case: Case) -> Figure:
        network = case.data["network"]
        activities = []
        for one in network["activities"]:
            dist = one["dist"]
            try:
                fixed = dist["value"] if dist["type"] == "constant" else choose(dist)
            except KeyError:
                raise NotRun("durations are not stated by three points") from None
            activities.append({"id": one["id"], "dist": {"type": "constant", "value": fixed}})
        plan = network_plan({"network": {**network, "activities": activities}})
        found = schedule(riskcore.parse_plan(plan))
        return Figure(float(found.finish - found.early_start.min()) / DAY)

    return answer


def _pert_mean(dist: dict) -> float:
    return build("pert", [dist[key] for key in THREE]).mean


def _mean(dist: dict) -> float:
    ((family, arguments),) = estimate(dist, "").items()
    return build(family, arguments).mean


FIGURES = {
    r"all_optimistic": _with(lambda dist: dist["min"]),
    r"all_most_likely": _with(lambda dist: dist["mode"]),
    r"all_pessimistic": _with(lambda dist: dist["max"]),
    r"pert_1_4_1_duration|pert_mean_critical_path": _with(_pert_mean),
    r"bound_cpm_of_means": _with(_mean),
}
