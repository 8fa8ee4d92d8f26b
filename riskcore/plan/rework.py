"""Work that may have to be done again."""

from __future__ import annotations

from pydantic import Field

from riskcore.plan.estimate import DurationEstimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.quantity import Probability


class Rework(Record):
    """A test, review or stage gate that may fail: each failure adds work and cost, and may be followed by another.

    The number of failures is geometric with `probability`, cut at `at_most`.
    """

    probability: Probability
    duration: DurationEstimate
    cost: MoneyEstimate | None = None
    at_most: int = Field(10, ge=1, le=100)
