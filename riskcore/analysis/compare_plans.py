"""Scenarios as plans: when the base starts its work is taken from its deterministic schedule."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from riskcore.plan.apply_scenario import apply_all
from riskcore.simulation import schedule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from riskcore.plan import Plan
    from riskcore.plan.scenario import Scenarios


def scenario_plans(
    plan: Plan, scenarios: Scenarios, names: Sequence[str], source: str = "", *, sound: bool = False
) -> dict[str, Plan]:
    """The plans that the scenarios `names` make of `plan`, by their ids; `sound` tells that `plan` keeps every rule.

    Raises
    ------
    ParameterError
        There is no such scenario.
    PlanError
        Scenarios do not fit the plan; every problem of all of them is told.
    """
    return apply_all(plan, scenarios, names, planned_starts, source, sound=sound)


def planned_starts(plan: Plan) -> dict[str, datetime]:
    """When each activity starts by the deterministic schedule, or has started."""
    found = schedule(plan)
    dates = (found.epoch + timedelta(minutes=round(float(minutes))) for minutes in found.early_start)
    return dict(zip(found.id, dates, strict=True))
