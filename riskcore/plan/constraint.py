"""Dates that bind an activity."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator

from riskcore.plan.model import Record
from riskcore.plan.moment import Moment


class Constraint(Record):
    """What an activity's dates must respect. Several may be given.

    "No earlier than" and "on" hold a date back; "no later than" and "on" bound the late dates and so the total
    float, but do not pull an activity before its predecessors. The mandatory ones override the links.
    """

    start_no_earlier_than: Moment | None = None
    start_no_later_than: Moment | None = None
    start_on: Moment | None = None
    finish_no_earlier_than: Moment | None = None
    finish_no_later_than: Moment | None = None
    finish_on: Moment | None = None
    mandatory_start: Moment | None = None
    mandatory_finish: Moment | None = None
    as_late_as_possible: Literal[False, "free float", "total float"] = Field(
        False,
        description='Put off as long as no successor moves ("free float", also written true; Primavera P6), '
        'or as long as the finish of the plan does not ("total float"; Microsoft Project).',
    )

    @field_validator("as_late_as_possible", mode="before")
    @classmethod
    def _true_is_free_float(cls, value: Any) -> Any:
        return "free float" if value is True else value
