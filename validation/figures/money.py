"""What a plan costs and is worth: parts, the planned cost, contingency, benefits, net present value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from validation.figure import Figure, NotRun, sampled
from validation.figures.outcome import STATISTIC, applies, samples
from validation.samples import statistic

if TYPE_CHECKING:
    from validation.case import Case

__all__ = ["FIGURES", "applies"]


def _outcome(case: Case, name: str) -> Any:
    """One of the result's outcomes in money."""
    found = getattr(samples(case).result, name, None)
    if found is None:
        raise NotRun(f"the plan has no {name}")
    return found


def _of(case: Case, name: str, quantity: str) -> Figure:
    return sampled(statistic(quantity), _outcome(case, name).sample.values)


def _part(case: Case, name: str, quantity: str) -> Figure:
    """Of one part of the plan: a top node of its breakdown structure, its risks, its penalties."""
    parts = {one.id: one for one in samples(case).result.cost_parts}
    if name not in parts:
        raise NotRun(f"the plan has no cost of {name}: it has {', '.join(parts) or 'one part'}")
    return sampled(statistic(quantity), parts[name].sample.values)


def _planned(case: Case) -> Figure:
    return Figure(float(_outcome(case, "cost").planned))


def _contingency(case: Case, level: str) -> Figure:
    """The quantile of the cost less what is planned."""
    found = _outcome(case, "cost")
    return sampled(lambda x: statistic(f"p{level}")(x) - found.planned, found.sample.values)


def _gain(case: Case) -> Figure:
    """The chance that the net present value is positive."""
    return sampled(lambda x: float(np.mean(x > 0)), _outcome(case, "npv").sample.values)


FIGURES = {
    r"planned_cost": _planned,
    r"contingency_p([\d.]+)": _contingency,
    r"P\(npv>0\)": _gain,
    f"(npv|benefit)_({STATISTIC})": _of,
    f"cost of (.+): ({STATISTIC})": _part,
}
