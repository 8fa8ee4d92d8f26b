"""The table as a workbook: a header that stays in sight, probabilities shown in percent, text that is never run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from riskcore.errors import ParameterError, ToolError
from riskcore.formats.register.protect import is_run
from riskcore.formats.register.table.cell import plain
from riskcore.formats.register.table.sheet import letter
from riskcore.formats.register.xlsx.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.write.table import Table

LONGEST: Final = 32_767
"""Characters that Excel keeps in a cell."""
_WIDEST: Final = 60


def workbook_bytes(table: Table) -> bytes:
    """The file. Raises ToolError without openpyxl, ParameterError for a text that is too long."""
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Font  # noqa: PLC0415
    except ImportError:
        hint = 'Install it: python -m pip install ".[excel]" in the folder of riskcore; or write .csv.'
        raise ToolError(f"openpyxl is needed to write .xlsx. {hint}") from None
    lines: list[Sequence[Cell]] = [table.heads, *table.rows]
    heads, *rows = [[_kept(cell) for cell in line] for line in lines]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Risks")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{letter(len(heads) - 1)}{len(rows) + 1}"
    for k, width in enumerate(_widths([heads, *rows])):
        sheet.column_dimensions[letter(k)].width = width

    def cell(value: Any, *, share: bool = False, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            made.data_type = "s"  # also what begins with =
            made.quotePrefix = is_run(value)
        elif share:
            made.number_format = "0.##%"
        if bold:
            made.font = Font(bold=True)
        return made

    shares = [head in table.shares for head in table.heads]
    sheet.append([cell(head, bold=True) for head in heads])
    for row in rows:
        sheet.append([cell(value, share=share) for value, share in zip(row, shares, strict=True)])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Widths of the columns in characters, within bounds."""
    columns = zip(*rows, strict=True)
    return [2 + min(_WIDEST, max(8, *(len(str(value)) for value in column if value is not None))) for column in columns]


def _kept(value: Cell) -> Any:
    """What is written: openpyxl keeps 16 digits of a number, and what needs the 17th is written as text."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise ParameterError(
                f"a cell of a workbook must not hold more than {LONGEST:,} characters. Got {len(value):,}."
            )
        return escaped(value)
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        return plain(value)
    return value
