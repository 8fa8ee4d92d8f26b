"""What is spent when? Cost by week, month, quarter or year, and the sum so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Flow, Result


@dataclass(frozen=True)
class CashFlow:
    """Cost by period, and up to the end of each.

    A quantile of the sum is not the sum of quantiles: what is spent late in one month is spent in the next.
    """

    currency: str
    period: str
    starts: tuple[datetime, ...]  # (period + 1) first moments; the last is the end of the last period
    spent: Flow
    cumulative: Flow


def cash_flow(result: Result) -> CashFlow | None:
    """The cash flow of a result that knows it: see `with_spending`."""
    found = result.spending
    if found is None:
        return None
    starts = tuple(result.date(minutes) for minutes in found.starts)
    return CashFlow(result.currency, found.period, starts, found.spent, found.cumulative)
