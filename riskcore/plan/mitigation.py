"""A mitigation: something that one may do, what it costs, and what it changes in the plan."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from riskcore.plan.activity import Activity
from riskcore.plan.calendar import Calendar
from riskcore.plan.estimate import MoneyEstimate
from riskcore.plan.link import Link
from riskcore.plan.model import Record
from riskcore.plan.moment import Moment
from riskcore.plan.risk import Risk
from riskcore.plan.rule import BrokenRule

Changes = dict[str, dict[str, Any]]
"""Fields and their new values, as a plan document writes them, by the id of the record that has them."""


def _numbers_are_names(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Name = Annotated[str, BeforeValidator(_numbers_are_names), Field(min_length=1)]
"""An id; a number in a document is one too."""


class LinkChange(Record):
    """A link of the plan by both of its ends: `{activity: A1030, predecessor: A1020 SS+2d}`."""

    activity: Name = Field(description="The successor: the activity that waits.")
    predecessor: Link = Field(description="What it waits for, as in its predecessors.")


class LinkChanges(Record):
    """Links to be removed, each by its ends and its type whatever its lag, and links to be added."""

    add: tuple[LinkChange, ...] = ()
    remove: tuple[LinkChange, ...] = ()


class Mitigation(Record):
    """A named set of changes to a plan.

    `risks` and `activities` give fields of what the plan has new values; a field is replaced as a whole, and null puts
    it back to its default. With `from`, whatever changes an activity that the base plan starts earlier is left out.
    """

    id: Name
    name: str = ""
    description: str = ""
    owner: str = ""
    cost: MoneyEstimate | None = Field(None, description="Spent for sure where the mitigation is in the scenario.")
    start: Moment | None = Field(None, alias="from", description="It acts on work planned to start then or later.")
    risks: Changes = Field(default_factory=dict)
    activities: Changes = Field(default_factory=dict)
    add_activities: tuple[Activity, ...] = ()
    remove_activities: tuple[Name, ...] = ()
    links: LinkChanges = Field(default_factory=LinkChanges)
    add_risks: tuple[Risk, ...] = ()
    add_calendars: dict[str, Calendar] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.model_fields_set - {"id", "name", "description", "owner", "start"}:
            raise BrokenRule("must change or cost something", hint="Give cost, risks, activities or links.")
        return self
