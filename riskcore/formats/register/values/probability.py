"""Probabilities as shares of one: `0.3`, `30 %`, and what a bare 30 means in its column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.table.cell import Percent, plain, quoted
from riskcore.formats.register.values.amount import amount_of
from riskcore.formats.register.values.points import parts_of
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

_SCORES: Final = 10
"""Whole numbers that are all at most this may be levels of a scale."""
_PERCENT_WORDS: Final = ("%", "percent", "pct", "prozent", "v.h.", "pour cent", "por ciento")
DECLARE: Final = "Declare probability: percent or probability: fraction in the mapping."


def share_or_number(cell: str | float, decimal: str) -> tuple[float, bool]:
    """The number in a cell, and whether it is a share already: it has a percent sign. Raises BrokenRule."""
    if isinstance(cell, float):
        return float(cell), isinstance(cell, Percent)
    if len(parts_of(cell)) > 1:
        hint = "Declare a range as a level of a scale, under scales: probability."
        raise BrokenRule("must be one probability", quoted(cell), hint)
    amount = amount_of(cell, decimal, "a probability such as 0.3 or 30 %")
    if not amount.unit:
        return amount.value, False
    if amount.unit.casefold() not in _PERCENT_WORDS:
        raise BrokenRule("must be a probability such as 0.3 or 30 %", quoted(cell))
    return float(f"{amount.value / 100:.15g}"), True


def meaning_of_numbers(numbers: Sequence[float], header: str, declared: str | None) -> str:
    """What the bare numbers of a column are, "percent" or "fraction". Raises BrokenRule where it cannot be told.

    `header` is what the header says, "percent", "fraction" or ""; `declared` what the mapping says.
    """
    if declared:
        return declared
    some = [number for number in numbers if number]
    above = [number for number in some if number > 1]
    below = [number for number in some if 0 < number < 1]
    if above and below:
        got = f"{plain(below[0])} and {plain(above[0])}"
        raise BrokenRule("must be all percent or all fractions of 1", got, DECLARE)
    if header == "percent" and below:
        got = f"a header in percent over {plain(below[0])}"
        raise BrokenRule("must say whether its numbers are percent or fractions of 1", got, DECLARE)
    if header:
        return header
    if some and all(number == int(number) for number in some) and max(some) <= _SCORES:
        got = "whole numbers of " + " to ".join(dict.fromkeys(map(plain, (min(some), max(some)))))
        hint = f"Declare their levels under scales: probability. {DECLARE}"
        raise BrokenRule("must show whether it holds percent or levels of a scale", got, hint)
    return "percent" if above else "fraction"


def probability(number: float, meaning: str) -> float:
    """The probability that a number means. Raises BrokenRule outside of [0, 1]."""
    share = float(f"{number / 100:.15g}") if meaning == "percent" else number
    if not 0 <= share <= 1:
        raise BrokenRule("must lie between 0 and 100 %", f"{plain(number)}{' %' if meaning == 'percent' else ''}")
    return share
