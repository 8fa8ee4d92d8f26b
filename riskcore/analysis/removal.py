"""Which risk costs how much? The plan without each, in days and money, each difference with its error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskcore.analysis.compare import MINUTES_PER_DAY, Change, change_of
from riskcore.analysis.compare_paired import Resamples

if TYPE_CHECKING:
    from riskcore.simulation import Removal


@dataclass(frozen=True)
class Removed:
    """One risk: what the plan without it has less (negative), in calendar days and in money."""

    id: str
    name: str
    finish: Change
    cost: Change


def removal_tornado(found: Removal) -> tuple[Removed, ...]:
    """Every risk, the one first whose removal brings P80 of the finish forward most.

    Differences are paired: with and without a risk, every iteration shares its draws. What two risks do together is
    lost with either, so the bars need not sum to the whole.
    """
    resamples = Resamples(found.finish, found.seed)
    bars = [
        Removed(
            name,
            found.name[k],
            change_of(found.finish, found.finish_without[k], resamples, 1 / MINUTES_PER_DAY)[0],
            change_of(found.cost, found.cost_without[k], resamples, 1.0)[0],
        )
        for k, name in enumerate(found.id)
    ]
    return tuple(sorted(bars, key=lambda bar: (bar.finish.at["P80"].value, bar.finish.at["mean"].value)))


def removal_document(bars: tuple[Removed, ...]) -> list[dict[str, Any]]:
    """The bars as plain lists and mappings."""
    return [
        {
            "id": bar.id,
            "name": bar.name,
            "days": {key: vars(estimate) for key, estimate in bar.finish.at.items()},
            "cost": {key: vars(estimate) for key, estimate in bar.cost.at.items()},
            "share_of_iterations": bar.finish.lower + bar.finish.higher,
        }
        for bar in bars
    ]
