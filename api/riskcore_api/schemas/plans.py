"""Plans and their versions."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from riskcore_api.clock import Stamp
from riskcore_api.schemas.base import Body, Name, Shown


class QualityOut(Shown):
    """How many checks of schedule quality pass; the review names them."""

    passed: int = Field(alias="pass", serialization_alias="pass")
    fail: int
    not_applicable: int


class ImportCheckOut(Shown):
    """Whether the dates of the file's own tool are reproduced."""

    compared: int
    computed: int
    equal: int
    headline: str


class FactsOut(Shown):
    """What is in a plan."""

    name: str
    activities: int
    risks: int
    start: str
    status_date: str | None
    target: str | None
    currency: str
    quality: QualityOut
    import_check: ImportCheckOut | None
    notes: list[str] = Field(description="What was read and is not modelled, and other words to the reader.")
    notes_total: int


class VersionOut(Shown):
    """A version of a plan: one upload."""

    plan_id: str
    number: int
    digest: str = Field(description="SHA-256 of the plan document: the same for the same plan, however it was written.")
    source_name: str
    source_digest: str
    facts: FactsOut
    created_by: str
    created_at: Stamp


class LastAnswerOut(Shown):
    """What the plan's last result says."""

    result_id: str
    run_id: str
    words: str
    target: str | None
    p50: str
    p80: str
    created_at: Stamp


class PlanOut(Shown):
    """A plan."""

    id: str
    workspace_id: str
    name: str
    latest: VersionOut
    last_answer: LastAnswerOut | None
    created_at: Stamp
    updated_at: Stamp
    etag: str


class PlanIn(Body):
    """A plan's new name."""

    name: Name


class ReviewOut(Shown):
    """Everything that is to be said about an upload."""

    quality: list[dict[str, Any]] = Field(description="Each check: rule, threshold, status, offenders, remedy.")
    import_check: dict[str, Any] | None = Field(
        description="Each activity: dates in the file and computed, and causes."
    )
    left_out: list[dict[str, Any]] = Field(description="Rows of the file that are not activities of the plan.")
    notes: list[str]
