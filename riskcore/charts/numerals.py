"""Dates, chances, days and money as people write them; the same whatever the machine's language."""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MINUS = "\N{MINUS SIGN}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
STEPS = ((1e9, "billion"), (1e6, "million"))
"""Amounts from these on are written in them."""


def percent(chance: float) -> str:
    """A probability that was estimated: neither 0 nor 100 % is ever certain."""
    if chance < 0.01:
        return "under 1 %"
    return "over 99 %" if chance > 0.99 else f"{100 * chance:.0f} %"


def share(part: float) -> str:
    """A share that was counted: none and all are what they say."""
    return f"{100 * part:.0f} %" if part in (0, 1) else percent(part)


def percent_range(lower: float, upper: float) -> str:
    """The ends of an interval of probability, rounded outwards."""
    low, high = math.floor(round(100 * lower, 6)), math.ceil(round(100 * upper, 6))
    return f"{low} to {high} %"


def last_day(moment: datetime) -> datetime:
    """The day that ends at `moment` or later: what is done by midnight is done the day before."""
    return moment - timedelta(days=1) if moment.time() == time() else moment


def long_date(moment: datetime) -> str:
    """30 June 2027."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def short_date(moment: datetime) -> str:
    """30 Jun 2027."""
    return f"{moment.day} {MONTHS[moment.month - 1][:3]} {moment.year}"


def number(value: float) -> str:
    """Three figures are enough to act on; whole numbers from 10 on, for days."""
    digits = 0 if abs(value) >= 9.95 else 1
    text = f"{abs(value):,.{digits}f}".removesuffix(".0")
    return MINUS + text if value < 0 and text != "0" else text


def signed(value: float) -> str:
    """+24, or a true minus sign."""
    text = number(value)
    return text if text == "0" or value < 0 else f"+{text}"


def days(value: float) -> str:
    """26 days, 1 day, under 0.1 days."""
    return measured(value, "day")


def measured(value: float, unit: str) -> str:
    """26 points, 1 point, under 0.1 points."""
    text = number(value)
    if text == "0" and value != 0:
        return f"under 0.1 {unit}s"
    return f"{text} {unit}" if text.removeprefix(MINUS) == "1" else f"{text} {unit}s"


def unit_of(amount: float) -> tuple[float, str]:
    """The step in which to write `amount`, and its word."""
    return next(((size, word) for size, word in STEPS if abs(amount) >= size), (1.0, ""))


def money(amount: float, currency: str, typical: float | None = None) -> str:
    """EUR 6.48 million; in the step that suits `typical`, an amount that this one is read beside."""
    size, word = unit_of(amount if typical is None else typical)
    text = _figures(abs(amount) / size, 3) if word else _coins(abs(amount))
    words = " ".join(part for part in (currency, text, word) if part)
    return MINUS + words if amount < 0 else words


def _figures(value: float, most: int) -> str:
    """`value` to `most` figures, zeros kept: 6.50 says more than 6.5."""
    decimals = most - 1 - math.floor(math.log10(value)) if value > 0 else 0
    return f"{value:,.{min(max(decimals, 0), most)}f}"


def _coins(value: float) -> str:
    """Coins matter in small amounts only; four figures in large ones."""
    if value < 100:
        return f"{value:,.2f}".removesuffix(".00")
    return f"{float(f'{value:.4g}'):,.0f}"


def counted(n: int, word: str, plural: str = "") -> str:
    """1 activity, 12,000 iterations."""
    return f"{n:,} {word}" if n == 1 else f"{n:,} {plural or word + 's'}"


def listed(parts: list[str]) -> str:
    """A, B and C."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def shorten(text: str, most: int) -> str:
    """`text` in at most `most` characters; its end stays, for names often differ there ("..., phase 2")."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    tail = (most - 1) // 3
    head = most - 1 - tail
    start, _, broken = text[: head + 1].rpartition(" ")
    end = text[-tail - 1 :].partition(" ")[2]
    # A long word is cut where it stands; a short one is left out whole.
    start = start if start and len(broken) <= head // 2 else text[:head]
    return start.rstrip(" ,;:-(") + ELLIPSIS + (end or text[-tail:])
