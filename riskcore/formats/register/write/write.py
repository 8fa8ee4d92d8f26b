"""Write a register to a workbook or to CSV, so that read_register reads the same risks back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.errors import FileError, ParameterError, Problem
from riskcore.formats.register.write.results import Results, with_results
from riskcore.formats.register.write.table import Table, table_of
from riskcore.formats.register.write.text import csv_bytes
from riskcore.formats.register.write.workbook import workbook_bytes

if TYPE_CHECKING:
    from riskcore.formats.register.table.cell import Cell
    from riskcore.plan import RiskRegister

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_register(path: str | Path, register: RiskRegister, results: Results | None = None) -> tuple[str, ...]:
    """Write the risks of `register` to `path`, which ends in .xlsx or .csv; an existing file is written over.

    `results` adds columns: risk id to name of column to a number or text. Returns what of the register a sheet of risks
    does not hold, in words. Line breaks become line feeds; a residual position or RACI with nothing in it is left out.

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
    ids = [risk.id for risk in register.risks]
    table = _clean(table_of(register), ids)
    if results:
        table = _clean(with_results(table, ids, results), ids)
    try:
        if path.suffix.lower() == ".xlsx":
            path.write_bytes(workbook_bytes(table))
        elif path.suffix.lower() == ".csv":
            path.write_bytes(csv_bytes(table))
        else:
            raise ParameterError(f'a register is written to a name that ends in .xlsx or .csv. Got "{path.name}".')
    except OSError as error:
        raise FileError([Problem(path.name, f"cannot be written: {error.strerror}")], path.name) from None
    return _not_held(register)


def _clean(table: Table, ids: list[str]) -> Table:
    rows = [[_text(cell, name) for cell in row] for name, row in zip(ids, table.rows, strict=True)]
    return Table(table.heads, rows, table.shares)


def _text(cell: Cell, name: str) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    if found := _UNWRITABLE.search(text):
        raise ParameterError(f"a text in a sheet must not hold control characters. Got {found[0]!r} in risk {name!r}.")
    return text


def _not_held(register: RiskRegister) -> tuple[str, ...]:
    others = [f"{key} ({len(value)})" for key, value in register if key != "risks" and value]
    return (f"In the register and not in a sheet of risks: {', '.join(others)}.",) if others else ()
