"""A report as a folder of files."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.charts import CHARTS, pictures
from riskcore.errors import ParameterError
from riskcore.report.csv import TABLES, tables
from riskcore.report.html import page

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Result

PAGE = "answer.html"
BYTE_ORDER_MARK = "utf-8-sig"
"""Without it spreadsheets take UTF-8 for an old code page."""


def write_report(result: Result, folder: Path, target: datetime | None = None) -> list[Path]:
    """Write the page, its charts and its tables into `folder`; the page comes first in the list.

    Files get their names when all of them are complete, so a report is never half of one; a chart or table that an
    earlier report had and this one has not is removed.

    Raises
    ------
    ParameterError
        `folder` cannot be a folder: it or a part of its path is a file.
    """
    folder = Path(folder)
    files = _files(result, target)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise ParameterError(f"folder must be a folder or a new name. Got the path of a file: {folder}.") from None
    with tempfile.TemporaryDirectory(prefix=".report-", dir=folder) as workshop:
        for name, content in files.items():
            (Path(workshop) / name).write_bytes(content)
        written = [(Path(workshop) / name).replace(folder / name) for name in files]
    for name in _names() - set(files):
        (folder / name).unlink(missing_ok=True)
    return written


def _names() -> set[str]:
    """Every name that a file of a report may have."""
    return {PAGE, *TABLES, *(f"{name}.{ending}" for name in CHARTS for ending in ("svg", "png"))}


def _files(result: Result, target: datetime | None) -> dict[str, bytes]:
    drawn = pictures(result, target)
    files = {PAGE: page(result, drawn, target).encode()}
    for picture in drawn:
        files |= {f"{picture.name}.svg": picture.svg.encode(), f"{picture.name}.png": picture.png}
    return files | {name: text.encode(BYTE_ORDER_MARK) for name, text in tables(result, target).items()}
