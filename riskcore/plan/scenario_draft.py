"""A plan while a scenario is made of it: records by their id, and what was found on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from riskcore.errors import Problem
    from riskcore.plan.activity import Activity
    from riskcore.plan.calendar import Calendar
    from riskcore.plan.mitigation import Mitigation
    from riskcore.plan.plan import Plan
    from riskcore.plan.risk import Risk
    from riskcore.plan.scenario import Scenario


@dataclass(frozen=True)
class Measure:
    """A mitigation within a scenario, and where it stands in its document."""

    mitigation: Mitigation
    where: str

    @property
    def id(self) -> str:
        """The id of the mitigation."""
        return self.mitigation.id


@dataclass
class Draft:
    """The records of `base` by id, to be changed by `scenario` with its `measures`; problems and notes as they come."""

    base: Plan
    scenario: Scenario
    where: str
    """Where the scenario stands in its document."""
    measures: Sequence[Measure]
    starts: Mapping[str, datetime]
    """When each activity of the base is planned to start; empty where no mitigation asks."""
    activities: dict[str, Activity] = field(init=False)
    risks: dict[str, Risk] = field(init=False)
    calendars: dict[str, Calendar] = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.activities = {activity.id: activity for activity in self.base.activities}
        self.risks = {risk.id: risk for risk in self.base.risks}
        self.calendars = dict(self.base.calendars)

    def starts_before(self, measure: Measure, activity: str) -> bool:
        """Whether the base plans `activity` to start before the mitigation acts."""
        since = measure.mitigation.start
        return since is not None and activity in self.starts and self.starts[activity] < since
