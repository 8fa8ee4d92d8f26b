"""DCMA check 10: work that somebody or something is planned for.

DCMA accepts resources or money. A plan here holds money only, so that a task without cost may well have resources
where the plan comes from: the tasks are counted, and not judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan.cost import Cost
from riskcore.quality.check import Check, NotApplicable
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.plan import Activity
    from riskcore.quality.facts import Facts


def resources(facts: Facts) -> NotApplicable:
    """Unfinished tasks of a day or more without a cost, counted only."""
    long = [i for i in facts.unfinished_tasks if facts.work[i] >= facts.day(i)]
    bare = [i for i in long if not _has_cost(facts.plan.activities[i])]
    reason = (
        f"Plans hold costs, not resources; {len(long) - len(bare)} of {len(long)} tasks of a day or more have a cost."
    )
    return NotApplicable(reason, tuple(Offender(facts.schedule.id[i], "no cost") for i in bare), len(long))


def _has_cost(activity: Activity) -> bool:
    return activity.cost is not None and activity.cost != Cost()


RESOURCES = Check(
    key="resources",
    title="Resources",
    question="Is every task of a day or more loaded with resources or money?",
    source="DCMA 14-point, check 10; GAO-16-89G, best practice 3",
    threshold=Threshold("none without", "DCMA 14-point, check 10", most=0.0),
    population="unfinished tasks of a day or more",
    remedy="Give each task what it costs, as a fixed sum or per day.",
    measure=resources,
)
