"""DCMA check 8 and GAO best practice 4: tasks short enough to be followed, and long enough to be work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts

HIGH_DURATION_DAYS = 44.0
"""Two months of working days, by the DCMA 14-point assessment, check 8; there of the baseline, here of the plan."""


def high_duration(facts: Facts) -> Measure:
    """Unfinished tasks with more than HIGH_DURATION_DAYS days of work: the remaining ones where they are stated."""
    offenders = (
        Offender(facts.schedule.id[i], f"{facts.work[i] / facts.day(i):.4g}d")
        for i in facts.unfinished_tasks
        if facts.work[i] > HIGH_DURATION_DAYS * facts.day(i)
    )
    return Measure(tuple(offenders), len(facts.unfinished_tasks))


def zero_duration(facts: Facts) -> Measure:
    """Unfinished tasks without work: milestones in disguise, or done and not reported so."""
    offenders = []
    for i in facts.unfinished_tasks:
        activity = facts.plan.activities[i]
        if facts.work[i] == 0 and activity.work.certain:
            what = "no work remains, yet it has no actual finish" if activity.actual_start else "its duration is 0"
            offenders.append(Offender(activity.id, what))
    return Measure(tuple(offenders), len(facts.unfinished_tasks))


HIGH_DURATION = Check(
    key="high_duration",
    title="High duration",
    question=f"How many tasks take more than {HIGH_DURATION_DAYS:g} working days?",
    source="DCMA 14-point, check 8; GAO-16-89G, best practice 4",
    threshold=Threshold("at most 5 % of the tasks", "DCMA 14-point, check 8", most=0.05),
    population="unfinished tasks",
    remedy="Split it into steps whose completion can be seen at each status date.",
    measure=high_duration,
)
ZERO_DURATION = Check(
    key="zero_duration",
    title="Tasks without duration",
    question="Is any task without work, though it is no milestone?",
    source="GAO-16-89G, best practice 4",
    threshold=Threshold("none", "convention: a task takes time, a milestone does not", most=0.0),
    population="unfinished tasks",
    remedy="Make it a milestone, give it its duration, or report its actual finish.",
    measure=zero_duration,
)
