"""Answers in plain English: what the terminal prints, the page says and the charts have for titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.charts.numerals import days, listed, percent, percent_range, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.analysis import ActivityDates, Answer, Bar
    from riskcore.charts.scale import Scale
    from riskcore.results import Estimate

CONFIDENCE = 0.80
NAMED = 3
"""Inputs named in a sentence; the table has the rest."""
TITLE_NAME = 48
"""Characters of a name in a title."""
OFTEN = 0.5
"""An activity that is critical in at least this share of the iterations is critical often."""


def is_certain(answer: Answer, scale: Scale) -> bool:
    """Whether every iteration ended the same."""
    return answer.sd < scale.resolution


def likely(chance: Estimate) -> str:
    """37 % likely (36 to 38 %)."""
    ends = percent_range(chance.lower, chance.upper)
    told = ends in {"0 to 1 %", "99 to 100 %"}
    return f"{percent(chance.value)} likely" + ("" if told else f" ({ends})")


def commitment(answer: Answer, scale: Scale) -> str:
    """Can we commit, to what can we commit, and what about the plan: three sentences."""
    if is_certain(answer, scale):
        return " ".join(part for part in (_question(answer, scale), _certainty(answer, scale)) if part)
    at = answer.quantiles[CONFIDENCE]
    confidence = f"For {percent(CONFIDENCE)} confidence, {scale.allow} {scale.write(at.value)}, {scale.error(at)}."
    chance = f"the chance to {scale.keep} is {percent(answer.probability_of_planned.value)}"
    sentences = [confidence, f"The plan itself says {scale.write(answer.planned)}; {chance}."]
    if answer.probability_of_limit is not None:
        sentences.insert(0, f"{_question(answer, scale)} {_capital(likely(answer.probability_of_limit))}.")
    return " ".join(sentences)


def headline(answer: Answer, scale: Scale) -> str:
    """The same in a line, for a chart."""
    if is_certain(answer, scale):
        return _certainty(answer, scale).rstrip(".")
    confidence = f"{percent(CONFIDENCE)} confidence is {scale.write_short(answer.quantiles[CONFIDENCE].value)}"
    if answer.limit is None or answer.probability_of_limit is None:
        planned = percent(answer.probability_of_planned.value)
        return _capital(f"{confidence}; the plan says {scale.write_short(answer.planned)} ({planned} likely)")
    limit = scale.write_limit(answer.limit, short=True)
    return _capital(f"{percent(answer.probability_of_limit.value)} chance of meeting {limit}; {confidence}")


def milestone(answer: Answer, scale: Scale) -> str:
    """One milestone in a sentence."""
    return f"{answer.name}: {headline(answer, scale)}."


def movers(bars: Sequence[Bar]) -> str:
    """What moves the date most, by name."""
    clear = [bar for bar in bars if bar.beyond_noise]
    if not bars:
        return "No input was found to move the date."
    if not clear:
        return "No single input moves the date by more than chance would."
    return f"What moves the date most: {listed([_effect(bar) for bar in clear[:NAMED]])}."


def strongest(bars: Sequence[Bar]) -> str:
    """The first of them in a line, for a chart."""
    clear = [bar for bar in bars if bar.beyond_noise]
    return (
        f"{shorten(clear[0].name, TITLE_NAME)} moves the date most: {_span(clear[0])}"
        if clear
        else movers(bars).rstrip(".")
    )


def critical_activities(rows: Sequence[ActivityDates]) -> str:
    """How much of the work decides the date, in a line."""
    ahead = [row for row in rows if not row.complete]
    often = [row for row in ahead if row.criticality >= OFTEN]
    if not ahead:
        return "Every activity is complete"
    if len(often) == 1:
        return f"{shorten(often[0].name, TITLE_NAME)} decides the finish at least half the time"
    verb = "decide" if often else "decides"
    count = f"{len(often):,}" if often else "None"
    return f"{count} of {len(ahead):,} activities {verb} the finish at least half the time"


def _question(answer: Answer, scale: Scale) -> str:
    return "" if answer.limit is None else f"Can we commit to {scale.write_limit(answer.limit)}?"


def _certainty(answer: Answer, scale: Scale) -> str:
    return f"Nothing here is uncertain: {scale.write(answer.mean.value)} in every iteration."


def _effect(bar: Bar) -> str:
    """Of a risk, what it does when it happens; of the rest, how far apart its ends put the finish."""
    return f"{bar.name} ({_span(bar)})"


def _span(bar: Bar) -> str:
    if bar.kind == "risk":
        return f"{days(abs(bar.swing))} {'later' if bar.swing > 0 else 'earlier'} if it happens"
    return f"{days(abs(bar.swing))} between its low and its high end"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
