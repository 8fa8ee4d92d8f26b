"""The money of a plan besides what its activities cost."""

from __future__ import annotations

from pydantic import Field

from riskcore.plan.amount import Sum
from riskcore.plan.benefit import Benefit
from riskcore.plan.currency import Currency
from riskcore.plan.fixed_cost import FixedCost
from riskcore.plan.model import Record
from riskcore.plan.penalty import Penalty
from riskcore.plan.price_index import PriceIndex
from riskcore.plan.resource import Resource
from riskcore.plan.yearly_rate import CertainRate


class Money(Record):
    """Prices that amounts of a plan refer to, costs of the plan as a whole, and what it is worth."""

    resources: dict[str, Resource] = Field(default_factory=dict)
    currencies: dict[str, Currency] = Field(default_factory=dict)
    indices: dict[str, PriceIndex] = Field(default_factory=dict)
    fixed_costs: tuple[FixedCost, ...] = Field((), description="Costs that belong to no activity.")
    penalties: tuple[Penalty, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    budget: Sum | None = Field(None, description="The cost that one would like to commit to.")
    discount_rate: CertainRate | None = Field(None, description="Per year, as 8%; gives the net present value.")
