"""Costs, budgets and benefits in plain English, for the terminal, the page and the titles of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.analysis import (
    JOINT,
    answer,
    balanced,
    cash_flow,
    contingency,
    joint_confidence,
    limit_of,
    net_present_value,
)
from riskcore.charts.numerals import listed, money, percent
from riskcore.charts.periods import period_name
from riskcore.charts.scale import Dates, Money
from riskcore.charts.words import CONFIDENCE, commitment, is_certain, likely
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis import CashFlow, Contingency, NetPresentValue
    from riskcore.results import Result

P80 = FLOW_LEVELS.index(CONFIDENCE)
"""Its place among the levels of a flow."""


def money_words(result: Result, target: datetime | None = None) -> tuple[str, ...]:
    """All that is to be said of money, one thought in each; `target` is asked about instead of the plan's own."""
    if result.cost is None:
        return ()
    said = []
    if np.any(result.cost.sample.values):
        said.append(commitment(answer(result.cost, result.budget), scale_of(result)))
    said += [set_aside(contingency(result)), both(result, target)]
    flow, worth = cash_flow(result), net_present_value(result)
    said += [dearest(flow) if flow is not None else "", *(of_worth(worth) if worth is not None else ())]
    return tuple(words for words in said if words)


def scale_of(result: Result) -> Money:
    """How the cost of the plan is written."""
    typical = 0.0 if result.cost is None else float(result.cost.sample.values.mean())
    return Money(result.currency, typical)


def set_aside(found: Contingency | None) -> str:
    """What a confidence takes beyond the plan; nothing where the cost is certain."""
    if found is None or all(one.cost.value == found.planned for one in found.reserves.values()):
        return ""
    parts = [
        f"{_beyond(one.contingency.value, found.currency)} for {percent(level)} confidence"
        + (f" ({one.share:.0%} of the budget)".replace("%", " %") if one.share is not None and one.share > 0 else "")
        for level, one in found.reserves.items()
    ]
    return f"Contingency beyond the planned cost: {listed(parts)}."


def _beyond(amount: float, currency: str) -> str:
    return money(amount, currency) if amount > 0 else "none"


def is_joint(result: Result) -> bool:
    """Whether both date and cost are uncertain."""
    if result.cost is None or is_certain(answer(result.finish), Dates(result.epoch)):
        return False
    return not is_certain(answer(result.cost), scale_of(result))


def both(result: Result, target: datetime | None = None) -> str:
    """The chance of date and budget at once, and what to ask for to be confident in both."""
    if not is_joint(result):
        return ""
    dates, costs, even = Dates(result.epoch), scale_of(result), balanced(result, JOINT)
    ask = f"for {percent(JOINT)} confidence in both at once, say {dates.write(even.date)} and {costs.write(even.cost)}"
    limit = limit_of(result, target or result.target)
    if limit is None or result.budget is None:
        return f"F{ask[1:]}."
    found = joint_confidence(result, limit, result.budget)
    kept = f"Finished by {dates.write_limit(limit)} and within {costs.write(result.budget)}"
    return f"{kept}: {likely(found.both)}; {ask}."


def both_in_a_line(result: Result, target: datetime | None = None) -> str:
    """The same for a chart."""
    dates, costs, even = Dates(result.epoch), scale_of(result), balanced(result, JOINT)
    ask = f"{dates.write_short(even.date)} and {costs.write(even.cost)}"
    limit = limit_of(result, target or result.target)
    if limit is None or result.budget is None:
        return f"{percent(JOINT)} confidence in both date and cost takes {ask}"
    chance = joint_confidence(result, limit, result.budget).both.value
    asked = f"{dates.write_limit(limit, short=True)} and {costs.write(result.budget)}"
    words = f"{percent(chance)} chance of both {asked}; {percent(JOINT)} takes {ask}"
    return words[:1].upper() + words[1:]


def dearest(flow: CashFlow) -> str:
    """The period in which most is spent."""
    if not len(flow.spent.mean):
        return ""
    k = int(np.argmax(flow.spent.mean))
    most = Money(flow.currency, float(flow.spent.mean[k]))
    mean, upper = most.write(flow.spent.mean[k]), most.write(flow.spent.quantiles[P80, k])
    name = period_name(flow.starts[k], flow.period)
    start = f"Most is spent in {'the ' if flow.period in ('week', 'quarter') else ''}{name}"
    return f"{start}: {mean}" + (
        "." if mean == upper else f" on average, {upper} with {percent(CONFIDENCE)} confidence."
    )


def of_worth(found: NetPresentValue) -> tuple[str, ...]:
    """What it is worth today, the chance that it pays, and what each week of delay takes."""
    said = []
    if found.mean is not None and found.probability_of_gain is not None:
        worth = money(found.mean.value, found.currency)
        said.append(
            f"Net present value: {worth} on average; that the plan pays off is {likely(found.probability_of_gain)}."
        )
    for one in found.lost:
        amount = money(one.amount, found.currency)
        what = f"loses {amount} of {one.benefit}" if one.for_good else f"puts off {one.benefit}: {amount} of interest"
        said.append(f"Each week by which {one.milestone} is later {what}.")
    return tuple(said)
