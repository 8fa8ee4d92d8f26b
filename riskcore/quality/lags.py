"""DCMA checks 2 and 3: waiting times of links, which nobody owns and nobody reports.

Only links into unfinished activities count: the others move no date any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.quality.facts import Facts, Tie

LONG_LAG_DAYS = 10.0


def leads(facts: Facts) -> Measure:
    """Links with a negative lag."""
    return _measure(facts, (tie for tie in facts.live_ties if tie.lag < 0))


def lags(facts: Facts) -> Measure:
    """Links with a positive lag."""
    return _measure(facts, (tie for tie in facts.live_ties if tie.lag > 0))


def long_lags(facts: Facts) -> Measure:
    """Links with a lag of more than LONG_LAG_DAYS days of the predecessor; of elapsed lags, days of the clock."""
    return _measure(facts, (tie for tie in facts.live_ties if tie.lag_days > LONG_LAG_DAYS))


def _measure(facts: Facts, ties: Iterable[Tie]) -> Measure:
    ids = facts.schedule.id
    offenders = (
        Offender(ids[tie.after], f"{tie.link.type}{tie.lag_days:+.4g}d after {ids[tie.before]}") for tie in ties
    )
    return Measure(tuple(offenders), len(facts.live_ties))


LEADS = Check(
    key="leads",
    title="Leads",
    question="Does any activity wait for a moment before its predecessor's date?",
    source="DCMA 14-point, check 2; GAO-16-89G, best practice 2",
    threshold=Threshold("none", "DCMA 14-point, check 2", most=0.0),
    population="links into unfinished activities",
    remedy="Split the predecessor where the overlap begins and link that part without a lead.",
    measure=leads,
)
LAGS = Check(
    key="lags",
    title="Lags",
    question="How many links make their successor wait without any work going on?",
    source="DCMA 14-point, check 3; GAO-16-89G, best practice 2",
    threshold=Threshold("at most 5 % of the links", "DCMA 14-point, check 3", most=0.05),
    population="links into unfinished activities",
    remedy="Put an activity with a duration and an owner in place of the lag.",
    measure=lags,
)
LONG_LAGS = Check(
    key="long_lags",
    title="Long lags",
    question=f"Does any link wait for more than {LONG_LAG_DAYS:g} days?",
    source="GAO-16-89G, best practice 2",
    threshold=Threshold(
        f"none over {LONG_LAG_DAYS:g} days", "convention: GAO-16-89G asks to justify lags, without a figure", most=0.0
    ),
    population="links into unfinished activities",
    remedy="Say what happens in that time and plan it as an activity, with a range of its own.",
    measure=long_lags,
)
