"""GAO best practice 1: every activity has its place in the work breakdown structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts


def no_wbs(facts: Facts) -> Measure:
    """Activities without a place in the work breakdown structure."""
    activities = facts.plan.activities
    return Measure(tuple(Offender(one.id, "no wbs") for one in activities if not one.wbs), len(activities))


WBS = Check(
    key="wbs",
    title="Work breakdown structure",
    question="Does every activity belong to a part of the work breakdown structure?",
    source="GAO-16-89G, best practice 1",
    threshold=Threshold("none without", "convention: GAO-16-89G asks it of every activity, without a figure", most=0.0),
    population="activities",
    remedy="Give each activity the wbs of the deliverable that it serves.",
    measure=no_wbs,
)
