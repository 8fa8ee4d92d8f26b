"""A comparison of scenarios as a folder of files: charts, and a table for a spreadsheet."""

from __future__ import annotations

import csv
import tempfile
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.analysis.compare import beyond_noise
from riskcore.charts.comparison import comparison_pictures
from riskcore.report.csv import neutral
from riskcore.report.write import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.report.csv import Cell
    from riskcore.results import Estimate, Result

HEADS = ["scenario", "name", "rank", "quantity", "at", "difference", "lower", "upper", "beyond noise"]


def write_comparison(base: Result, ranked: Sequence[Ranked], names: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the charts and `comparison.csv` into `folder`; files get their names when all of them are complete."""
    files = {"comparison.csv": table(ranked, names).encode(BYTE_ORDER_MARK)}
    for picture in comparison_pictures(base, ranked, names):
        files |= {f"{picture.name}.svg": picture.svg.encode(), f"{picture.name}.png": picture.png}
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".report-", dir=folder) as workshop:
        for name, content in files.items():
            (Path(workshop) / name).write_bytes(content)
        return [(Path(workshop) / name).replace(folder / name) for name in files]


def table(ranked: Sequence[Ranked], names: Mapping[str, str]) -> str:
    """One row for each difference with the base: days, money, shares; a price that is not defined has no numbers."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(HEADS)
    for one in ranked:
        for quantity, at, found in _differences(one):
            cells: list[Cell] = [one.id, names[one.id], one.rank, quantity, at, *_numbers(found)]
            writer.writerow([neutral(cell) for cell in cells])
    return file.getvalue()


def _differences(one: Ranked) -> Iterator[tuple[str, str, Estimate | None]]:
    found = one.comparison
    yield from (("finish, days", at, estimate) for at, estimate in found.finish.at.items())
    if found.chance is not None:
        yield "probability of the target", "", found.chance
    if found.cost is not None:
        yield from (("cost", at, estimate) for at, estimate in found.cost.at.items())
        yield from (("cost per day saved", at, estimate) for at, estimate in found.cost_per_day.items())


def _numbers(found: Estimate | None) -> list[Cell]:
    if found is None:
        return [None] * 4
    return [found.value, found.lower, found.upper, int(beyond_noise(found))]
