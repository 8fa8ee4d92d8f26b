"""The unit that a header or the mapping names: `[weeks]`, `(k€)`, `%`, or the levels of a scale, `(1-5)`."""

from __future__ import annotations

import re
from typing import Final

from riskcore.formats.register.normal import normal
from riskcore.formats.register.values.duration import unit_of
from riskcore.formats.register.values.money import money_unit
from riskcore.formats.register.values.unit import Unit

_PERCENT: Final = ("%", "percent", "pct", "prozent", "pour cent", "por ciento", "in %")
_FRACTION: Final = ("0 1", "0 to 1", "fraction", "decimal")
_LEVELS = re.compile(r"(?:1|0)\s*(?:to|bis|a)?\s*(\d{1,2})")


def unit_of_quantity(quantity: str, words: str) -> Unit | None:
    """The unit that `words` name for a quantity: "probability", "delay", "cost" or "factor". None where they do not."""
    text = normal(words)
    levels = _LEVELS.fullmatch(text)
    if levels and int(levels[1]) > 1:
        return Unit(levels=int(levels[1]), words=words)
    if quantity == "delay":
        time = unit_of(text)
        return Unit(time=time, words=words) if time else None
    if quantity == "cost":
        money = money_unit(text)
        return Unit(times=money.times, currency=money.currency, words=words) if money else None
    if quantity == "probability" and text in _PERCENT + _FRACTION:
        return Unit(share="percent" if text in _PERCENT else "fraction", words=words)
    return None
