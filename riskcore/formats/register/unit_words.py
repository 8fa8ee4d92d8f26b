"""The unit of a column in words, as it is listed before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.fields import NUMBERS
from riskcore.formats.register.number_columns import unit_for

if TYPE_CHECKING:
    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.mapping import SheetMapping

_TIMES: Final = {
    "min": "minutes of working time",
    "h": "hours of working time",
    "d": "working days",
    "w": "working weeks",
    "mo": "working months",
    "emin": "minutes",
    "eh": "hours",
    "ed": "calendar days",
    "ew": "calendar weeks",
    "emo": "calendar months",
}
_MULTIPLES: Final = {1.0: "", 1e3: "thousands", 1e6: "millions", 1e9: "thousand millions"}


def unit_words(taken: Taken, mapping: SheetMapping) -> str:
    """`in working days`, `in thousands of EUR`, `the P10`; "" where the column has no unit."""
    if taken.meaning.field not in NUMBERS:
        return ""
    unit = unit_for(taken, mapping)
    words = [f"P{taken.meaning.percentile}"] if taken.meaning.percentile else []
    if unit.time:
        words.append(f"in {_TIMES[unit.time]}")
    money = " of ".join(part for part in (_MULTIPLES.get(unit.times, ""), unit.currency) if part)
    if money:
        words.append(f"in {money}")
    if unit.levels:
        words.append(f"levels of a scale of {unit.levels}")
    return ", ".join(words)
