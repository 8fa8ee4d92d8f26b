"""DCMA checks 6 and 7: too much float tells of missing logic, negative float of dates that cannot be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.quality.check import Check, Measure
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts

HIGH_FLOAT_DAYS = 44.0
"""Two months of working days, by the DCMA 14-point assessment, check 6."""
HALF_A_MINUTE = 0.5


def high_float(facts: Facts) -> Measure:
    """Unfinished activities with more than HIGH_FLOAT_DAYS working days of total float."""
    return _measure(facts, [i for i in facts.unfinished if _minutes(facts, i) > HIGH_FLOAT_DAYS * facts.day(i)])


def negative_float(facts: Facts) -> Measure:
    """Unfinished activities with negative total float."""
    return _measure(facts, [i for i in facts.unfinished if _minutes(facts, i) < -HALF_A_MINUTE])


def _minutes(facts: Facts, i: int) -> float:
    return float(facts.schedule.total_float[i])


def _measure(facts: Facts, chosen: list[int]) -> Measure:
    offenders = (
        Offender(facts.schedule.id[i], f"{_minutes(facts, i) / facts.day(i):.4g}d of total float") for i in chosen
    )
    return Measure(tuple(offenders), len(facts.unfinished))


HIGH_FLOAT = Check(
    key="high_float",
    title="High float",
    question=f"How many activities could slip by more than {HIGH_FLOAT_DAYS:g} working days and delay nothing?",
    source="DCMA 14-point, check 6; GAO-16-89G, best practice 7",
    threshold=Threshold("at most 5 % of the activities", "DCMA 14-point, check 6", most=0.05),
    population="unfinished activities",
    remedy="Look for the successor that is missing; without one the float is not real.",
    measure=high_float,
)
NEGATIVE_FLOAT = Check(
    key="negative_float",
    title="Negative float",
    question="Is any activity already later than a date that it must keep?",
    source="DCMA 14-point, check 7; GAO-16-89G, best practice 7",
    threshold=Threshold("none", "DCMA 14-point, check 7", most=0.0),
    population="unfinished activities",
    remedy="Recover the time on the path that leads to the date, or agree on a later date.",
    measure=negative_float,
)
