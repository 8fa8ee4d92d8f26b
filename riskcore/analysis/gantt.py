"""When each activity starts and finishes, and how often it drives the finish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.results import LEVELS

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Result

SHOWN = (0.10, 0.50, 0.80, 0.90)
COLUMN = {level: LEVELS.index(level) for level in SHOWN}


@dataclass(frozen=True)
class ActivityDates:
    """One activity: planned dates, P10, P50, P80 and P90 of start and finish, criticality index."""

    id: str
    name: str
    wbs: str
    milestone: bool
    complete: bool
    planned_start: datetime
    planned_finish: datetime
    start: dict[float, datetime]
    finish: dict[float, datetime]
    criticality: float
    correlation: float


def gantt(result: Result) -> tuple[ActivityDates, ...]:
    """Every activity in the order of the plan; empty if the simulation did not study them."""
    table = result.activities
    if table is None:
        return ()
    return tuple(
        ActivityDates(
            id=table.id[a],
            name=table.name[a],
            wbs=table.wbs[a],
            milestone=bool(table.milestone[a]),
            complete=bool(table.complete[a]),
            planned_start=result.date(table.planned_start[a]),
            planned_finish=result.date(table.planned_finish[a]),
            start={level: result.date(table.start[a, k]) for level, k in COLUMN.items()},
            finish={level: result.date(table.finish[a, k]) for level, k in COLUMN.items()},
            criticality=float(table.criticality[a]),
            correlation=float(table.correlation[a]),
        )
        for a in range(len(table.id))
    )


def leading(rows: tuple[ActivityDates, ...], most: int) -> tuple[ActivityDates, ...]:
    """The `most` activities that drive the finish most often, those complete left out, by planned start."""
    open_ones = [row for row in rows if not row.complete]
    chosen = sorted(open_ones, key=lambda row: -row.criticality)[:most]
    return tuple(sorted(chosen, key=lambda row: (row.planned_start, row.planned_finish)))
