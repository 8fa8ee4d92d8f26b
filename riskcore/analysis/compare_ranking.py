"""Which scenario is best? All of them against the base, and against each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from riskcore.analysis.compare import Comparison, beyond_noise, check_paired, compare, resamples_of
from riskcore.plan.scenario import BASE
from riskcore.results import Estimate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from riskcore.results import Comparable

AT = "P80"
"""Scenarios are ranked by the finish, and called dear by the cost, at this confidence."""
NOTHING = Estimate(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Ranked:
    """A scenario among the others."""

    id: str
    result: Comparable
    comparison: Comparison
    """With the base."""
    rank: int
    """1 is the one that finishes first, at P80."""
    to_next: Estimate | None
    """Calendar days that the next one in rank finishes later; None for the last."""
    beaten_by: tuple[str, ...]
    """Scenarios, the base among them, that finish no later and cost no more, one of the two beyond noise, at P80."""

    @property
    def efficient(self) -> bool:
        """Whether none saves more and costs less (Pareto)."""
        return not self.beaten_by


def ranking(base: Comparable, others: Mapping[str, Comparable], target: datetime | None = None) -> tuple[Ranked, ...]:
    """The scenarios `others`, by id, from the first to finish to the last; `base` is the plan as it is.

    Raises ParameterError where the results are not paired.
    """
    for result in others.values():
        check_paired(base, result)
    resamples = resamples_of(base)
    found = {name: compare(base, result, target, resamples=resamples) for name, result in others.items()}
    order = sorted(found, key=lambda name: _place(found[name]))
    close = partial(compare, resamples=resamples)
    steps = {name: close(others[name], others[later]).finish.at[AT] for name, later in pairwise(order)}
    return tuple(
        Ranked(name, others[name], found[name], rank, steps.get(name), _beaten_by(name, base, others, found, close))
        for rank, name in enumerate(order, start=1)
    )


def cost_at(comparison: Comparison) -> Estimate:
    """The difference in cost at P80; nothing where there are no costs."""
    return NOTHING if comparison.cost is None else comparison.cost.at[AT]


def _place(comparison: Comparison) -> tuple[float, float, float]:
    return comparison.finish.at[AT].value, cost_at(comparison).value, comparison.finish.at["mean"].value


def _beaten_by(
    name: str,
    base: Comparable,
    others: Mapping[str, Comparable],
    found: Mapping[str, Comparison],
    close: Callable[[Comparable, Comparable], Comparison],
) -> tuple[str, ...]:
    """Only those are compared closely that finish earlier and cost less by their differences with the base."""
    if all(result.cost is None for result in (base, *others.values())):
        return ()
    mine = found[name]
    beaten = [BASE] if _beats(mine) else []
    for other, theirs in found.items():
        earlier = theirs.finish.at[AT].value <= mine.finish.at[AT].value
        cheaper = cost_at(theirs).value <= cost_at(mine).value
        if other != name and earlier and cheaper and _beats(close(others[other], others[name])):
            beaten.append(other)
    return tuple(beaten)


def _beats(comparison: Comparison) -> bool:
    """Whether the first of the two finishes no later and costs no more, and one of the two beyond noise."""
    differences = (comparison.finish.at[AT], cost_at(comparison))
    return all(one.value >= 0 for one in differences) and any(map(beyond_noise, differences))
