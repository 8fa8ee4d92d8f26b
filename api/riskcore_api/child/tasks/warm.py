"""The engine, compiled for this machine: half a minute to a minute the first time, a second afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskcore_api.child.work import Work

PLAN = {
    "name": "Everything once",
    "start": "2027-01-04",
    "calendars": {"site": {"week": {"mon-sat": "07:00-17:00"}}},
    "activities": [
        {"id": "A", "duration": {"pert": ["4d", "5d", "9d"]}, "cost": {"fixed": 100, "per_day": 10}},
        {"id": "B", "duration": {"triangular": ["1d", "2d", "4d"]}, "predecessors": ["A"], "calendar": "site"},
        {"id": "C", "type": "milestone", "predecessors": ["B"], "deadline": "2027-01-20"},
    ],
    "risks": [{"id": "R", "probability": 0.3, "delay": {"uniform": ["1d", "5d"]}, "cost": 5, "activities": ["A"]}],
    "correlations": [{"activities": ["A", "B"], "coefficient": 0.3}],
}


def warm(work: Work) -> dict[str, Any]:
    """Use each part of the engine, so that its machine code is on the disk."""
    from riskcore import LivePlan, parse_plan, simulate
    from riskcore.quality import assess
    from riskcore.simulation import schedule

    plan = parse_plan(PLAN)
    assess(plan, schedule(plan))
    simulate(plan, 256)
    simulate(plan, 256, activities=False)
    LivePlan(plan, 256).what_if({"risks": {"R": {"probability": 0.1}}})
    return {}
