"""Which column is taken for which field: by its name, or as a person has declared it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.fields import NUMBERS
from riskcore.formats.register.header.find import JOINT
from riskcore.formats.register.header.meaning import Meaning, meaning_of
from riskcore.formats.register.header.names import OTHER_WORDS, RESULT
from riskcore.formats.register.normal import normal, within_brackets
from riskcore.formats.register.table.sheet import column_of, letter
from riskcore.formats.register.values.named_unit import unit_of_quantity
from riskcore.formats.register.values.unit import NO_UNIT
from riskcore.plan.rule import BrokenRule, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from riskcore.formats.register.header.find import Header
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.values.unit import Unit

_BY_LETTER: Final = re.compile(r"column ([A-Z]{1,2})", re.IGNORECASE)


@dataclass(frozen=True)
class Taken:
    """A column taken for a field."""

    index: int
    header: str
    meaning: Meaning


def reader(declared: Mapping[str, str | None]) -> Callable[[str, int], Meaning | None]:
    """What a column means by its name and index: as declared, else by the names that people use."""
    by_name = {normal(name): field for field, name in declared.items() if name and not _BY_LETTER.fullmatch(name)}
    by_index = {
        column_of(found[1].upper()): field
        for field, name in declared.items()
        if name and (found := _BY_LETTER.fullmatch(name))
    }

    def read(name: str, index: int) -> Meaning | None:
        field = by_index.get(index) or by_name.get(normal(name))
        guessed = meaning_of(name)
        if field:
            return guessed if guessed and guessed.field == field else Meaning(field, _unit(field, name))
        return None if guessed is None or guessed.field in declared else guessed

    return read


def _unit(field: str, name: str) -> Unit:
    """The unit in the brackets of a name that was declared and would not be understood by itself."""
    quantity = field.removeprefix("residual.").split(".")[0]
    if field not in NUMBERS:
        return NO_UNIT
    found = (unit_of_quantity(quantity, text) for text in within_brackets(name))
    return next((unit for unit in found if unit), NO_UNIT)


def take(header: Header, declared: Mapping[str, str | None], findings: Findings) -> list[Taken]:
    """The columns that are taken; two for one field, and declared ones that are not there, are problems."""
    taken = [Taken(k, name, meaning) for k, (name, meaning) in enumerate(header.names) if meaning]
    fields = [one.meaning.field for one in taken]
    for field in dict.fromkeys(field for field in fields if fields.count(field) > 1):
        rivals = [one for one in taken if one.meaning.field == field]
        got = " and ".join(f'column {letter(one.index)} "{one.header}"' for one in rivals)
        hint = f'Declare the one to take: columns: {{{field}: "column {letter(rivals[0].index)}"}}.'
        findings.add(BrokenRule(f"must have one column for {field}", got, hint), header.last)
    names = [name for name, _ in header.names if name]
    for field, name in declared.items():
        if name and field not in fields:
            hint = nearest(name, names) or f"Its columns: {', '.join(names)}."
            findings.add(
                BrokenRule(f"must have the column that is declared for {field}", f'no "{name}"', hint), header.last
            )
    return taken


def saved_name(one: Taken, header: Header) -> str:
    """The name by which a mapping finds the column again: its header, or its letter where others have the same."""
    same = [normal(name) for name, _ in header.names].count(normal(one.header))
    return one.header if same == 1 else f"column {letter(one.index)}"


def why_not(name: str, declared: Mapping[str, str | None]) -> str:
    """Why a column is left out."""
    if name.startswith(RESULT):
        return "a result of an earlier run"
    meaning = meaning_of(name)
    if meaning and meaning.field in declared:
        other = declared[meaning.field]
        return f'{meaning.field} is taken from "{other}"' if other else f"{meaning.field} is declared to be left out"
    if normal(name.rsplit(JOINT, maxsplit=1)[-1]) in ("impact", "impacts", "consequence value", "auswirkung"):
        return "it does not say whether it is time or money: declare columns: {delay: ...} or {cost: ...}"
    other_word = next((word for word in normal(name).split() if word in OTHER_WORDS), "")
    if other_word:
        return f'"{other_word}" says that it is about something else than the risk itself'
    return "no field of a risk is known by this name"
