"""What an activity costs."""

from __future__ import annotations

from pydantic import Field

from riskcore.plan.estimate import MoneyEstimate, certain
from riskcore.plan.model import Record

NOTHING = certain(0.0)


class Cost(Record):
    """Cost = `fixed` + `per_day` x the activity's duration in its own working days."""

    fixed: MoneyEstimate = Field(default_factory=lambda: NOTHING)
    per_day: MoneyEstimate = Field(default_factory=lambda: NOTHING)
