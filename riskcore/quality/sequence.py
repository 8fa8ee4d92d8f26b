"""GAO best practice 9: progress that the links do not allow.

With a positive lag a link still asks at least for what it asks without; a link with a lead allows an overlap and is
left to the check of leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.plan import Activity
    from riskcore.quality.facts import Facts, Tie

FROM_FINISH, TO_FINISH = ("FS", "FF"), ("FF", "SF")


def out_of_sequence(facts: Facts) -> Measure:
    """Links whose successor started, or finished, before its predecessor had finished, or started."""
    judged = [(tie, happened) for tie in facts.ties if tie.lag >= 0 and (happened := _happened(facts, tie))]
    offenders = []
    for tie, happened in judged:
        before = facts.plan.activities[tie.before]
        awaited = before.actual_finish if tie.link.type in FROM_FINISH else before.actual_start
        if awaited is None or awaited > happened:
            offenders.append(Offender(facts.schedule.id[tie.after], _words(tie, before)))
    return Measure(tuple(offenders), len(judged))


def _happened(facts: Facts, tie: Tie) -> datetime | None:
    after = facts.plan.activities[tie.after]
    return after.actual_finish if tie.link.type in TO_FINISH else after.actual_start


def _words(tie: Tie, before: Activity) -> str:
    mine = "finished" if tie.link.type in TO_FINISH else "started"
    theirs = "finished" if tie.link.type in FROM_FINISH else "started"
    return f"{mine} before {before.id} {theirs} ({tie.link.type})"


OUT_OF_SEQUENCE = Check(
    key="out_of_sequence",
    title="Out-of-sequence progress",
    question="Has work been done in another order than the links say?",
    source="GAO-16-89G, best practice 9",
    threshold=Threshold("none", "convention: GAO-16-89G asks to resolve each and gives no figure", most=0.0),
    population="links into activities that have begun",
    remedy="Change the link to how the work is really done, or correct the actual dates.",
    measure=out_of_sequence,
)
