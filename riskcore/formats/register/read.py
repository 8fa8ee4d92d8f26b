"""A register as people keep it, in XLSX or CSV, as the document of a register."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from riskcore.errors import PlanError, Problem
from riskcore.formats.register.choose import choose
from riskcore.formats.register.header.columns import saved_name, take, why_not
from riskcore.formats.register.layout import beyond_header, check_widths, notes_on
from riskcore.formats.register.mapping import checked
from riskcore.formats.register.open import open_source
from riskcore.formats.register.risks import demand_columns, gather
from riskcore.formats.register.table.cell import quoted
from riskcore.formats.register.table.findings import Findings
from riskcore.formats.register.table.sheet import letter
from riskcore.formats.register.understood import Column, Ignored, Understood
from riskcore.formats.register.unit_words import unit_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.header.find import Header
    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.risks import Gathered
    from riskcore.formats.register.table.sheet import Sheet, Source

TOLD: Final = 10
"""Triggers that a note names one by one."""


def read_register(
    path: str | Path,
    mapping: Mapping[str, Any] | None = None,
    scales: Mapping[str, Any] | None = None,
    sheet: str | None = None,
) -> Understood:
    """Read the register in the workbook or CSV file at `path`.

    Parameters
    ----------
    path
        An .xlsx, .xlsm, .csv or .txt file; what it is, is told from its content.
    mapping
        What is declared of the sheet: see SheetMapping. `mapping` of an earlier reading may be given again.
    scales
        What the levels of scales mean, in the place of those of the mapping: see Scales.
    sheet
        The name of the sheet, in the place of that of the mapping; else the sheet whose header fits best.

    Returns
    -------
    Understood
        The document, and everything that was understood and left out; `lines` lists it.

    Raises
    ------
    FileError
        The file cannot be opened, is too large, or has no header.
    PlanError
        The mapping or cells of the sheet break rules; all of them are told, each with sheet, row and column.
    """
    path = Path(path)
    declared = checked(mapping, scales)
    source = open_source(path)
    choice = choose(source, declared, sheet if sheet is not None else declared.sheet, path.name)
    whole = source.whole(choice.sheet)
    return _Reading(path.name, source, choice.sheet, whole, choice.header, declared).understood()


class _Reading:
    """One sheet on its way to what was understood of it."""

    def __init__(self, file: str, source: Source, k: int, sheet: Sheet, header: Header, declared: SheetMapping) -> None:
        self.file, self.source, self.k = file, source, k
        self.sheet, self.header, self.declared = sheet, header, declared
        self.findings = Findings(sheet.name)
        self.rows = [row for row in sheet.rows if row.number > header.last]

    def understood(self) -> Understood:
        """Read the rows. Raises PlanError with every problem."""
        taken = take(self.header, self.declared.columns, self.findings)
        demand_columns(taken, self.header.last, self.findings)
        if not self.sheet.name:
            check_widths(self.rows, self.header, self.findings)
        notes = list(notes_on(self.sheet, self.rows, taken, self.findings))
        found = gather(self.rows, taken, self.declared, self.findings)
        if self.findings:
            raise PlanError(self.findings.problems(), self.file)
        if not found.risks:
            place = f'{self.file}, sheet "{self.sheet.name}"' if self.sheet.name else self.file
            why = "; ".join(f"{one.where}: {one.why}" for one in list(found.left_out.values())[:5])
            raise PlanError([Problem(place, "must have a risk below its header", why or "no rows")], self.file)
        return Understood(
            self.file,
            {"risks": found.risks},
            tuple(self._column(one) for one in taken),
            tuple(found.rows),
            (*self._ignored(taken), *(found.left_out[row] for row in sorted(found.left_out))),
            (*self.source.notes, self._header_note(), *notes, *_notes(found)),
            self._mapping(taken),
        )

    def _column(self, one: Taken) -> Column:
        return Column(letter(one.index), one.header, one.meaning.field, unit_words(one, self.declared))

    def _header_note(self) -> str:
        rows = f"row {self.header.first}"
        if self.header.last > self.header.first:
            rows = f"rows {self.header.first} to {self.header.last}"
        return f'Sheet "{self.sheet.name}", header in {rows}.' if self.sheet.name else f"Header in {rows}."

    def _ignored(self, taken: Sequence[Taken]) -> Iterator[Ignored]:
        for sheet in self.source.heads:
            if sheet.name and sheet.name != self.sheet.name and sheet.rows:
                yield Ignored(f'sheet "{sheet.name}"', "another sheet is the register")
        above = [row.number for row in self.sheet.rows if row.number < self.header.first]
        if above:
            yield Ignored(
                f"rows {above[0]} to {above[-1]}" if len(above) > 1 else f"row {above[0]}", "above the header"
            )
        indices = {one.index for one in taken}
        for k, (name, _) in enumerate(self.header.names):
            if name and k not in indices:
                yield Ignored(f'column {letter(k)} "{name}"', why_not(name, self.declared.columns))
        yield from beyond_header(self.sheet, self.rows, self.header)

    def _mapping(self, taken: Sequence[Taken]) -> dict[str, Any]:
        """All that was found and declared, as a document."""
        left_out = {field: None for field, name in self.declared.columns.items() if name is None}
        columns = {one.meaning.field: saved_name(one, self.header) for one in taken}
        sheet = {"sheet": self.sheet.name} if self.sheet.name else {}
        rest = self.declared.model_dump(mode="json", exclude_defaults=True, exclude={"sheet", "columns"})
        return {**sheet, "columns": {**columns, **left_out}, **rest}


def _notes(found: Gathered) -> Iterator[str]:
    if found.currency:
        yield f"Amounts are in {found.currency}; they are taken as amounts in the currency of the plan."
    if found.numbered:
        first, last, count = found.numbered[0], found.numbered[-1], len(found.numbered)
        yield (
            f"{count:,} risks without an id are numbered {first} to {last}."
            if count > 1
            else (f"A risk without an id is numbered {first}.")
        )
    if found.elsewhere:
        some = [f"{quoted(trigger)} in row {row}" for row, trigger in [*found.elsewhere.items()][:TOLD]]
        more = f", and {len(found.elsewhere) - TOLD:,} more" if len(found.elsewhere) > TOLD else ""
        yield f"Triggers to be found in the plan or in another register: {', '.join(some)}{more}."
