"""The header of a sheet: one to three rows, found by how many fields their names mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.header.meaning import Meaning, is_phrase
from riskcore.formats.register.header.names import OTHER_WORDS
from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import one_line, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from riskcore.formats.register.table.sheet import Row, Sheet

FEWEST: Final = 3
"""Fields that a header names at least: what happens, how likely it is, and what it does."""
_DEEPEST: Final = 3
JOINT: Final = " / "
"""Between the rows of a header, where its name is shown."""

Name = tuple[str, Meaning | None]


@dataclass(frozen=True)
class Header:
    """The first and last row of a header; for each column its name and what it means."""

    first: int
    last: int
    names: tuple[Name, ...]

    @property
    def fields(self) -> int:
        """How many different fields it names."""
        return len({meaning.field for _, meaning in self.names if meaning})

    @property
    def meanings(self) -> dict[int, Meaning]:
        """Index of a column to what it means."""
        return {k: meaning for k, (_, meaning) in enumerate(self.names) if meaning}

    @property
    def units(self) -> int:
        """How many of its columns name a unit."""
        return sum(bool(meaning and meaning.unit.words) for _, meaning in self.names)


def find_header(
    sheet: Sheet, rows: tuple[int, int] | None, read: Callable[[str, int], Meaning | None]
) -> Header | None:
    """The header of the sheet, or None where no row names enough fields.

    `rows` are its first and last row where a person has declared them; `read` turns the name of a column, given with
    its index, into its meaning.
    """
    candidates = [
        _header(sheet.rows[at : at + depth], read)
        for at in range(len(sheet.rows))
        for depth in range(1, _DEEPEST + 1)
        if _contiguous(sheet.rows[at : at + depth], depth)
        and (rows is None or rows == (sheet.rows[at].number, sheet.rows[at].number + depth - 1))
    ]
    enough = [one for one in candidates if rows or one.fields >= FEWEST]
    best = max(enough, key=_merit, default=None)
    if best is None or rows is not None:
        return best
    return _heeded(best, {(one.first, one.last): one for one in candidates})


def _heeded(best: Header, candidates: Mapping[tuple[int, int], Header]) -> Header:
    """The header with a row of headings above it that say what columns are not about; without a title above it."""
    below = candidates.get((best.first + 1, best.last))
    if below is not None and below.meanings == best.meanings:
        return below
    above = candidates.get((best.first - 1, best.last))
    if above is None or above.fields == best.fields:
        return best
    kept = {meaning.field for _, meaning in above.names if meaning}
    lost = {meaning.field for _, meaning in best.names if meaning} - kept
    return above if len(kept) >= FEWEST and not lost & {"id", "name", "probability"} else best


def _merit(header: Header) -> tuple[int, int, int, int, int]:
    """More fields, then more units, then more names, then fewer rows, then further up."""
    names = sum(bool(name) for name, _ in header.names)
    return header.fields, header.units, names, header.first - header.last, -header.first


def _contiguous(rows: Sequence[Row], depth: int) -> bool:
    return len(rows) == depth and rows[-1].number - rows[0].number == depth - 1


def _header(rows: Sequence[Row], read: Callable[[str, int], Meaning | None]) -> Header:
    width = max(len(row.cells) for row in rows)
    texts = [[one_line(text_of(row.at(column))) for column in range(width)] for row in rows]
    for k in range(len(texts) - 1):
        texts[k] = _spread(texts[k], texts[k + 1 :])
    names = tuple(_name([line[column] for line in texts], column, read) for column in range(width))
    return Header(rows[0].number, rows[-1].number, names)


def _spread(upper: list[str], below: Sequence[list[str]]) -> list[str]:
    """Headings over several columns, repeated over each that has a name below."""
    spread, heading = list(upper), ""
    for column, text in enumerate(upper):
        named = any(line[column] for line in below)
        if text or not named:
            heading = text if named else ""
        spread[column] = heading if named and not text else text
    return spread


def _name(parts: list[str], column: int, read: Callable[[str, int], Meaning | None]) -> Name:
    """The name of a column: with the headings over it, or without those that say nothing of the quantity."""
    parts = [part for k, part in enumerate(parts) if part and part not in parts[:k]]
    for k in range(len(parts)):
        if any(_about_other(part) for part in parts[:k]):
            break
        meaning = read(JOINT.join(parts[k:]), column)
        if meaning:
            return JOINT.join(parts), meaning
    return JOINT.join(parts), None


def _about_other(heading: str) -> bool:
    """Whether what stands below is about something else than the risk: `Mitigation`, but not `After mitigation`."""
    return not is_phrase(heading, "stage") and any(word in OTHER_WORDS for word in normal(heading).split())
