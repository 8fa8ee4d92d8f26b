"""What the page says of money: cost and budget, date and cost together, cost by period, worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.analysis import answer, cash_flow, contingency, net_present_value
from riskcore.charts.money_words import both, dearest, of_worth, scale_of, set_aside
from riskcore.charts.numerals import money, percent
from riskcore.charts.periods import period_name
from riskcore.charts.scale import Money
from riskcore.charts.words import CONFIDENCE, commitment
from riskcore.report.rows import levels
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis import Answer
    from riskcore.results import Result

P50, P80 = FLOW_LEVELS.index(0.50), FLOW_LEVELS.index(0.80)


def money_content(result: Result, target: datetime | None = None) -> dict[str, Any]:
    """Words and rows of each section; None for those with nothing to say."""
    return {"cost": _cost(result), "joint": both(result, target), "flow": _flow(result), "worth": _worth(result)}


def _cost(result: Result) -> dict[str, Any] | None:
    if result.cost is None:
        return None
    found = answer(result.cost, result.budget)
    scale = scale_of(result)
    parts = [answer(part) for part in result.cost_parts]
    return {
        "words": commitment(found, scale),
        "set_aside": set_aside(contingency(result)),
        "levels": levels(found.quantiles, scale),
        "parts": [_part(one, Money(result.currency, one.mean.value)) for one in parts],
    }


def _part(found: Answer, scale: Money) -> dict[str, str]:
    return {
        "name": found.name,
        "planned": scale.write(found.planned),
        "mean": scale.write(found.mean.value),
        "value": scale.write(found.quantiles[CONFIDENCE].value),
    }


def _flow(result: Result) -> dict[str, Any] | None:
    found = cash_flow(result)
    if found is None or not len(found.spent.mean):
        return None
    spent, total = found.spent, found.cumulative
    each, summed = (Money(found.currency, float(abs(one.mean).max())) for one in (spent, total))
    rows = [
        {
            "name": period_name(start, found.period, short=True),
            "planned": each.write(spent.planned[k]),
            "mean": each.write(spent.mean[k]),
            "value": each.write(spent.quantiles[P80, k]),
            "even": summed.write(total.quantiles[P50, k]),
            "sum": summed.write(total.quantiles[P80, k]),
        }
        for k, start in enumerate(found.starts[:-1])
    ]
    return {"words": dearest(found), "period": found.period, "rows": rows}


def _worth(result: Result) -> dict[str, Any] | None:
    found = net_present_value(result)
    if found is None:
        return None
    rows = [
        {"confidence": f"P{level * 100:.0f}", "value": money(at.value, found.currency)}
        for level, at in found.quantiles.items()
    ]
    benefit = None if found.benefit is None else money(found.benefit.value, found.currency)
    return {"words": of_worth(found), "benefit": benefit, "rows": rows, "confidence": percent(CONFIDENCE)}
