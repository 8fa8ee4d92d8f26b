"""Plans to time: one network, plain or with everything on."""

from __future__ import annotations

import random
from typing import Any


def plain(activities: int, seed: int = 1) -> dict[str, Any]:
    """Triangular durations, two FS links into each activity, one calendar."""
    rng = random.Random(seed)
    made = []
    for k in range(activities):
        low = rng.randrange(3, 10)
        likely = low + rng.randrange(1, 5)
        near = {rng.randrange(max(0, k - 100), k) for _ in range(2)} if k else set()
        made.append(
            {
                "id": f"A{k}",
                "wbs": f"{k // 1000 + 1}",
                "tags": [f"group {k % 50}"],
                "duration": {"triangular": [f"{low}d", f"{likely}d", f"{likely + rng.randrange(1, 10)}d"]},
                "predecessors": [f"A{j}" for j in sorted(near)],
            }
        )
    return {"name": "plain", "start": "2027-01-04", "activities": made}


def full(activities: int, seed: int = 1) -> dict[str, Any]:
    """The same network with two calendars, correlation, 100 risks and costs."""
    plan = plain(activities, seed)
    rng = random.Random(seed + 1)
    plan["calendars"] = {"site": {"week": {"mon-sat": "07:00-17:00"}, "exceptions": [{"on": "2027-12-25"}]}}
    for activity in plan["activities"]:
        activity["duration"] = {"pert": activity["duration"]["triangular"]}
        activity["calendar"] = rng.choice(("site", "standard"))
        activity["cost"] = {"fixed": 1000, "per_day": 100}
    groups = [{"activities": {"tag": f"group {g}"}, "coefficient": 0.3} for g in range(min(50, activities))]
    risks = [
        {
            "id": f"R{r}",
            "probability": 0.3,
            "delay": {"triangular": ["2d", "5d", "9d"]},
            "activities": sorted({f"A{rng.randrange(activities)}" for _ in range(20)}),
        }
        for r in range(100)
    ]
    return plan | {"correlations": groups, "risks": risks}
