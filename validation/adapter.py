"""A case as a riskcore plan. One unit of the case is one day on the 24-hour calendar."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

START = "2030-01-07"
DAY = 1440.0


class NotRun(Exception):  # noqa: N818 - nothing went wrong
    """riskcore cannot say this; the message says why."""


def estimate(dist: dict[str, Any], unit: str = "ed") -> Any:
    """A case's distribution as a document writes it; `unit` "" leaves pure numbers."""

    def value(number: float) -> Any:
        return f"{number!r}{unit}" if unit else number

    match dist:
        case {"type": "constant", "value": x}:
            return value(x)
        case {"type": "triangular", "min": a, "mode": m, "max": b}:
            return {"triangular": [value(a), value(m), value(b)]}
        case {"type": "betapert", "min": a, "mode": m, "max": b}:
            return {"pert": {"min": value(a), "mode": value(m), "max": value(b), "lambda": dist.get("lambda", 4)}}
        case {"type": "uniform", "min": a, "max": b}:
            return {"uniform": [value(a), value(b)]}
        case {"type": "exponential", "rate": rate}:
            return {"exponential": [value(1 / rate)]}
        case {"type": "normal" | "truncnormal", "mean": mean, "sd": sd}:
            bounds = {key: value(dist[key]) for key in ("min", "max") if dist.get(key) is not None}
            return {"normal": {"mean": value(mean), "sd": value(sd), **bounds}}
        case {"type": "lognormal", "mean": mean, "sd": sd}:
            return {"lognormal": [value(mean), value(sd)]}
        case {"type": "discrete", "values": values, "probs": probs}:
            return {"discrete": {"values": [value(x) for x in values], "probabilities": probs}}
    raise NotRun(f"the distribution {dist.get('type')} is not one of riskcore's, or not with these parameters")


def sum_plan(case: dict[str, Any]) -> dict[str, Any]:
    """A sum as the total cost of activities that take a day each; correlated, or with no risks, as a chain."""
    items = case["items"]
    if case.get("correlations"):
        links = [{"pred": a["id"], "succ": b["id"]} for a, b in pairwise(items)]
        return network_plan({**case, "network": {"activities": items, "links": links}})
    activities = [{"id": x["id"], "duration": "1ed", "cost": {"fixed": estimate(x["dist"], "")}} for x in items]
    activities = activities or [{"id": "nothing", "duration": "1ed", "cost": {"fixed": 0}}]
    risks = [
        {"id": r["id"], "probability": r["prob"], "cost": estimate(r["impact"], "")}
        for r in case.get("risks", [])
        if _only(r, "add")
    ]
    return {"start": START, "calendar": "24h", "activities": activities, "risks": risks}


def network_plan(case: dict[str, Any]) -> dict[str, Any]:
    """A network: activities in days of the clock, and its risks and correlations."""
    network = case["network"]
    risks = []
    for risk in case.get("risks", []):
        factor = risk["mode"] == "multiply"
        impact = {"factor": estimate(risk["impact"], "")} if factor else {"delay": estimate(risk["impact"])}
        where = {"activities": risk["applies_to"]} if "applies_to" in risk else {}
        if not where:
            raise NotRun("a delay of the total belongs to no activity")
        risks.append({"id": risk["id"], "probability": risk["prob"], **impact, **where})
    return {
        "start": START,
        "calendar": "24h",
        "activities": [
            {
                "id": x["id"],
                "duration": _duration(x["dist"]),
                "predecessors": [_link(link) for link in network["links"] if link["succ"] == x["id"]],
            }
            for x in network["activities"]
        ],
        "risks": risks,
        "correlations": _groups(case),
    }


def working_days_plan(case: dict[str, Any]) -> dict[str, Any]:
    """A deterministic network in working days of eight hours, Monday to Friday, from the case's start."""
    plan = network_plan(case)
    network = case["network"]
    plan |= {"calendar": "standard", "start": network.get("start", START)}
    for activity in plan["activities"]:
        activity["duration"] = activity["duration"].replace("ed", "d")
        activity["predecessors"] = [link | {"lag": link["lag"].replace("ed", "d")} for link in activity["predecessors"]]
    return plan


def _duration(dist: dict[str, Any]) -> Any:
    """A duration cannot be negative: a normal one is cut at 0 where that takes nothing that could be seen."""
    if dist["type"] == "normal" and "min" not in dist:
        if dist["mean"] < 5 * dist["sd"]:
            raise NotRun("durations may be negative in this case; riskcore refuses negative durations")
        dist = {**dist, "min": 0.0}
    return estimate(dist)


def _link(link: dict[str, Any]) -> dict[str, Any]:
    return {"activity": link["pred"], "type": link.get("type", "FS"), "lag": f"{float(link.get('lag', 0))!r}ed"}


def _only(risk: dict[str, Any], mode: str) -> bool:
    if risk["mode"] != mode:
        raise NotRun(f"a risk of a sum that is to {risk['mode']} is not modelled")
    return True


def _groups(case: dict[str, Any]) -> list[dict[str, Any]]:
    found = case.get("correlations")
    if not found:
        return []
    if found.get("copula", "gaussian") != "gaussian":
        raise NotRun(f"the copula {found['copula']} is not modelled")
    if "equicorrelation" in found:
        groups = [("all", found["equicorrelation"])]
    elif "pairs" in found and len({x for a, b, _ in found["pairs"] for x in (a, b)}) == 2 * len(found["pairs"]):
        groups = [([a, b], r) for a, b, r in found["pairs"]]
    else:
        raise NotRun("correlations other than groups with one coefficient are not modelled yet")
    if any(r < 0 for _, r in groups):
        raise NotRun("negative correlations are not modelled yet")
    return [{"activities": who, "coefficient": r, "space": found.get("space", "normal")} for who, r in groups]
