"""Sheets for the tests, as workbooks and as CSV."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell import Cell

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ["ID", "Title", "Probability", "Delay (days)", "Activities"]
ROW = ["R1", "Ground water", 0.3, 5, "A40"]


def book(path: Path, sheets: dict[str, list[list[object]]], formats: dict[str, str] | None = None) -> Workbook:
    """A workbook saved at `path`; `formats` are number formats of cells of the first sheet."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for place, code in (formats or {}).items():
        cell = made.worksheets[0][place]
        assert isinstance(cell, Cell)
        cell.number_format = code
    made.save(path)
    return made


def risks(path: Path, head: list[str], *rows: list[object], formats: dict[str, str] | None = None) -> Path:
    """A workbook of one sheet, Risks, with a header in its first row."""
    book(path, {"Risks": [head, *rows]}, formats)
    return path


def csv(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A text file."""
    path.write_bytes(text.encode(encoding))
    return path


def patched(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The workbook with one of its parts changed."""
    before = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new)
            after.writestr(name, data)
    return path
