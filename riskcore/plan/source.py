"""Where an activity came from, and the dates that its own tool computed for it."""

from __future__ import annotations

from pydantic import Field

from riskcore.plan.model import Record
from riskcore.plan.moment import Moment


class Source(Record):
    """An activity in the file of its tool, and the dates to compare with: the early ones where the file has them."""

    uid: int = Field(description="Unique number in the file.")
    row: int | None = Field(None, description="Number that the tool shows, which changes when rows move.")
    start: Moment | None = None
    finish: Moment | None = None
    computed: bool = Field(True, description="Whether the tool computed the dates: not complete, not set by hand.")
    whole_days: bool = Field(False, description="Whether the file keeps days and no times of day.")
    levelled: bool = Field(False, description="Whether levelling or its assignments move it.")


class LeftOut(Source):
    """A row of the file that is not in the plan, and why."""

    id: str
    name: str = ""
    reason: str
