"""Workbooks are read as openpyxl reads them, only faster."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from riskcore.formats.register.table.cell import Odd, Percent
from riskcore.formats.register.table.sheet import column_of, letter
from riskcore.formats.register.xlsx.open import open_workbook
from riskcore.formats.register.xlsx.styles import _kind

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as TheirCell

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
FORMATS = ["General", "0.00", "0%", "0.0%", "d/m/yyyy", "[h]:mm", '0.00" days"', "#,##0 [$€-407]", "[Red]0", "@"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.12g}")),
    TEXT.filter(lambda text: not text.startswith("=") and text.strip() == text and "_x" not in text),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(lambda one: one.replace(microsecond=0)),
    st.sampled_from(["#REF!", "#N/A", "#DIV/0!"]),
)
CELLS = st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 12)), st.tuples(VALUES, st.sampled_from(FORMATS)))


def _theirs(cell: TheirCell) -> object:
    """What openpyxl reads, in our words."""
    value = cell.value
    if value is None or value == "":
        return None
    if cell.data_type == "e":
        return Odd("error", value)
    if isinstance(value, bool):
        return Odd("truth", str(value).upper())
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return "date"
    if isinstance(value, str):
        return value.strip() or None
    return Percent(value) if "%" in cell.number_format else float(value)


@given(CELLS)
def test_cells_are_those_of_openpyxl(tmp_path_factory, cells):
    """Every cell of a sheet, with its kind."""
    path = tmp_path_factory.mktemp("twin") / "r.xlsx"
    made = Workbook()
    for (row, column), (value, code) in cells.items():
        cell = made.active.cell(row, column, value)
        number = isinstance(value, int | float)
        if not isinstance(value, dt.datetime) and not (number and _kind(code) == "date" and not 0 <= value < 2e6):
            cell.number_format = code
    made.save(path)
    sheet = load_workbook(io.BytesIO(path.read_bytes()), data_only=True).active
    theirs = {
        (cell.row, cell.column): found
        for line in sheet.iter_rows()
        for cell in line
        if (found := _theirs(cell)) is not None
    }
    ours = {
        (row.number, column + 1): "date" if isinstance(cell, Odd) and cell.kind == "date" else cell
        for row in open_workbook(path).whole(0).rows
        for column, cell in enumerate(row.cells)
        if cell is not None
    }

    assert theirs == ours
    assert {at: type(cell) for at, cell in theirs.items()} == {at: type(cell) for at, cell in ours.items()}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", ""),
        ("0.00", ""),
        ("0%", "percent"),
        ("0.0 %;[Red]-0.0 %", "percent"),
        ('0" %"', ""),
        ("d/m/yy", "date"),
        ("mmm-yy", "date"),
        ("[hh]:mm", "date"),
        ('0.0" days"', ""),
        ("[Red]0", ""),
        ("#,##0 [$USD]", ""),
        ("[$-409]d-mmm", "date"),
        (r"0\d", ""),
        ("_-* #,##0_-", ""),
    ],
)
def test_number_formats(code, expected):
    """What a format shows: quoted and escaped letters, colours and currencies are no dates."""
    assert expected == _kind(code)


@given(st.integers(0, 16_383))
def test_letters_of_columns(column):
    """A to XFD and back."""
    assert column == column_of(letter(column))
