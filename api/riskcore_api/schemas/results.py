"""Results, and what is asked of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field

from riskcore_api.clock import Stamp
from riskcore_api.schemas.base import Body, Prose, Shown
from riskcore_api.schemas.runs import Design, InputsOut
from riskcore_api.targets import local_moment

Target = Annotated[str, Field(max_length=32, examples=["2027-06-30", "2027-06-30T17:00"]), AfterValidator(local_moment)]


class ResultFactsOut(Shown):
    """The result in a line; dates are local to the project."""

    name: str
    plan_digest: str
    iterations: int
    seed: int
    design: Design
    riskcore: str
    target: str | None
    planned: str
    p50: str
    p80: str
    notes: list[str]
    inputs: InputsOut


class ResultOut(Shown):
    """What a run found. It never changes."""

    id: str
    workspace_id: str
    plan_id: str | None
    run_id: str
    words: str = Field(description="The answer in plain English.")
    facts: ResultFactsOut
    bits: str = Field(description="SHA-256 of every number of the result: two results with the same are the same.")
    samples: str = Field(description="SHA-256 of the file of samples.")
    answers: list[str] = Field(description="Where to ask: the resources of this result.")
    created_at: Stamp


class ChartOut(Shown):
    """A chart, what it shows in words, and where it is."""

    name: str
    heading: str
    finding: str
    svg: str
    png: str


class EstimateOut(Shown):
    """A value and the ends of its 95 % interval; a bound that does not exist is null."""

    value: float
    lower: float | None
    upper: float | None


class SignOffIn(Body):
    """A commitment to a date."""

    date: Target = Field(description="The date that is committed to.")
    statement: Prose = Field("", description="Why, or under which conditions.")


class SignOffOut(Shown):
    """A date that somebody committed to. It is kept as it is."""

    id: str
    workspace_id: str
    plan_id: str | None
    result_id: str
    date: str
    confidence: EstimateOut = Field(description="Probability that the result gives to the date.")
    record: dict[str, Any] = Field(description="Certificate of the result: plan, seed, versions.")
    statement: str
    signed_by: str
    signed_name: str
    created_at: Stamp
