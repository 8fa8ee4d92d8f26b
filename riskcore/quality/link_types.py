"""DCMA check 4: most links are finish-to-start, the one type that everybody reads alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts


def other_types(facts: Facts) -> Measure:
    """Links that are not finish-to-start."""
    ids = facts.schedule.id
    offenders = tuple(
        Offender(ids[tie.after], f"{tie.link.type} after {ids[tie.before]}")
        for tie in facts.live_ties
        if tie.link.type != "FS"
    )
    return Measure(offenders, len(facts.live_ties))


LINK_TYPES = Check(
    key="link_types",
    title="Relationship types",
    question="Are at least nine of ten links finish-to-start?",
    source="DCMA 14-point, check 4; GAO-16-89G, best practice 2",
    threshold=Threshold("at least 90 % FS, so at most 10 % others", "DCMA 14-point, check 4", most=0.10),
    population="links into unfinished activities",
    remedy="Split activities that overlap so that their parts follow one another, and link those by FS.",
    measure=other_types,
)
