"""Links per activity: too few tell of missing logic, too many of links that repeat one another.

A link counts at both of its ends; the plan's start and its finish count as one end each, so that a chain has 2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts

LEAST, MOST = 2.0, 4.0


def links_per_activity(facts: Facts) -> Measure:
    """Ends of links per activity, all activities counted; below LEAST, or above MOST, those that are themselves."""
    ends = [len(into) + len(out) for into, out in zip(facts.inbound, facts.outbound, strict=True)]
    value = (sum(ends) + 2) / len(ends)
    chosen = [i for i, count in enumerate(ends) if (count < LEAST if value < LEAST else count > MOST)]
    if LEAST <= value <= MOST:
        chosen = []
    offenders = tuple(Offender(facts.schedule.id[i], f"{ends[i]} links") for i in chosen)
    return Measure(offenders, len(ends), value, f"{value:.3g} ends of links per activity.")


LINKS_PER_ACTIVITY = Check(
    key="links_per_activity",
    title="Links per activity",
    question="Has the network about as many links as a network of work needs?",
    source="GAO-16-89G, best practice 2",
    threshold=Threshold(
        f"{LEAST:g} to {MOST:g}, each link counted at both ends",
        "convention: logic density of schedule checkers; GAO-16-89G names the ratio without a figure",
        least=LEAST,
        most=MOST,
    ),
    population="activities",
    remedy="Below it, add the links that are missing; above it, remove those that others imply.",
    measure=links_per_activity,
)
