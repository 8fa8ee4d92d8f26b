"""DCMA check 9: the past is actual and the future is planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure, NotApplicable
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.quality.facts import Facts


def invalid_dates(facts: Facts) -> Measure | NotApplicable:
    """Activities with actual dates after the status date, or work still to do before it."""
    status = facts.plan.status_date
    if status is None:
        return NotApplicable("The plan has no status date.")
    offenders = []
    for i, activity in enumerate(facts.plan.activities):
        wrong = _wrong(facts, i, status)
        if wrong:
            offenders.append(Offender(activity.id, ", ".join(wrong)))
    return Measure(tuple(offenders), len(facts.plan.activities))


def _wrong(facts: Facts, i: int, status: datetime) -> list[str]:
    activity = facts.plan.activities[i]
    start = facts.date(facts.schedule.early_start[i])
    finish = facts.date(facts.schedule.early_finish[i])
    open_, begun = activity.actual_finish is None, activity.actual_start is not None
    found = {
        "actual start after the status date": activity.actual_start is not None and activity.actual_start > status,
        "actual finish after the status date": activity.actual_finish is not None and activity.actual_finish > status,
        "planned start before the status date": not begun and start < status,
        "planned finish before the status date": open_ and finish < status,
    }
    return [words for words, holds in found.items() if holds]


INVALID_DATES = Check(
    key="invalid_dates",
    title="Invalid dates",
    question="Does the status date part what has happened from what is planned?",
    source="DCMA 14-point, check 9; GAO-16-89G, best practice 9",
    threshold=Threshold("none", "DCMA 14-point, check 9", most=0.0),
    population="activities",
    remedy="Correct the actual dates, or report progress and move the work that is left past the status date.",
    measure=invalid_dates,
)
