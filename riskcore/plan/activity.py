"""An activity: a piece of work, or a milestone."""

from __future__ import annotations

import math
from typing import Any, Literal, Self

from pydantic import Field, SerializationInfo, field_validator, model_serializer, model_validator

from riskcore.plan.constraint import Constraint
from riskcore.plan.cost import Cost
from riskcore.plan.estimate import DurationEstimate, Estimate, certain
from riskcore.plan.link import Link
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.quantity import Duration, Probability
from riskcore.plan.rework import Rework
from riskcore.plan.rule import BrokenRule
from riskcore.plan.source import Source

ZERO = certain(Duration(0.0, "d"))


class Activity(Record):
    """A piece of work with a duration, its predecessors, its dates and its cost."""

    id: str = Field(min_length=1)
    name: str = ""
    type: Literal["task", "milestone", "start milestone", "hammock"] = Field(
        "task",
        description='A "milestone" sits at the end of a working day, a "start milestone" at the next start; '
        'a "hammock" (level of effort) spans what it is linked with.',
    )
    wbs: str = Field("", description='Place in the work breakdown structure, such as "3.1.2".')
    tags: tuple[str, ...] = ()
    owner: str = ""
    calendar: str | None = Field(None, description="Name of its calendar; else the plan's.")
    duration: DurationEstimate = Field(default_factory=lambda: ZERO)
    planned: Duration | None = Field(None, description="The planned duration; else the most likely one.")
    predecessors: tuple[Link, ...] = ()
    constraint: Constraint | None = None
    deadline: Moment | None = Field(None, description="A date to be measured against; it moves nothing.")
    actual_start: Moment | None = None
    actual_finish: Moment | None = None
    remaining: DurationEstimate | None = Field(None, description="Remaining duration of a started activity.")
    resume: Moment | None = Field(None, description="When the remaining work goes on; else at the status date.")
    expected_finish: Moment | None = Field(None, description="The remaining duration is what leads there.")
    active: bool = Field(True, description="An inactive one is scheduled, but holds nothing back and costs nothing.")
    probability: Probability | None = Field(None, description="That it is needed at all; else it takes no time.")
    rework: Rework | None = Field(None, description="What follows if it fails, being a test or a stage gate.")
    cost: Cost | None = None
    source: Source | None = Field(None, description="Where it was read, and the dates that its tool computed.")

    @model_serializer(mode="wrap")
    def _with_its_duration(self, write: Any, info: SerializationInfo) -> Any:
        """A task says how long it is, also where that is the 0 days which a milestone leaves out."""
        document = write(self)
        stated = "duration" in document or self.type != "task" or self.actual_finish is not None
        if info.exclude_defaults and not stated:
            document["duration"] = str(self.duration.document())
        return document

    @field_validator("type", mode="before")
    @classmethod
    def _one_word_for_one_thing(cls, value: Any) -> Any:
        return "hammock" if value == "level of effort" else value

    @field_validator("id", "wbs", mode="before")
    @classmethod
    def _numbers_are_names(cls, value: Any) -> Any:
        return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.milestone and self.duration != ZERO:
            raise BrokenRule("duration must be 0 for a milestone", str(self.duration.document()))
        if self.type == "task" and "duration" not in self.model_fields_set and self.actual_finish is None:
            raise BrokenRule("duration is missing", hint="Write duration: 5d, or type: milestone.")
        if self.hammock:
            self._spans_others()
        lowest = min(e.distribution().support[0] for e in (self.duration, self.remaining) if e is not None)
        if lowest == -math.inf:
            raise BrokenRule(
                "duration must not be negative", "a distribution without a smallest value", "Give min: 0d."
            )
        if lowest < 0:
            raise BrokenRule("duration must not be negative", f"a smallest value of {lowest / 480:g}d")
        if self.planned is not None and self.planned.value < 0:
            raise BrokenRule("planned must not be negative", str(self.planned))
        if self.planned is not None and self.planned.value and self.planned.elapsed != self.duration.elapsed:
            rule = "planned must be in the time in which the duration is, working or elapsed"
            raise BrokenRule(rule, str(self.planned))
        return self

    @model_validator(mode="after")
    def _progress_agrees_with_itself(self) -> Self:
        if self.actual_finish and not self.actual_start:
            raise BrokenRule("actual_start must be given with actual_finish", f"actual_finish {self.actual_finish}")
        if self.actual_finish and self.actual_start and self.actual_finish < self.actual_start:
            raise BrokenRule("actual_finish must not lie before actual_start", str(self.actual_finish))
        if self.expected_finish is not None and (self.milestone or self.actual_finish):
            raise BrokenRule(
                "expected_finish is for a task that has not finished", str(self.expected_finish), "Leave it out."
            )
        if self.resume is not None and (not self.actual_start or self.actual_finish):
            raise BrokenRule("resume is for an activity that has started and not finished", str(self.resume))
        if self.remaining is not None and (not self.actual_start or self.actual_finish):
            raise BrokenRule(
                "remaining is for an activity that has started and not finished", str(self.remaining.document())
            )
        return self

    def _spans_others(self) -> None:
        """A hammock is as long as what it spans, so nothing may say how long it is."""
        lengths = {"remaining": self.remaining, "planned": self.planned}
        if not self.duration.certain:
            lengths["duration"] = self.duration
        if given := [name for name, length in lengths.items() if length is not None]:
            rule = "must have no length of its own, being a hammock: it is as long as what it spans"
            raise BrokenRule(rule, ", ".join(given), "Leave it out.")
        dates = ("constraint", "expected_finish", "resume")
        if given := [name for name in dates if getattr(self, name) is not None]:
            rule = "must have no constraint, expected_finish or resume, being a hammock"
            raise BrokenRule(rule, ", ".join(given), "Link it instead.")

    @property
    def milestone(self) -> bool:
        """Whether it is an instant."""
        return self.type in ("milestone", "start milestone")

    @property
    def hammock(self) -> bool:
        """Whether it spans what it is linked with."""
        return self.type == "hammock"

    @property
    def work(self) -> Estimate:
        """The duration still to be worked: the remaining one if stated, else the whole."""
        return self.remaining if self.remaining is not None else self.duration
