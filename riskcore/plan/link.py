"""A link: how an activity waits for another one."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_serializer, model_validator

from riskcore.plan.estimate import DurationEstimate, Estimate, certain
from riskcore.plan.model import Record
from riskcore.plan.quantity import Duration

LinkType = Literal["FS", "SS", "FF", "SF"]
LagCalendar = Literal["predecessor", "successor", "plan", "24h"]
NO_LAG = certain(Duration(0.0, "d"))
_TEXT = re.compile(r"^(?P<activity>.+?)(?:\s+(?P<type>FS|SS|FF|SF)\s*(?P<lag>[+-].+)?)?$", re.IGNORECASE)


class Link(Record):
    """A predecessor, as `A1010`, `A1010 SS`, `A1010 FS+2d` or `{activity: A1010, type: FS, lag: {...}}`.

    With lag g: FS `start >= finish(activity) + g`; SS `start >= start(activity) + g`;
    FF `finish >= finish(activity) + g`; SF `finish >= start(activity) + g`.
    """

    activity: str = Field(min_length=1)
    type: LinkType = "FS"
    lag: DurationEstimate = Field(default_factory=lambda: NO_LAG)
    lag_calendar: LagCalendar | None = Field(
        None, description="Whose time the lag counts; else the plan's lag_calendar."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return {"activity": value}
        if not isinstance(value, str):
            return value
        value = value.strip()
        if " " not in value and value.isprintable():  # most of a plan: an id alone
            return {"activity": value}
        match = _TEXT.match(value)
        return {name: part for name, part in match.groupdict().items() if part} if match else {"activity": value}

    @field_validator("activity", mode="before")
    @classmethod
    def _numbers_are_names(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    @field_validator("type", mode="before")
    @classmethod
    def _in_capitals(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _as_text(self, write: Any) -> Any:
        if self.lag_calendar or not self.lag.certain:
            return {key: value for key, value in write(self).items() if value is not None}
        if self.lag is NO_LAG or self.lag == NO_LAG:
            return self.activity if self.type == "FS" else f"{self.activity} {self.type}"
        return f"{self.activity} {self.type}{_signed(self.lag)}"


def _signed(lag: Estimate) -> str:
    text = str(lag.document())
    return text if text.startswith("-") else f"+{text}"
