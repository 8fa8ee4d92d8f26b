"""The plan: the document that everything else is computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from riskcore.plan.activity import Activity
from riskcore.plan.calendar import CLOCK, STANDARD, Calendar
from riskcore.plan.link import LagCalendar
from riskcore.plan.moment import Moment
from riskcore.plan.money import Money
from riskcore.plan.register import RiskRegister
from riskcore.plan.source import LeftOut

if TYPE_CHECKING:
    from riskcore.plan.quantity import WorkHours

Code = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]
STANDARD_NAME = "standard"
CLOCK_NAME = "24h"


class Plan(RiskRegister, Money):
    """Activities and their links, calendars, dates and costs, with the risks and ranges on them.

    Two calendars are always there: "standard" (Monday to Friday, 08:00-12:00 and 13:00-17:00) and "24h".
    """

    name: str = ""
    start: Moment = Field(description="What follows nothing, and is bound by no earlier date, starts here.")
    schedule_from: Literal["start", "finish"] = Field(
        "start", description='With "finish", each activity starts as late as the plan\'s finish allows.'
    )
    finish: Moment | None = Field(None, description='The finish to schedule from, with schedule_from: "finish".')
    status_date: Moment | None = Field(None, description="Work up to here is done or has moved past it.")
    target: Moment | None = Field(None, description="The date that one would like to commit to.")
    currency: str = ""
    calendar: str = Field(STANDARD_NAME, description="Calendar of the activities that name none.")
    calendars: dict[str, Calendar] = Field(default_factory=dict)
    lag_calendar: LagCalendar = "predecessor"
    progress: Literal["retained logic", "progress override", "actual dates"] = Field(
        "retained logic", description="Whether what has started waits for its predecessors; what the finished hand on."
    )
    no_later_than_binds: bool = Field(
        False, description='Whether "no later than" dates hold even against the links (Microsoft Project\'s option).'
    )
    activities: tuple[Activity, ...] = Field(min_length=1)
    breakdown: dict[Code, str] = Field(
        default_factory=dict, description="Names of the nodes of the work breakdown structure, by their codes."
    )
    left_out: tuple[LeftOut, ...] = Field((), description="Rows of a file that are not activities of this plan.")
    notes: tuple[str, ...] = Field((), description="What was read but is not modelled, and other words to the reader.")

    def calendar_named(self, name: str) -> Calendar:
        """The calendar of that name, the two that are always there included."""
        if name in self.calendars:
            return self.calendars[name]
        return {STANDARD_NAME: STANDARD, CLOCK_NAME: CLOCK}[name]

    def known_calendars(self) -> tuple[str, ...]:
        """Every name that an activity may give as its calendar."""
        return tuple(dict.fromkeys((*self.calendars, STANDARD_NAME, CLOCK_NAME)))

    def hours_of(self, activity: Activity) -> WorkHours:
        """What 1d means for `activity`."""
        return self.calendar_named(activity.calendar or self.calendar).hours()

    def with_register(self, register: RiskRegister) -> Self:
        """The same plan with the register's risks, rules and correlations behind its own."""
        update: dict[str, Any] = {
            name: (*getattr(self, name), *getattr(register, name)) for name in RiskRegister.model_fields
        }
        return self.model_copy(update=update)
