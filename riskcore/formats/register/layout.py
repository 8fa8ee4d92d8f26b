"""What the layout of a sheet says about its data: merges, hidden rows and columns, cells beyond the header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.formats.register.fields import RACI, WORDS
from riskcore.formats.register.table.sheet import letter
from riskcore.formats.register.understood import Ignored
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.header.find import Header
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.table.sheet import Row, Sheet

_HARMLESS: Final = frozenset(WORDS) - {"name"} | {f"raci.{role}" for role in RACI}
"""Fields of words, whose absence in the lower rows changes no number."""
_MOST: Final = 12


def notes_on(sheet: Sheet, rows: Sequence[Row], taken: Sequence[Taken], findings: Findings) -> Iterator[str]:
    """What is hidden or merged; a merge over several risks in a column that matters is a problem."""
    if sheet.hidden:
        yield f'The sheet "{sheet.name}" is hidden; it is read.'
    hidden = [row.number for row in rows if row.number in sheet.hidden_rows]
    if hidden:
        yield f"Hidden rows are read: {_listed(hidden)}."
    columns = [one for one in taken if one.index in sheet.hidden_columns]
    if columns:
        yield f"Hidden columns are read: {', '.join(letter(one.index) for one in columns)}."
    numbers = {row.number for row in rows}
    by_index = {one.index: one for one in taken}
    for merge in sheet.merges:
        filled = [number for number in range(merge.top, min(merge.bottom, merge.top + 10_000) + 1) if number in numbers]
        over = [by_index[k] for k in range(merge.left, merge.right + 1) if k in by_index]
        if len(filled) > 1 and over and merge.bottom > merge.top:
            bad = next((one for one in over if one.meaning.field not in _HARMLESS), None)
            if bad is None:
                yield f"{merge} is merged over several rows; only row {merge.top} has its text."
            else:
                hint = "Unmerge it and write the value into each row: it is not filled down."
                rule = BrokenRule("must not be merged over several rows", str(merge), hint)
                findings.add(rule, merge.top, bad.index, bad.header)


def check_widths(rows: Sequence[Row], header: Header, findings: Findings) -> None:
    """In text, a row with more cells than the header has a separator too many: its cells are not under their names."""
    width = len(header.names)
    for row in rows:
        if len(row.cells) > width:
            hint = "Put cells that hold the separator, as in 12,5, into quotation marks."
            rule = BrokenRule(
                "must not have more cells than the header", f"{len(row.cells)} cells, {width} names", hint
            )
            findings.add(rule, row.number, once=True)


def beyond_header(sheet: Sheet, rows: Sequence[Row], header: Header) -> Iterator[Ignored]:
    """Columns that have cells and no name."""
    width = max((len(row.cells) for row in rows), default=0)
    names = [header.names[k][0] if k < len(header.names) else "" for k in range(width)]
    for k, name in enumerate(names):
        if not name and any(row.at(k) is not None for row in rows):
            yield Ignored(f"column {letter(k)}", "has no header")
    if sheet.wider:
        yield Ignored("columns beyond IV", "are too far to the right")


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:_MOST]))
    return f"{shown} and {len(numbers) - _MOST:,} more" if len(numbers) > _MOST else shown
