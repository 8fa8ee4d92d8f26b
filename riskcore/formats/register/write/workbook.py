"""The table as a workbook: a header that stays in sight, numbers as people read them, text that is never run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from riskcore.errors import ParameterError, ToolError
from riskcore.formats.register.protect import is_run
from riskcore.formats.register.table.cell import plain
from riskcore.formats.register.table.sheet import letter
from riskcore.formats.register.write.table import NAMED
from riskcore.formats.register.xlsx.strings import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.write.table import Table

LONGEST: Final = 32_767
"""Characters that Excel keeps in a cell."""
_WIDEST: Final = 60
_NARROWEST: Final = 10
_HEAD_LINES: Final = 4
_SHADE: Final = "DDEBF7"
"""Behind the names of columns of results."""


def workbook_bytes(table: Table, about: Sequence[tuple[str, Cell]] = ()) -> bytes:
    """The file, with a second sheet where there is something to say `about` the run or the meaning of columns.

    Raises ToolError without openpyxl, ParameterError for a text that is too long.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra
    except ImportError:
        hint = 'Install it: python -m pip install ".[excel]" in the folder of riskcore; or write .csv.'
        raise ToolError(f"openpyxl is needed to write .xlsx. {hint}") from None
    book = Workbook(write_only=True)
    _risks(book.create_sheet("Risks"), table)
    if about or table.meanings:
        _about(book.create_sheet("About this run"), about, table.meanings)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _risks(sheet: Any, table: Table) -> None:
    rows = [[_kept(cell) for cell in row] for row in table.rows]
    sheet.freeze_panes = f"{letter(NAMED)}2"
    sheet.auto_filter.ref = f"A1:{letter(len(table.heads) - 1)}{len(rows) + 1}"
    columns = list(zip(*rows, strict=True)) or [()] * len(table.heads)
    widths = [_width(head, column) for head, column in zip(table.heads, columns, strict=True)]
    sheet.sheet_properties.outlinePr.summaryRight = False
    for k, (head, width) in enumerate(zip(table.heads, widths, strict=True)):
        column = sheet.column_dimensions[letter(k)]
        column.width = width
        if head in table.details:
            column.outlineLevel, column.hidden = 1, True
    deepest = max(1 + len(head) // width for head, width in zip(table.heads, widths, strict=True))
    sheet.row_dimensions[1].height = 15 * min(_HEAD_LINES, deepest + 1)
    sheet.append(
        [_cell(sheet, _kept(head), bold=True, wrapped=True, shade=head in table.results) for head in table.heads]
    )
    forms = [table.forms.get(head, "General") for head in table.heads]
    for row in rows:
        sheet.append(
            [_cell(sheet, value, form, wrapped=_is_long(value)) for value, form in zip(row, forms, strict=True)]
        )


def _about(sheet: Any, about: Sequence[tuple[str, Cell]], meanings: Sequence[tuple[str, str]]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 44, 100
    for name, value in about:
        sheet.append([_cell(sheet, _kept(name), bold=True), _cell(sheet, _kept(value), wrapped=True, left=True)])
    if meanings:
        sheet.append([])
        sheet.append([_cell(sheet, "What the columns of results say", bold=True)])
    for name, meaning in meanings:
        sheet.append([_cell(sheet, _kept(name), wrapped=True), _cell(sheet, _kept(meaning), wrapped=True)])


def _cell(
    sheet: Any,
    value: Any,
    form: str = "General",
    *,
    bold: bool = False,
    wrapped: bool = False,
    left: bool = False,
    shade: bool = False,
) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - an extra
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    made = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        made.data_type = "s"  # also what begins with =
        made.quotePrefix = is_run(value)
    elif form != "General":
        made.number_format = form
    if bold:
        made.font = Font(bold=True)
    if shade:
        made.fill = PatternFill("solid", start_color=_SHADE)
    made.alignment = Alignment(wrap_text=wrapped or None, vertical="top", horizontal="left" if left else None)
    return made


def _is_long(value: Any) -> bool:
    """Whether a cell takes more than a line of the widest column."""
    return isinstance(value, str) and len(value) > _WIDEST


def _width(head: str, cells: Sequence[Any]) -> int:
    """The width of a column in characters: of its longest cell, within bounds; its name is broken into lines."""
    longest_word = max(map(len, head.split()), default=0)
    longest = max((len(str(value)) if isinstance(value, str) else 8 for value in cells if value is not None), default=0)
    return 2 + min(_WIDEST, max(_NARROWEST, longest, longest_word, len(head) // (_HEAD_LINES - 1)))


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
