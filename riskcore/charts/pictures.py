"""The charts of a result as files: SVG for the page, PNG for slides."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from riskcore.charts.style import house_style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from matplotlib.figure import Figure

    from riskcore.results import Result

DOTS_PER_INCH = 144
# Neither the day nor the program belongs in the file: the same picture is the same bytes.
NO_METADATA: dict[str, dict[str, None]] = {
    "svg": dict.fromkeys(("Creator", "Date", "Format", "Type")),
    "png": {"Software": None},
}


@dataclass(frozen=True)
class Chart:
    """A heading, and how a result becomes the figure; None where the result has nothing to show in it."""

    heading: str
    figure: Callable[[Result, datetime | None], Figure | None]


@dataclass(frozen=True)
class Picture:
    """A chart that was drawn: what it is about, what it shows in words, and its files."""

    name: str
    heading: str
    finding: str
    svg: str
    png: bytes


def draw_all(charts: Iterable[tuple[str, Chart]], result: Result, target: datetime | None) -> tuple[Picture, ...]:
    """Every chart that has something to show."""
    with house_style():
        figures = [(name, chart, chart.figure(result, target)) for name, chart in charts]
        return tuple(_picture(name, chart, figure) for name, chart, figure in figures if figure is not None)


def _picture(name: str, chart: Chart, figure: Figure) -> Picture:
    finding = figure.get_suptitle().replace("\n", " ").replace(r"\$", "$")
    return Picture(name, chart.heading, finding, _file(figure, "svg").decode(), _file(figure, "png"))


def _file(figure: Figure, form: str) -> bytes:
    file = BytesIO()
    figure.savefig(file, format=form, dpi=DOTS_PER_INCH, metadata=NO_METADATA[form])
    return file.getvalue()
