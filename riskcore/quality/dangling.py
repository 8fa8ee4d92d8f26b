"""GAO best practice 2: an activity whose start nothing holds, or whose finish holds nothing.

A start dangles where only FF and SF links come in, a finish where only SS and SF links go out. The start and the finish
of a milestone are one instant, which any link ties; a start that has happened waits for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.plan.link import LinkType
    from riskcore.quality.facts import Facts

TO_START, FROM_FINISH = ("FS", "SS"), ("FS", "FF")


def dangling(facts: Facts) -> Measure:
    """Unfinished tasks that are linked, but with a loose start or finish."""
    offenders = []
    for i in facts.unfinished_tasks:
        activity = facts.plan.activities[i]
        into = {tie.link.type for tie in facts.inbound[i]}
        out = {tie.link.type for tie in facts.outbound[i]}
        loose = []
        if into and not into.intersection(TO_START) and activity.actual_start is None:
            loose.append(f"its start is loose: only {_listed(into)} in")
        if out and not out.intersection(FROM_FINISH):
            loose.append(f"its finish is loose: only {_listed(out)} out")
        if loose:
            offenders.append(Offender(activity.id, "; ".join(loose)))
    return Measure(tuple(offenders), len(facts.unfinished_tasks))


def _listed(types: set[LinkType]) -> str:
    return " and ".join(sorted(types))


DANGLING = Check(
    key="dangling",
    title="Dangling logic",
    question="Does a delay of each activity's start, or a longer duration, reach the work that follows?",
    source="GAO-16-89G, best practice 2",
    threshold=Threshold("none", "convention: GAO-16-89G asks it of every activity and gives no figure", most=0.0),
    population="unfinished tasks",
    remedy="Give each start an FS or SS predecessor, and each finish an FS or FF successor.",
    measure=dangling,
)
