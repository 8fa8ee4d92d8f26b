"""Can we commit to the date? In sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.analysis import answer, limit_of
from riskcore.charts.scale import Dates, Money
from riskcore.charts.words import commitment

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Result


@dataclass(frozen=True)
class Words:
    """The answer in sentences: for the date, and for the cost where there is one."""

    finish: str
    cost: str | None


def words(result: Result, target: datetime | None = None) -> Words:
    """The answer in sentences."""
    finish = answer(result.finish, limit_of(result, target or result.target))
    cost = None
    if result.cost is not None:
        found = answer(result.cost)
        cost = commitment(found, Money(result.currency, found.mean.value))
    return Words(commitment(finish, Dates(result.epoch)), cost)
