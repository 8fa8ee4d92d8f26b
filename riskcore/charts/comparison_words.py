"""What scenarios change, in plain English: for the terminal, for titles of charts and for whoever reads them out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from riskcore.analysis import limit_of
from riskcore.analysis.compare import beyond_noise
from riskcore.analysis.compare_paired import FEW
from riskcore.charts.numerals import counted, days, listed, measured, money, number, share, shorten
from riskcore.charts.scale import Dates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from riskcore.analysis.compare import Change
    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.results import Estimate, Result

NOISE = "no difference beyond noise"
SAME = "the same"
AT, CONFIDENCE = "P80", "at 80 % confidence"
TITLE_NAME = 40


def finding(name: str, one: Ranked, base: Result, target: datetime | None = None) -> str:
    """One scenario against the base, in a few sentences."""
    found = one.comparison
    sentences = [f"{name}: {finish_words(found.finish)}{_until(one)}."]
    if found.cost is not None:
        price = found.cost_per_day[AT]
        sentences.append(f"{cost_words(found.cost, base.currency)}{_price(price, base.currency)}.")
    return " ".join([*sentences, *_chance(one, target), *_few(one)])


def headline(ranked: Sequence[Ranked], names: Mapping[str, str]) -> str:
    """What the scenario that finishes first brings, in a line."""
    name, change = shorten(names[ranked[0].id], TITLE_NAME), ranked[0].comparison.finish.at[AT]
    if beyond_noise(change) and change.value < 0:
        return f"{name} finishes {moved(change)} {CONFIDENCE}"
    return f"{name} saves no time" if len(ranked) == 1 else "No scenario saves time beyond noise"


def choice(ranked: Sequence[Ranked], names: Mapping[str, str]) -> str:
    """Which scenarios another one beats, in a sentence; empty where none of them is beaten."""
    beaten = [f"{names[one.id]} ({listed([names[id_] for id_ in one.beaten_by])})" for one in ranked if one.beaten_by]
    return f"Not worth choosing, for another finishes no later and costs no more: {listed(beaten)}." if beaten else ""


def finish_words(change: Change) -> str:
    """Finishes 5.2 days earlier at 80 % confidence (5 to 5.9)."""
    found = change.at[AT]
    if change.none:
        return "the finish is the same in every iteration"
    if not beyond_noise(found):
        return f"{NOISE} in the finish {CONFIDENCE}{between(found, days)}"
    return f"finishes {moved(found)} {CONFIDENCE}{between(found, number)}"


def cost_words(change: Change, currency: str) -> str:
    """It costs EUR 79,290 more at 80 % confidence (63,190 to 92,190)."""
    found = change.at[AT]
    if change.none:
        return "The cost is the same in every iteration"
    if not beyond_noise(found):
        return f"{NOISE.capitalize()} in the cost {CONFIDENCE}{between(found, lambda end: money(end, currency))}"
    amount, more = money(abs(found.value), currency), "more" if found.value > 0 else "less"
    return f"It costs {amount} {more} {CONFIDENCE}{between(found, lambda end: money(end, '', found.value))}"


def moved(change: Estimate) -> str:
    """5.2 days earlier."""
    return f"{days(abs(change.value))} {'later' if change.value > 0 else 'earlier'}"


def between(estimate: Estimate, write: Callable[[float], str]) -> str:
    """The interval in brackets, without signs where both ends have the same one; nothing where they read the same."""
    low, high = estimate.lower, estimate.upper
    if low >= 0 or high <= 0:
        low, high = sorted((abs(low), abs(high)))
    if not math.isfinite(high):
        return f" ({write(low)} or more)"
    return "" if write(low) == write(high) else f" ({write(low)} to {write(high)})"


def _until(one: Ranked) -> str:
    """On which date that is, where it is another one."""
    if not beyond_noise(one.comparison.finish.at[AT]):
        return ""
    return f", on {Dates(one.result.epoch).write(one.result.finish.sample.quantile(0.80).value)}"


def _price(price: Estimate | None, currency: str) -> str:
    """What a day saved costs, where days are saved and money is not."""
    if price is None or price.value <= 0:
        return ""
    span = between(price, lambda end: money(end, "", price.value))
    return f": {money(price.value, currency)} for each day saved{span}"


def _chance(one: Ranked, target: datetime | None) -> list[str]:
    """From what to what the chance of the target goes, in percentage points."""
    change = one.comparison.chance
    limit = limit_of(one.result, target or one.result.target)
    if change is None or limit is None:
        return []
    date = Dates(one.result.epoch).write_limit(limit)
    if not beyond_noise(change):
        return [f"The chance to make {date}: {NOISE}."]
    after = one.result.finish.sample.probability(limit).value
    verb = "rises" if change.value > 0 else "falls"
    by = measured(100 * abs(change.value), "point") + between(change, lambda end: number(100 * end))
    return [f"The chance to make {date} {verb} from {share(after - change.value)} to {share(after)}, by {by}."]


def _few(one: Ranked) -> list[str]:
    """That the finish differs too seldom to know by how much."""
    finish, n = one.comparison.finish, one.result.certificate.iterations
    count = round(n * (finish.lower + finish.higher))
    few = 0 < count < min(FEW, n)
    return [f"The finish differs in {counted(count, 'iteration')} only: run more to know by how much."] if few else []
