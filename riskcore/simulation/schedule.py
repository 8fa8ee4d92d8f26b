"""The deterministic schedule as a planner reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.simulation.forward import Schedule, forward_schedule
from riskcore.simulation.settle import settled

if TYPE_CHECKING:
    from riskcore.plan import Plan

__all__ = ["Schedule", "schedule"]


def schedule(plan: Plan) -> Schedule:
    """The schedule of `plan`: the program of the simulation with every variable at its planned value."""
    return forward_schedule(settled(plan))
