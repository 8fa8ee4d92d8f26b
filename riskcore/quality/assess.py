"""Every check of a plan's schedule, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import ParameterError
from riskcore.quality.baseline import BASELINE_EXECUTION_INDEX, MISSED_TASKS
from riskcore.quality.breakdown import WBS
from riskcore.quality.calendars import CALENDARS
from riskcore.quality.constraints import HARD_CONSTRAINTS, SOFT_CONSTRAINTS
from riskcore.quality.costs import RESOURCES
from riskcore.quality.critical_path import CRITICAL_PATH_TEST
from riskcore.quality.dangling import DANGLING
from riskcore.quality.dates import INVALID_DATES
from riskcore.quality.density import LINKS_PER_ACTIVITY
from riskcore.quality.durations import HIGH_DURATION, ZERO_DURATION
from riskcore.quality.facts import Facts
from riskcore.quality.finding import Assessment
from riskcore.quality.lags import LAGS, LEADS, LONG_LAGS
from riskcore.quality.length_index import CRITICAL_PATH_LENGTH_INDEX
from riskcore.quality.link_types import LINK_TYPES
from riskcore.quality.logic import LOGIC
from riskcore.quality.merge import MERGE_POINTS
from riskcore.quality.network import network_of
from riskcore.quality.sequence import OUT_OF_SEQUENCE
from riskcore.quality.total_float import HIGH_FLOAT, NEGATIVE_FLOAT

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.quality.check import Check
    from riskcore.simulation import Schedule

DCMA: tuple[Check, ...] = (
    LOGIC,
    LEADS,
    LAGS,
    LINK_TYPES,
    HARD_CONSTRAINTS,
    HIGH_FLOAT,
    NEGATIVE_FLOAT,
    HIGH_DURATION,
    INVALID_DATES,
    RESOURCES,
    MISSED_TASKS,
    CRITICAL_PATH_TEST,
    CRITICAL_PATH_LENGTH_INDEX,
    BASELINE_EXECUTION_INDEX,
)
"""The 14 points, in their order."""

GAO: tuple[Check, ...] = (
    WBS,
    DANGLING,
    LONG_LAGS,
    SOFT_CONSTRAINTS,
    LINKS_PER_ACTIVITY,
    MERGE_POINTS,
    ZERO_DURATION,
    CALENDARS,
    OUT_OF_SEQUENCE,
)
"""What the Schedule Assessment Guide asks beyond them, by best practice."""

CHECKS = (*DCMA, *GAO)


def assess(plan: Plan, schedule: Schedule) -> Assessment:
    """The finding of every check for `plan`, whose schedule is `schedule`. Raises ParameterError if it is another's."""
    if schedule.id != tuple(activity.id for activity in plan.activities):
        raise ParameterError("The schedule must be that of the plan. Compute it with schedule(plan).")
    facts = Facts(*network_of(plan, schedule))
    return Assessment(tuple(check.find(facts) for check in CHECKS))
