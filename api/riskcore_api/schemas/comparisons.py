"""What-ifs and comparisons: plans that differ, on the same random numbers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from riskcore.plan.mitigation import Mitigation
from riskcore_api.schemas.base import Body, Document, FormOf, Name, Shown
from riskcore_api.schemas.results import EstimateOut, Target


class WhatIfIn(Body):
    """What is to be different: mitigations of the plan, changes as a mitigation makes them, and fields of the plan."""

    mitigations: list[Name] = Field([], max_length=100, description="Ids of mitigations of the plan.")
    changes: Annotated[Document, FormOf(Mitigation)] = Field(
        default_factory=dict,
        description="As in a mitigation, without its id.",
        examples=[{"risks": {"R1": {"probability": "10%"}}, "activities": {"A40": {"duration": "30d"}}}],
    )
    overrides: Document = Field(
        default_factory=dict, description="As in a scenario.", examples=[{"start": "2027-02-01"}]
    )
    target: Target | None = None


class DifferenceOut(EstimateOut):
    """A difference, and whether its interval leaves out 0."""

    beyond_noise: bool


class ChangeOut(Shown):
    """One quantity of a scenario less that of the base, on the same random numbers."""

    p50: DifferenceOut = Field(alias="P50")
    p80: DifferenceOut = Field(alias="P80")
    mean: DifferenceOut
    share_lower: float = Field(description="Share of the iterations in which it is earlier, or cheaper.")
    share_higher: float


class DifferencesOut(Shown):
    """Finish in calendar days, cost in money, and the chance of the target."""

    finish_days: ChangeOut
    cost: ChangeOut | None
    probability: DifferenceOut | None


class DatesOut(Shown):
    """P50, P80 and mean of the finish."""

    p50: str = Field(alias="P50")
    p80: str = Field(alias="P80")
    mean: str


class AmountsOut(Shown):
    """P50, P80 and mean of the cost."""

    p50: float = Field(alias="P50")
    p80: float = Field(alias="P80")
    mean: float


class ChanceOut(Shown):
    """A target and the probability of keeping it."""

    date: str
    probability: float


class OutcomeOut(Shown):
    """What a plan comes to."""

    finish: DatesOut
    cost: AmountsOut | None
    target: ChanceOut | None


class PricesOut(Shown):
    """Cost added for each calendar day saved; null where no day is saved beyond noise."""

    p80: DifferenceOut | None = Field(alias="P80")
    mean: DifferenceOut | None


class ComparedOut(OutcomeOut):
    """One of the results beside the base."""

    id: str = Field(description="Of the result.")
    name: str
    mitigations: list[str]
    digest: str
    rank: int = Field(description="1 finishes first, at P80.")
    efficient: bool = Field(description="Whether none saves more and costs less.")
    beaten_by: list[str]
    days_to_next: DifferenceOut | None
    difference: DifferencesOut
    cost_per_day_saved: PricesOut
    notes: list[str]


class PlanNamedOut(Shown):
    """A plan by name and digest."""

    name: str
    digest: str


class ComparisonOut(Shown):
    """What `riskcore compare --json` prints."""

    plan: PlanNamedOut
    currency: str
    base: OutcomeOut
    scenarios: list[ComparedOut]
    certificate: dict[str, Any]
    notes: list[str]


class ComparisonIn(Body):
    """Results to set beside this one; all with its iterations, seed and design."""

    results: list[str] = Field(min_length=1, max_length=10, description="Ids of results.")
    target: Target | None = None
