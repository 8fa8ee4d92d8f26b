"""A figure of an outcome as a reader wants it: dates where it is a time, amounts where it is money."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore import ParameterError

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Estimate, Outcome, Result


@dataclass(frozen=True)
class Level:
    """A quantile of an outcome: date or amount, with the ends of its 95 % interval."""

    level: float
    value: datetime | float
    lower: datetime | float
    upper: datetime | float


class Writer:
    """Writes the figures of one outcome."""

    def __init__(self, result: Result, outcome: Outcome) -> None:
        costs = [] if result.cost is None else [result.cost, *result.cost_parts]
        self.dated = all(outcome is not one for one in costs)
        self.unit = "date" if self.dated else result.currency
        self.result = result

    def __call__(self, value: float) -> datetime | float:
        return self.result.date(value) if self.dated else float(value)

    def level(self, p: float, found: Estimate) -> Level:
        """A quantile."""
        return Level(p, self(found.value), self(found.lower), self(found.upper))


def outcome_of(result: Result, name: str) -> Outcome:
    """The outcome of that name. Raises ParameterError where there is none."""
    if name == "finish":
        return result.finish
    if name == "cost" and result.cost is not None:
        return result.cost
    found = {one.id: one for one in result.milestones}
    if name not in found:
        known = ["finish", *(["cost"] if result.cost else []), *found]
        raise ParameterError(f"outcome must be one of {', '.join(known[:40])}. Got {name[:80]}.")
    return found[name]
