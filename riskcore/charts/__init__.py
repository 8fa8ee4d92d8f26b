"""Pictures of small tables: one chart per file, `draw(ax, table)`, and no state anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.charts.cash_flow import of_spending
from riskcore.charts.gantt import of_activities
from riskcore.charts.joint import of_joint
from riskcore.charts.pictures import Chart, Picture, draw_all
from riskcore.charts.s_curve import of_cost, of_finish
from riskcore.charts.tornado import of_drivers

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from riskcore.results import Result

CHARTS: dict[str, Chart] = {
    "s_curve": Chart("How likely is each date?", of_finish),
    "tornado": Chart("What moves the date?", of_drivers),
    "gantt": Chart("Which activities decide the date?", of_activities),
    "cost": Chart("What will it cost?", of_cost),
    "joint": Chart("Can both the date and the budget be kept?", of_joint),
    "cash_flow": Chart("When is the money spent?", of_spending),
}
"""Every chart of a result, in the order of the report; those with nothing to show are left out."""


def pictures(result: Result, target: datetime | None = None) -> tuple[Picture, ...]:
    """Every chart of `result`, drawn; `target` is asked about instead of the plan's own."""
    return draw_all(CHARTS.items(), result, target)


def write_charts(result: Result, folder: Path, target: datetime | None = None) -> list[Path]:
    """Write every chart into `folder`, which exists, as SVG and as PNG."""
    written = []
    for picture in pictures(result, target):
        for ending, content in (("svg", picture.svg.encode()), ("png", picture.png)):
            path = folder / f"{picture.name}.{ending}"
            path.write_bytes(content)
            written.append(path)
    return written


__all__ = ["CHARTS", "Chart", "Picture", "pictures", "write_charts"]
