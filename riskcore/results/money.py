"""Money over time: what is spent in each period, and what a week of delay loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.array import Array

FLOW_LEVELS = (0.10, 0.50, 0.80, 0.90)


@dataclass(frozen=True)
class Flow:
    """An amount by period."""

    planned: Array  # (period) the deterministic plan's
    mean: Array  # (period)
    quantiles: Array  # (level, period) of FLOW_LEVELS


@dataclass(frozen=True)
class SpendingStatistics:
    """Cost by period, and up to the end of each."""

    period: str
    """week, month, quarter or year"""
    starts: Array  # (period + 1) minutes since the epoch: where each begins, and the last one ends
    spent: Flow
    cumulative: Flow


@dataclass(frozen=True)
class WeekLost:
    """What a week of delay of a milestone takes from a benefit."""

    benefit: str
    milestone: str
    amount: float
    """Money of the day on which the milestone is reached."""
    for_good: bool
    """Whether it ends on a date, so that the week is lost; else it comes a week later, and interest is lost."""
