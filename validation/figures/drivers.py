"""Risks and drivers that the case states in words and numbers: shared, combined, repeated, together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np

from validation.adapter import START, estimate
from validation.figure import Figure, NotRun, sampled
from validation.samples import Samples, simulated

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.case import Case

BASE = 100.0
"""Days of an activity whose duration does not matter."""
MOST = 100
DRIVER = r"(shared|private on act(\d)) \(p=([\d.]+); ([\d./]+)\)"


def applies(case: Case) -> bool:
    return "network" not in case.data


def _plan(activities: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Activities side by side, by id: a duration, or all that is said of one."""
    said = [{"id": name, **(one if isinstance(one, dict) else {"duration": one})} for name, one in activities.items()]
    return {"start": START, "calendar": "24h", "activities": said, **more}


def _run(case: Case, name: str, plan: dict[str, Any], milestones: tuple[str, ...] = ()) -> Samples:
    return case.once(name, lambda: simulated(plan, case.run, milestones))


def _correlation(case: Case, which: str) -> Figure:
    """Of two activities' durations, from the drivers that one of the case's notes states."""
    notes = " ".join(str(e.get("note", "")) for e in case.data["expected"].values() if isinstance(e, dict))
    stated = re.findall(DRIVER, notes)
    if not stated:
        raise NotRun("the case does not state its drivers")
    risks = []
    for k, (kind, number, p, points) in enumerate(stated):
        if (kind == "shared" and which == "no_shared") or (kind != "shared" and which == "shared_only"):
            continue
        factor = {"triangular": [float(x) for x in points.split("/")]}
        who = ["act1", "act2"] if kind == "shared" else [f"act{number}"]
        risks.append({"id": f"D{k}", "probability": float(p), "factor": factor, "activities": who})
    plan = _plan({"act1": f"{BASE}ed", "act2": f"{BASE}ed"}, risks=risks)
    found = _run(case, which, plan, ("act1", "act2"))
    return sampled(_pearson, found.finish_of("act1"), found.finish_of("act2"))


def _combined(case: Case, way: str) -> Figure:
    """Factors of several risks on one activity, in series or in parallel."""
    days = re.search(r"(\d+)-day activity", case.words)
    base = float(days[1]) if days else BASE
    risks = [
        {"id": name, "probability": p, "factor": {"triangular": points}, "activities": ["A"], "combine": way}
        for name, (p, *points) in case.inputs.items()
    ]
    found = _run(case, way, _plan({"A": f"{base!r}ed"}, risks=risks))
    return sampled(lambda x: float(np.mean(x)), found.finish)


def _rework(statistic: Callable[[np.ndarray], Any], *, count: bool = False) -> Callable[[Case], Figure]:
    """A test that fails and is repeated; counted, each repetition takes one day."""

    def answer(case: Case) -> Figure:
        again = {
            "probability": case.inputs["p"],
            "duration": "1ed" if count else estimate(case.inputs["rework"]),
            "at_most": MOST,
        }
        plan = _plan({"test": {"duration": "0ed", "rework": again}})
        found = _run(case, f"rework {count}", plan)
        return sampled(lambda x: float(statistic(x)), found.finish)

    return answer


def _on_time(case: Case, n: str) -> Figure:
    """Each of n activities side by side is late with a chance of one half."""
    chance = re.search(r"([\d.]+)% likely", case.words)
    late = 1 - float(chance[1]) / 100 if chance else 0.5
    names = [f"D{k}" for k in range(int(n))]
    risks = [{"id": f"R {name}", "probability": late, "delay": "1ed", "activities": [name]} for name in names]
    found = _run(case, n, _plan(dict.fromkeys(names, "1ed"), risks=risks))
    return sampled(lambda x: float(np.mean(x < 1.5)), found.finish)


def _together(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """Whether each of two risks happens, the occurrences correlated by 1."""
    risks = [
        {"id": f"R{k}", "probability": case.inputs[f"p{k}"], "delay": "1ed", "activities": [f"A{k}"]} for k in (1, 2)
    ]
    joined = [{"risks": ["R1", "R2"], "coefficient": 1, "space": "normal"}]
    plan = _plan({"A1": "1ed", "A2": "1ed"}, risks=risks, correlations=joined)
    found = _run(case, "together", plan, ("A1", "A2"))
    return found.finish_of("A1") > 1.5, found.finish_of("A2") > 1.5


def _share(of: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[[Case], Figure]:
    return lambda case: sampled(lambda a, b: float(np.mean(of(a, b))), *_together(case))


def _phi(case: Case) -> Figure:
    return sampled(_pearson, *_together(case))


def _beyond(case: Case, limit: str, how: str) -> Figure:
    """The chance that a sum exceeds a limit, its parts independent or moving as one."""
    joined = [{"costs": "all", "coefficient": 1, "space": "normal"}] if how == "comonotone" else []
    costs = {x["id"]: {"duration": "1ed", "cost": {"fixed": estimate(x["dist"], "")}} for x in case.data["items"]}
    found = _run(case, how, _plan(costs, correlations=joined))
    return sampled(lambda x: float(np.mean(x > float(limit) + 1e-9)), found.cost)


def _pearson(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a, b)[0, 1])


FIGURES = {
    r"(shared_only|shared_plus_private|no_shared)": _correlation,
    r"mean_(series|parallel)": _combined,
    r"mean_reworks": _rework(np.mean, count=True),
    r"mean_days": _rework(np.mean),
    r"var_days": _rework(np.var),
    r"on_time\(n=(\d+)\)": _on_time,
    r"both": _share(lambda a, b: a & b),
    r"only_R1": _share(lambda a, b: a & ~b),
    r"only_R2": _share(lambda a, b: b & ~a),
    r"neither": _share(lambda a, b: ~a & ~b),
    r"phi_coefficient": _phi,
    r"P\(>([\d.]+)\)_(independent|comonotone)": _beyond,
}
