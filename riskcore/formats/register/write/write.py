"""Write a register to a workbook or to CSV, so that read_register reads the same risks back."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.errors import FileError, ParameterError, Problem
from riskcore.formats.register.write.results import with_results
from riskcore.formats.register.write.table import table_of
from riskcore.formats.register.write.text import csv_bytes
from riskcore.formats.register.write.workbook import workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.write.results import ResultColumn
    from riskcore.formats.register.write.table import Table
    from riskcore.plan import RiskRegister

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_register(
    path: str | Path,
    register: RiskRegister,
    results: Sequence[ResultColumn] = (),
    about: Sequence[tuple[str, Cell]] = (),
) -> tuple[str, ...]:
    """Write the risks of `register` to `path`, which ends in .xlsx or .csv; an existing file is written over.

    `results` are further columns, which a reader leaves out. `about` goes to a second sheet of a workbook, a line for
    each name and value, above what the columns of results mean; CSV has the table alone. Returns what of the register
    a sheet of risks does not hold, in words. Line breaks become line feeds; a residual position or RACI with nothing
    in it is left out.

    Raises
    ------
    ParameterError
        The name ends otherwise, a text holds control characters, or results do not fit.
    ToolError
        openpyxl is needed and missing.
    FileError
        The file cannot be written.
    """
    path = Path(path)
    content = register_bytes(path.name, register, results, about)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FileError([Problem(path.name, f"cannot be written: {error.strerror}")], path.name) from None
    return not_held(register)


def register_bytes(
    name: str,
    register: RiskRegister,
    results: Sequence[ResultColumn] = (),
    about: Sequence[tuple[str, Cell]] = (),
) -> bytes:
    """What `write_register` writes to a file of that name. Raises as that does."""
    ids = [risk.id for risk in register.risks]
    table = table_of(register)
    table = _clean(with_results(table, ids, results) if results else table, ids)
    ending = Path(name).suffix.lower()
    if ending == ".xlsx":
        return workbook_bytes(table, [(label, _text(value, label)) for label, value in about])
    if ending == ".csv":
        return csv_bytes(table)
    raise ParameterError(f'a register is written to a name that ends in .xlsx or .csv. Got "{name}".')


def not_held(register: RiskRegister) -> tuple[str, ...]:
    """What of the register a sheet of risks does not hold, in words."""
    others = [f"{key} ({len(value)})" for key, value in register if key != "risks" and value]
    return (f"In the register and not in a sheet of risks: {', '.join(others)}.",) if others else ()


def _clean(table: Table, ids: list[str]) -> Table:
    rows = [[_text(cell, f"risk {name!r}") for cell in row] for name, row in zip(ids, table.rows, strict=True)]
    return replace(table, rows=rows)


def _text(cell: Cell, place: str) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNWRITABLE.search(text):
        raise ParameterError(f"a text in a sheet must not hold control characters. Got {found[0]!r} in {place}.")
    return text
