"""How prices of one kind rise: escalation."""

from __future__ import annotations

from pydantic import Field

from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.yearly_rate import YearlyRate


class PriceIndex(Record):
    """An amount in prices of `base`, spent at t, is multiplied by (1 + per_year) ^ ((t - base) / 365.25 days).

    The rate is drawn once in an iteration, for all amounts that follow the index.
    """

    base: Moment = Field(description="The date whose prices the amounts are stated in.")
    per_year: YearlyRate = Field(description="By how much prices rise in a year, as 3%.")
