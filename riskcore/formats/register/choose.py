"""The sheet with the risks, and its header: the one whose names mean most fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from riskcore.errors import FileError, Problem
from riskcore.formats.register.header.columns import reader
from riskcore.formats.register.header.find import FEWEST, Header, find_header
from riskcore.formats.register.table.sheet import HEAD
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.table.sheet import Sheet, Source

_NAMES = "Name its columns ID, Risk, Probability, Delay (days), Cost and Activities, or declare columns: in a mapping."


class Choice(NamedTuple):
    """The index of a sheet and its header."""

    sheet: int
    header: Header


def choose(source: Source, mapping: SheetMapping, wanted: str | None, file: str) -> Choice:
    """The sheet whose header fits best, among those named `wanted` where one is. Raises FileError."""
    if not any(sheet.rows for sheet in source.heads):
        raise _refused(file, "is empty")
    read = reader(mapping.columns)
    headers = [find_header(sheet, mapping.header_rows, read) for sheet in source.heads]
    asked = _asked(source.heads, wanted, file)
    found = [Choice(k, header) for k in asked if (header := headers[k]) is not None]
    if not found:
        raise _no_header(source.heads, mapping, file)
    best = max(found, key=lambda one: _merit(source.heads, one))
    rivals = [source.heads[one.sheet].name for one in found if _merit(source.heads, one) == _merit(source.heads, best)]
    if len(set(rivals)) > 1:
        got = ", ".join(f'"{name}"' for name in rivals)
        raise _refused(file, "has more than one sheet that may be the register", got, f'Name it: sheet: "{rivals[0]}".')
    return best


def _merit(sheets: Sequence[Sheet], choice: Choice) -> tuple[int, int, bool]:
    return choice.header.fields, choice.header.units, not sheets[choice.sheet].hidden


def _asked(sheets: Sequence[Sheet], wanted: str | None, file: str) -> list[int]:
    """Indices of the sheets to look at."""
    if wanted is None:
        return list(range(len(sheets)))
    if not sheets[0].name:
        raise _refused(file, "has no sheets, since it is text", f'sheet: "{wanted}"', "Leave the sheet out.")
    names = [sheet.name for sheet in sheets]
    found = [k for k, name in enumerate(names) if name.strip().casefold() == wanted.strip().casefold()]
    if not found:
        listed = ", ".join(f'"{name}"' for name in names)
        raise _refused(
            file, "must have the sheet asked for", f'no "{wanted}"', nearest(wanted, names) or f"Its sheets: {listed}."
        )
    return found


def _no_header(sheets: Sequence[Sheet], mapping: SheetMapping, file: str) -> FileError:
    if mapping.header is not None:
        return _refused(file, f"must have its header in row {mapping.header}, as is declared", "a blank row")
    rule = f"must have a header of {FEWEST} known names or more in its first {HEAD} rows"
    read = reader(mapping.columns)
    texts = {cell for sheet in sheets for row in sheet.rows for cell in row.cells if isinstance(cell, str)}
    known = [text for text in sorted(texts) if len(text) < 40 and read(text, -1)]
    listed = ", ".join(known[:8])
    return _refused(file, rule, f"only {listed}" if 0 < len(known) <= 8 else "none", _NAMES)


def _refused(file: str, rule: str, got: str = "", hint: str = "") -> FileError:
    return FileError([Problem(file, rule, got, hint)], file)
