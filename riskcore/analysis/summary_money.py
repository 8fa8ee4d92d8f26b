"""The money of an answer as plain objects: cost, budget, contingency, cost by period, date and cost together, worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.analysis.cash_flow import cash_flow
from riskcore.analysis.commit import answer
from riskcore.analysis.contingency import contingency
from riskcore.analysis.joint_confidence import JOINT, balanced, joint_confidence
from riskcore.analysis.net_present_value import net_present_value
from riskcore.analysis.summary_outcome import chance, ends, iso, outcome, quantiles
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from riskcore.results import Flow, Result


def cost_of(result: Result) -> dict[str, Any] | None:
    """The total and its parts, with the budget and what to set aside beyond the plan."""
    found = contingency(result)
    if result.cost is None or found is None:
        return None
    parts = [{"name": part.name, **outcome(answer(part), float, 1.0)} for part in result.cost_parts]
    return {
        "currency": result.currency,
        **outcome(answer(result.cost), float, 1.0),
        "budget": None if found.budget is None else {"amount": found.budget, **chance(found.probability_of_budget)},
        "contingency": {
            f"P{round(level * 100)}": {
                "value": one.contingency.value,
                **ends(one.contingency, float),
                "share_of_budget": one.share,
            }
            for level, one in found.reserves.items()
        },
        "parts": parts,
        "flow": _flow_of(result),
    }


def joint_of(result: Result, limit: float | None) -> dict[str, Any] | None:
    """The chance of date and budget at once, and the pair of one percentile that has a chance of 70 %."""
    if result.cost is None:
        return None
    even = balanced(result, JOINT)
    asked = None
    if limit is not None and result.budget is not None:
        found = joint_confidence(result, limit, result.budget)
        asked = {**chance(found.both), "correlation": found.correlation}
    pair = {"percentile": even.percentile.value, "date": iso(result.date(even.date)), "amount": even.cost}
    return {"target_and_budget": asked, "balanced": {"confidence": JOINT, **pair}}


def worth_of(result: Result) -> dict[str, Any] | None:
    """Benefits, the net present value, and what a week of delay takes."""
    found = net_present_value(result)
    if found is None:
        return None
    npv = None
    if found.mean is not None:
        gain = None if found.probability_of_gain is None else chance(found.probability_of_gain)
        npv = {
            "mean": found.mean.value,
            "mean_interval": ends(found.mean, float),
            "sd": found.sd,
            "quantiles": quantiles(found.quantiles, float),
            "gain": gain,
        }
    mean = None if found.benefit is None else {"mean": found.benefit.value, **ends(found.benefit, float)}
    lost = [
        {"benefit": one.benefit, "milestone": one.milestone, "amount": one.amount, "for_good": one.for_good}
        for one in found.lost
    ]
    return {"currency": found.currency, "benefit": mean, "net_present_value": npv, "lost_per_week": lost}


def _flow_of(result: Result) -> dict[str, Any] | None:
    found = cash_flow(result)
    if found is None:
        return None
    return {
        "period": found.period,
        "starts": [iso(start) for start in found.starts],
        "spent": _by_period(found.spent),
        "cumulative": _by_period(found.cumulative),
    }


def _by_period(flow: Flow) -> dict[str, Any]:
    levels = {f"P{round(level * 100)}": flow.quantiles[k].tolist() for k, level in enumerate(FLOW_LEVELS)}
    return {"planned": flow.planned.tolist(), "mean": flow.mean.tolist(), **levels}
