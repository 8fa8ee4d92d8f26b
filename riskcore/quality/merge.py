"""GAO best practice 2, path convergence: many paths that meet on one day finish later than each of them would.

The slack of a link is the working time, on its predecessor's calendar, between the date that it asks for and the date
that its successor has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.program.clockwork import CLOCK
from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts, Tie

MANY = 5
"""More open predecessors than this make a merge point."""
TIGHT = 2
"""So many links without a day of slack, and the latest of several paths decides."""


def merge_points(facts: Facts) -> Measure:
    """Activities yet to start with more than MANY open predecessors, TIGHT of them with less than a day to spare."""
    plan = facts.plan
    waiting = [i for i in facts.unfinished if plan.activities[i].actual_start is None]
    offenders = []
    for i in waiting:
        open_ = [tie for tie in facts.inbound[i] if plan.activities[tie.before].actual_finish is None]
        if len({tie.before for tie in open_}) <= MANY:
            continue
        tight = sum(_slack(facts, tie) < facts.day(tie.before) for tie in open_)
        if tight >= TIGHT:
            offenders.append(Offender(plan.activities[i].id, f"{len(open_)} links in, {tight} of them without slack"))
    return Measure(tuple(offenders), len(waiting))


def _slack(facts: Facts, tie: Tie) -> float:
    schedule, before = facts.schedule, facts.plan.activities[tie.before]
    calendar = CLOCK if tie.link.lag.elapsed else facts.clockwork.of(before)
    ready = schedule.early_start if tie.link.type in ("SS", "SF") else schedule.early_finish
    due = schedule.early_finish if tie.link.type in ("FF", "SF") else schedule.early_start
    moments = (facts.date(due[tie.after]), facts.date(ready[tie.before]))
    late, early = (facts.clockwork.work(calendar, moment) for moment in moments)
    return late - early - tie.lag


MERGE_POINTS = Check(
    key="merge_points",
    title="Merge points",
    question="Where do many paths meet without slack, so that the latest of them decides?",
    source="GAO-16-89G, best practice 2",
    threshold=Threshold(
        "at most 5 % of the activities",
        f"convention, as are {MANY} predecessors and {TIGHT} tight ones: GAO-16-89G warns of merges without a figure",
        most=0.05,
    ),
    population="activities yet to start",
    remedy="Simulate: the merge shows as a finish later than planned; a buffer before the merge protects it.",
    measure=merge_points,
)
