"""What the page says, as plain text in rows: the template only lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.analysis import answer, limit_of, milestone_answers, tornado
from riskcore.charts.numerals import counted, percent, percent_range, share, short_date
from riskcore.charts.scale import Dates
from riskcore.charts.words import CONFIDENCE, commitment, is_certain, movers
from riskcore.report.money import money_content
from riskcore.report.rows import NONE, activities, certificate, driver, effect, levels

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis import Answer
    from riskcore.charts.scale import Scale
    from riskcore.results import Estimate, Result

NAMED = 5
"""Inputs listed beside the answer."""


def content(result: Result, target: datetime | None = None) -> dict[str, Any]:
    """Every word and number of the page."""
    scale = Dates(result.epoch)
    finish = answer(result.finish, limit_of(result, target or result.target))
    bars = tornado(result)
    return {
        "plan": result.name or "A plan without a name",
        "status": None if result.status is None else short_date(result.status),
        "notes": result.notes,
        "answer": _answer(finish, scale),
        "movers": movers(bars),
        "leaders": [{"name": bar.name, "effect": effect(bar)} for bar in bars if bar.beyond_noise][:NAMED],
        "dates": levels(finish.quantiles, scale),
        "milestones": [_milestone(one, scale) for one in milestone_answers(result)],
        "drivers": [driver(bar) for bar in bars],
        "activities": activities(result),
        "certificate": certificate(result.certificate),
        **money_content(result, target),
        "iterations": counted(result.certificate.iterations, "iteration"),
    }


def _answer(found: Answer, scale: Scale) -> dict[str, Any]:
    at, chance = found.quantiles[CONFIDENCE], found.probability_of_limit
    return {
        "words": commitment(found, scale),
        "limit": None if found.limit is None else scale.write_limit(found.limit),
        "chance": None if chance is None else _chance(found, chance, scale),
        "interval": None if chance is None else _interval(found, chance, scale),
        "confidence": percent(CONFIDENCE),
        "value": scale.write(at.value),
        "error": scale.error(at),
        "planned": scale.write(found.planned),
        "planned_chance": _chance(found, found.probability_of_planned, scale),
    }


def _chance(found: Answer, chance: Estimate, scale: Scale) -> str:
    """Where nothing varies there is no chance, only yes or no."""
    return share(chance.value) if is_certain(found, scale) else percent(chance.value)


def _interval(found: Answer, chance: Estimate, scale: Scale) -> str:
    if is_certain(found, scale):
        return "the same in every iteration"
    return f"95 % interval {percent_range(chance.lower, chance.upper)}"


def _milestone(found: Answer, scale: Scale) -> dict[str, str]:
    chance = found.probability_of_limit
    return {
        "name": found.name,
        "planned": scale.write_short(found.planned),
        "planned_chance": _chance(found, found.probability_of_planned, scale),
        "deadline": NONE if found.limit is None else scale.write_limit(found.limit, short=True),
        "chance": NONE if chance is None else _chance(found, chance, scale),
        "interval": "" if chance is None else percent_range(chance.lower, chance.upper),
        "even": scale.write_short(found.quantiles[0.50].value),
        "value": scale.write_short(found.quantiles[CONFIDENCE].value),
    }
