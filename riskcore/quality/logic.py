"""DCMA check 1: every activity waits for another and is waited for.

One start and one finish are allowed: the first activity without predecessor and the last one without successor,
by early dates. Milestones count, since a path may end in one as well as in a task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts


def open_ends(facts: Facts) -> Measure:
    """Unfinished activities without predecessor or successor."""
    activities, schedule = facts.plan.activities, facts.schedule
    leading = [i for i in range(len(activities)) if not facts.inbound[i]]
    trailing = [i for i in range(len(activities)) if not facts.outbound[i]]
    no_predecessor = set(leading) - {min(leading, key=lambda i: float(schedule.early_start[i]))}
    no_successor = set(trailing) - {max(trailing, key=lambda i: float(schedule.early_finish[i]))}
    offenders = []
    for i in facts.unfinished:
        missing = [word for word, ones in (("predecessor", no_predecessor), ("successor", no_successor)) if i in ones]
        if missing:
            offenders.append(Offender(activities[i].id, f"no {' and no '.join(missing)}"))
    return Measure(tuple(offenders), len(facts.unfinished))


LOGIC = Check(
    key="logic",
    title="Missing logic",
    question="Does every activity have a predecessor and a successor?",
    source="DCMA 14-point, check 1; GAO-16-89G, best practice 2",
    threshold=Threshold("at most 5 % without one of them", "DCMA 14-point, check 1", most=0.05),
    population="unfinished activities",
    remedy="Link each of them to the work that it needs and to the work that needs it.",
    measure=open_ends,
)
