"""Runs: what is asked for, and how far it is."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from riskcore_api.clock import Stamp
from riskcore_api.problems import Fault
from riskcore_api.schemas.base import Body, Name, Shown

SAFE = 2**53 - 1
"""The largest integer that every reader of JSON keeps."""
State = Literal["queued", "running", "succeeded", "failed", "cancelled"]
Design = Literal["latin hypercube", "plain", "sobol"]


class RunIn(Body):
    """A simulation of a plan. The same request again is answered by the same run."""

    version: int | None = Field(None, ge=1, le=2**31 - 1, description="Version of the plan; else the latest.")
    registers: list[str] = Field([], max_length=20, description="Ids of risk registers, added in this order.")
    scenario: Name | None = Field(None, description="Id of a scenario of the plan; else the plan as it is.")
    residual: bool = Field(False, description="Play the risks at their residual position, after mitigation.")
    independent: bool = Field(False, description="Leave out every correlation: what they add is the difference.")
    iterations: int = Field(10_000, ge=1, le=100_000_000, description="How often the plan is played.")
    until: Name | None = Field(
        None,
        description="Stop when a quantile of the finish is known so well; `iterations` is then the most.",
        examples=["P80 +-1d"],
    )
    seed: int = Field(1, ge=0, le=SAFE, description="The same seed gives the same numbers, to the bit.")
    design: Design = "latin hypercube"
    milestones: list[Name] | None = Field(
        None, max_length=1_000, description="Ids of activities whose dates are kept; else the plan's milestones."
    )


class IntervalOut(Shown):
    """A date and the ends of its 95 % interval."""

    value: str
    lower: str
    upper: str


class ProgressOut(Shown):
    """How far a run is."""

    stage: str | None = None
    iterations: int = 0
    total: int | None = None
    iterations_per_second: float | None = None
    seconds_left: float | None = None
    p80: IntervalOut | None = Field(None, description="P80 of the finish by now; its interval narrows.")


class FailureOut(Shown):
    """Why a run failed."""

    kind: str
    message: str
    errors: list[Fault] = Field(default_factory=list)


class InputsOut(Shown):
    """What the run is of."""

    version: int | None = None
    registers: list[str] = Field(default_factory=list)
    scenario: str | None = None
    residual: bool = False
    independent: bool = False
    until: str | None = None
    result_id: str | None = None
    analysis: str | None = None
    plan_digest: str | None = Field(None, description="SHA-256 of the whole document: plan, registers and changes.")
    iterations: int | None = None
    seed: int | None = None
    design: Design | None = None


class RunOut(Shown):
    """A run."""

    id: str
    workspace_id: str
    plan_id: str | None
    kind: str = Field(description='"simulation", or "analysis" for a question that simulates anew.')
    state: State
    attempt: int
    inputs: InputsOut
    progress: ProgressOut
    failure: FailureOut | None
    result_id: str | None
    cancel_asked: bool
    created_by: str
    created_at: Stamp
    started_at: Stamp | None
    ended_at: Stamp | None
    etag: str


def inputs_shown(inputs: dict[str, Any]) -> InputsOut:
    """The inputs, without those that only the server needs."""
    return InputsOut.model_validate({key: value for key, value in inputs.items() if key in InputsOut.model_fields})
