"""A case as a riskcore plan. One unit of the case is one day on the 24-hour calendar."""

from __future__ import annotations

import re
from itertools import pairwise
from math import exp, expm1, sqrt
from typing import Any

from validation.figure import NotRun

START = "2030-01-07"
DAY = 1440.0
LAST = "after everything"
DAYS = "mon|tue|wed|thu|fri|sat|sun"
SHIFT = r"\d\d?:\d\d-\d\d?:\d\d"
WEEK = re.compile(rf"((?:{DAYS})(?:(?:-|,\s*)(?:{DAYS}))*)((?:[,\s]+{SHIFT})*)(?:\s+\d+\s*h)?")
OFFICE = "08:00-12:00 13:00-17:00"


def estimate(dist: dict[str, Any], unit: str = "ed") -> Any:  # noqa: C901, PLR0912 - one arm for each family
    """A case's distribution as a document writes it; `unit` "" leaves pure numbers."""

    def value(number: float) -> Any:
        return f"{float(number)!r}{unit}" if unit else number

    match dist:
        case {"type": "constant", "value": x}:
            return value(x)
        case {"type": "triangular", "min": a, "mode": m, "max": b}:
            return {"triangular": [value(a), value(m), value(b)]} if a < b else value(m)
        case {"type": "betapert" | "pert", "min": a, "mode": m, "max": b}:
            return {"pert": {"min": value(a), "mode": value(m), "max": value(b), "lambda": dist.get("lambda", 4)}}
        case {"type": "uniform", "min": a, "max": b}:
            return {"uniform": [value(a), value(b)]}
        case {"type": "exponential", "rate": rate}:
            return {"exponential": [value(1 / rate)]}
        case {"type": "exponential", "mean": mean}:
            return {"exponential": [value(mean)]}
        case {"type": "normal" | "truncnormal", "mean": mean, "sd": sd}:
            bounds = {key: value(dist[key]) for key in ("min", "max") if dist.get(key) is not None}
            return {"normal": {"mean": value(mean), "sd": value(sd), **bounds}}
        case {"type": "lognormal", "mean": mean, "sd": sd}:
            return {"lognormal": [value(mean), value(sd)]}
        case {"type": "lognormal", "mu": mu, "sigma": sigma}:
            mean = exp(mu + sigma * sigma / 2)
            return {"lognormal": [value(mean), value(mean * sqrt(expm1(sigma * sigma)))]}
        case {"type": "lognormal", "p10": p10, "p90": p90}:
            middle = {"p50": value(dist["p50"])} if "p50" in dist else {}
            return {"lognormal": {"p10": value(p10), "p90": value(p90), **middle}}
        case {"type": "weibull", "shape": shape, "scale": scale}:
            return {"weibull": [shape, value(scale)]}
        case {"type": "gamma", "shape": shape, "scale": scale}:
            return {"gamma": [shape, value(scale)]}
        case {"type": "beta", "alpha": alpha, "beta": beta, "min": a, "max": b}:
            return {"beta": [alpha, beta, value(a), value(b)]}
        case {"type": "discrete", "values": values, "probs": probs}:
            return {"discrete": {"values": [value(x) for x in values], "probabilities": probs}}
        case {"type": "empirical", "values": values}:
            return {"empirical": [value(x) for x in values]}
    raise NotRun(f"the distribution {dist.get('type')} is not one of riskcore's, or not with these parameters")


def sum_plan(case: dict[str, Any]) -> dict[str, Any]:
    """A sum as the total cost of activities that take a day each; one with a factor on the total, as a chain."""
    items, risks = case["items"], case.get("risks", [])
    if any(risk["mode"] == "multiply" for risk in risks):
        links = [{"pred": a["id"], "succ": b["id"]} for a, b in pairwise(items)]
        return network_plan({**case, "network": {"activities": items, "links": links}})
    activities = [{"id": x["id"], "duration": "1ed", "cost": {"fixed": estimate(x["dist"], "")}} for x in items]
    return {
        "start": START,
        "calendar": "24h",
        "activities": activities or [{"id": "nothing", "duration": "1ed", "cost": {"fixed": 0}}],
        "risks": [{"id": r["id"], "probability": r["prob"], "cost": estimate(r["impact"], "")} for r in risks],
        "correlations": joined(case, [x["id"] for x in items], "costs", "cost of {}"),
    }


def network_plan(case: dict[str, Any], *, starts: bool = False) -> dict[str, Any]:
    """A network: activities in days of the clock, and its risks and correlations.

    With `starts` there is a milestone at the start of each activity, so that durations can be read off the samples.
    """
    network = case["network"]
    ids = [x["id"] for x in network["activities"]]
    risks = [_risk(risk) for risk in case.get("risks", [])]
    activities = []
    for one in network["activities"]:
        before = [_link(link) for link in network["links"] if link["succ"] == one["id"]]
        if starts:
            if any(link["type"] != "FS" for link in before):
                raise NotRun("durations are read off networks with links from finish to start only")
            activities.append({"id": start_of(one["id"]), "type": "start milestone", "predecessors": before})
            before = [{"activity": start_of(one["id"])}]
        activities.append({"id": one["id"], "duration": _duration(one["dist"]), "predecessors": before})
    if any(risk.get("activities") == [LAST] for risk in risks):
        activities.append({"id": LAST, "duration": "0ed", "predecessors": [{"activity": name} for name in ids]})
    return {
        "start": START,
        "calendar": "24h",
        "activities": activities,
        "risks": risks,
        "correlations": joined(case, ids, "activities", "{}"),
    }


def start_of(activity: str) -> str:
    """Id of the milestone at an activity's start."""
    return f"start of {activity}"


def working_days_plan(case: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """A network in working days of the case's calendar, `Mon-Fri 08:00-12:00 13:00-17:00`, and a day's minutes."""
    plan = network_plan(case)
    network = case["network"]
    week = WEEK.fullmatch(str(network["calendar"]).strip().lower())
    if week is None:
        raise NotRun(f"the calendar {network['calendar']} is not days of the week with shifts")
    shifts = ", ".join((week[2] or OFFICE).replace(",", " ").split())
    calendar = {"week": {week[1]: shifts}}
    minutes = [60 * int(hour) + int(minute) for hour, minute in re.findall(r"(\d+):(\d+)", shifts)]
    plan |= {"calendar": "the case's", "calendars": {"the case's": calendar}, "start": network.get("start", START)}
    for activity in plan["activities"]:
        activity["duration"] = activity["duration"].replace("ed", "d")
        activity["predecessors"] = [link | {"lag": link["lag"].replace("ed", "d")} for link in activity["predecessors"]]
    return plan, float(sum(minutes[1::2]) - sum(minutes[::2]))


def joined(case: dict[str, Any], ids: list[str], members: str, item: str) -> list[dict[str, Any]]:
    """The correlations of a case: one coefficient as a group of `members`, pairs as a matrix of `item`s."""
    found = case.get("correlations")
    if not found:
        return []
    if found.get("copula", "gaussian") != "gaussian":
        raise NotRun(f"the copula {found['copula']} is not modelled")
    if found.get("space", "normal") not in ("normal", "spearman"):
        raise NotRun(f"a correlation in the space {found['space']} is not modelled: normal and spearman are")
    space, who = found.get("space", "normal"), list(found.get("items", ids))
    common = found.get("equicorrelation", 0.0)
    if common > 0:
        return [{members: who, "coefficient": common, "space": space}]
    matrix = found.get("matrix") or [[1.0 if a == b else common for b in who] for a in who]
    for a, b, r in found.get("pairs", []):
        matrix[who.index(a)][who.index(b)] = matrix[who.index(b)][who.index(a)] = r
    return [{"items": [item.format(one) for one in who], "matrix": matrix, "space": space}]


def _risk(risk: dict[str, Any]) -> dict[str, Any]:
    """A factor on the total is one on all activities; a delay of the total comes after them all."""
    said = {"id": risk["id"], "probability": risk["prob"]}
    if risk["mode"] == "multiply":
        return {**said, "factor": estimate(risk["impact"], ""), "activities": risk.get("applies_to", "all")}
    return {**said, "delay": estimate(risk["impact"]), "activities": risk.get("applies_to", [LAST])}


def _duration(dist: dict[str, Any]) -> Any:
    """A duration cannot be negative: a normal one is cut at 0 where that takes nothing that could be seen."""
    if dist["type"] == "normal" and "min" not in dist:
        if dist["mean"] < 5 * dist["sd"]:
            raise NotRun("durations may be negative in this case; riskcore refuses negative durations")
        dist = {**dist, "min": 0.0}
    return estimate(dist)


def _link(link: dict[str, Any]) -> dict[str, Any]:
    return {"activity": link["pred"], "type": link.get("type", "FS"), "lag": f"{float(link.get('lag', 0))!r}ed"}
