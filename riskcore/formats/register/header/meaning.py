"""What one header means: a field of a risk, and the unit of its numbers where the header names one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.header.grammar import LONGEST, VOCABULARY
from riskcore.formats.register.header.names import FIELD_OF_NAME
from riskcore.formats.register.normal import normal, within_brackets, without_brackets
from riskcore.formats.register.values.named_unit import unit_of_quantity
from riskcore.formats.register.values.unit import NO_UNIT, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_NAME: Final = 160
"""Characters; a longer text is no header."""
_PERCENTILE = re.compile(r"p(\d{1,2})")


@dataclass(frozen=True)
class Meaning:
    """A field such as `residual.delay.min`, the unit of its numbers, and the percentile where the header says one."""

    field: str
    unit: Unit = NO_UNIT
    percentile: int | None = None


def meaning_of(header: str) -> Meaning | None:
    """What the header means; None where any word of it is not understood."""
    return _meaning(header) if len(header) <= LONGEST_NAME else None


@lru_cache(maxsize=20_000)
def _meaning(header: str) -> Meaning | None:
    outside = normal(without_brackets(header))
    field = FIELD_OF_NAME.get(outside) or FIELD_OF_NAME.get(normal(header))
    if field:
        return Meaning(field)
    if outside in ("distribution", "distribution type", "verteilung", "distribucion"):
        return Meaning("shape")
    return _quantity(outside.split(), [normal(text) for text in within_brackets(header)])


def _quantity(words: Sequence[str], brackets: Sequence[str]) -> Meaning | None:
    found: dict[str, str] = {}
    rest = [outside := " ".join(_explained(words, found))]
    quantity = found.get("quantity")
    for text in brackets:
        # `(d)` is a unit, though the d of d'occurrence says nothing; `(min)` is a point and no unit
        unit = quantity and not is_phrase(text, "point") and unit_of_quantity(quantity, text)
        rest.append(text if unit else " ".join(_explained(text.split(), found)))
    rest = [text for text in rest if text]
    quantity = found.get("quantity")
    if quantity is None or "twice" in found or len(rest) > 1:
        return None
    unit = unit_of_quantity(quantity, rest[0]) if rest else NO_UNIT
    if unit is None or (outside and (unit.levels or unit.share == "fraction")):
        return None  # numbers without brackets are those of a row below
    point, percentile = found.get("point", ""), found.get("percentile")
    if percentile is not None:
        if point or int(percentile) == 50:
            return None
        point = "min" if int(percentile) < 50 else "max"
    if quantity == "probability" and point:
        return None
    stage = "residual." if found.get("stage") == "residual" else ""
    return Meaning(f"{stage}{quantity}{'.' if point else ''}{point}", unit, int(percentile) if percentile else None)


def is_phrase(text: str, kind: str) -> bool:
    """Whether a text, as it is written, is one phrase of a kind: "stage", "point", ..."""
    return VOCABULARY.get(tuple(normal(text).split()), ("", ""))[0] == kind


def _explained(words: Sequence[str], found: dict[str, str]) -> list[str]:
    """The words that no phrase explains; what the phrases say is put into `found`."""
    rest, at = [], 0
    while at < len(words):
        length = next((n for n in range(LONGEST, 0, -1) if tuple(words[at : at + n]) in VOCABULARY), 0)
        percentile = _PERCENTILE.fullmatch(words[at])
        if length:
            _note(found, *VOCABULARY[tuple(words[at : at + length])])
        elif percentile:
            _note(found, "percentile", percentile[1])
        else:
            rest.append(words[at])
        at += max(1, length)
    return rest


def _note(found: dict[str, str], kind: str, key: str) -> None:
    if kind != "filler" and found.setdefault(kind, key) != key:
        found["twice"] = kind
