"""DCMA check 5 and GAO best practice 2: dates that stand in for logic.

Hard constraints keep logic from moving a date, or bound its late dates: mandatory, on, no later than. Soft ones only
hold a date back: no earlier than, as late as possible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts

HARD = (
    "mandatory_start",
    "mandatory_finish",
    "start_on",
    "finish_on",
    "start_no_later_than",
    "finish_no_later_than",
)
SOFT = ("start_no_earlier_than", "finish_no_earlier_than", "as_late_as_possible")


def hard_constraints(facts: Facts) -> Measure:
    """Unfinished activities with a hard constraint."""
    return _measure(facts, HARD)


def soft_constraints(facts: Facts) -> Measure:
    """Unfinished activities with a soft constraint."""
    return _measure(facts, SOFT)


def _measure(facts: Facts, names: tuple[str, ...]) -> Measure:
    offenders = []
    for i in facts.unfinished:
        activity = facts.plan.activities[i]
        given = [name.replace("_", " ") for name in names if getattr(activity.constraint, name, None)]
        if given:
            offenders.append(Offender(activity.id, ", ".join(given)))
    return Measure(tuple(offenders), len(facts.unfinished))


HARD_CONSTRAINTS = Check(
    key="hard_constraints",
    title="Hard constraints",
    question="Do fixed dates keep the logic from moving activities?",
    source="DCMA 14-point, check 5; GAO-16-89G, best practice 2",
    threshold=Threshold("at most 5 % of the activities", "DCMA 14-point, check 5", most=0.05),
    population="unfinished activities",
    remedy="Replace the date by links; keep a date that must be watched as a deadline, which moves nothing.",
    measure=hard_constraints,
)
SOFT_CONSTRAINTS = Check(
    key="soft_constraints",
    title="Soft constraints",
    question="How many activities are held back by a date or pushed as late as possible, not by work?",
    source="GAO-16-89G, best practice 2",
    threshold=Threshold(
        "at most 5 % of the activities", "convention: the figure of DCMA check 5, as GAO-16-89G gives none", most=0.05
    ),
    population="unfinished activities",
    remedy="Note the reason for each date, such as a delivery, or replace it by a link to what it waits for.",
    measure=soft_constraints,
)
