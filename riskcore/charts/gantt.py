"""When does each activity happen, and how often does it decide the finish? One row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.legend_handler import HandlerLine2D
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from riskcore.analysis import gantt, leading
from riskcore.charts.numerals import share, shorten
from riskcore.charts.style import (
    BLUE,
    INK,
    ORANGE,
    QUIET,
    RULE,
    SMALL,
    bare,
    blank,
    date_axis,
    day_number,
    halo,
    literal,
)
from riskcore.charts.words import OFTEN, critical_activities

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis import ActivityDates
    from riskcore.results import Result

MOST = 30
NAME = 40
SELDOM = 0.05
WHITE = "#ffffff"
LOW, EVEN, HIGH = 0.10, 0.50, 0.90
LEAST = 0.004
"""Share of the width below which a bar could not be seen."""


def draw(ax: Axes, table: Sequence[ActivityDates]) -> None:
    """One row for each activity of `table`, in its order."""
    _limits(ax, table)
    for row, activity in enumerate(table):
        _band(ax, row, activity)
        (_diamond if activity.milestone else _bar)(ax, row, activity)
        _planned(ax, row, activity)
        _criticality(ax, row, activity)
    _rows(ax, table)
    date_axis(ax)
    ax.grid(axis="x", color=RULE, linewidth=0.8)


def of_activities(result: Result, target: datetime | None = None) -> Figure | None:  # noqa: ARG001 - one call for all charts
    """The activities that decide the finish most often, if they were studied."""
    rows = gantt(result)
    table = leading(rows, MOST)
    if not table:
        return None
    figure, ax = blank(critical_activities(rows), 3.0 + 0.36 * len(table))
    draw(ax, table)
    _key(ax, table)
    return figure


def colour_of(criticality: float) -> str:
    """Darker for those that decide the finish more often."""
    if criticality >= OFTEN:
        return BLUE
    return ORANGE if criticality >= SELDOM else WHITE


def _limits(ax: Axes, table: Sequence[ActivityDates]) -> None:
    dates = [date for row in table for date in (row.planned_start, row.start[EVEN])]
    dates += [date for row in table for date in (row.planned_finish, row.finish[HIGH])]
    low, high = (day_number(date) for date in (min(dates), max(dates)))
    air = max(0.02 * (high - low), 2.0)
    ax.set_xlim(low - air, high + air)


def _least(ax: Axes) -> float:
    low, high = ax.get_xlim()
    return LEAST * (high - low)


def _band(ax: Axes, row: int, activity: ActivityDates) -> None:
    ends = [day_number(activity.finish[level]) for level in (LOW, HIGH)]
    ax.plot(ends, [row, row], color=INK, linewidth=2.0, zorder=3, path_effects=halo(), solid_capstyle="butt")
    ax.plot(ends, [row, row], color=INK, marker="|", markersize=10, markeredgewidth=2.2, linestyle="none", zorder=3)


def _bar(ax: Axes, row: int, activity: ActivityDates) -> None:
    start, finish = (day_number(dates[EVEN]) for dates in (activity.start, activity.finish))
    width = max(finish - start, _least(ax))
    fill = colour_of(activity.criticality)
    ax.barh(row, width, left=start, height=0.56, color=fill, edgecolor=QUIET if fill == WHITE else fill, linewidth=1.4)


def _diamond(ax: Axes, row: int, activity: ActivityDates) -> None:
    where = [day_number(activity.finish[EVEN])]
    fill = colour_of(activity.criticality)
    edge = QUIET if fill == WHITE else "white"
    ax.plot(where, [row], marker="D", markersize=12, color=fill, markeredgecolor=edge, markeredgewidth=1.4, zorder=4)


def _planned(ax: Axes, row: int, activity: ActivityDates) -> None:
    """A tick under the row where the plan has its finish."""
    where = [day_number(activity.planned_finish)]
    ax.plot(
        where, [row + 0.36], marker="^", markersize=9, color=INK, markeredgecolor="white", linestyle="none", zorder=5
    )


def _criticality(ax: Axes, row: int, activity: ActivityDates) -> None:
    """The percentage, in a column of its own at the right."""
    _column(ax, row, share(activity.criticality), bold=activity.criticality >= OFTEN)


def _column(ax: Axes, row: float, words: str, *, bold: bool = False) -> None:
    place: dict[str, Any] = {
        "xycoords": ax.get_yaxis_transform(),
        "textcoords": "offset points",
        "ha": "right",
        "va": "center",
    }
    ax.annotate(words, (1.0, row), (80, 0), size=SMALL, weight="bold" if bold else "normal", **place)


def _rows(ax: Axes, table: Sequence[ActivityDates]) -> None:
    bare(ax, "bottom")
    ax.set_yticks(range(len(table)), [literal(shorten(row.name or row.id, NAME)) for row in table])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set_ylim(len(table) - 0.2, -1.3)
    _column(ax, -1.3, "decides\nthe finish")


def _key(ax: Axes, table: Sequence[ActivityDates]) -> None:
    """What the colours and the marks mean, for what is in the picture."""
    shown = {colour_of(row.criticality) for row in table}
    fills = {BLUE: "decides the finish at least half the time", ORANGE: "5 to 50 % of the time", WHITE: "seldom"}
    band = Line2D([], [], color=INK, marker="|", markersize=10, linewidth=2.2, label="finish, 8 times in 10")
    key: list[Line2D | Patch] = [
        Patch(facecolor=fill, edgecolor=QUIET if fill == WHITE else fill, label=words)
        for fill, words in fills.items()
        if fill in shown
    ]
    key += [band, Line2D([], [], color=INK, marker="^", linestyle="none", markersize=8, label="finish in the plan")]
    if any(row.milestone for row in table):
        key.append(Line2D([], [], color=BLUE, marker="D", linestyle="none", markersize=10, label="milestone"))
    style: dict[str, Any] = {"frameon": False, "fontsize": SMALL, "handler_map": {band: HandlerLine2D(numpoints=2)}}
    ax.figure.legend(handles=key, loc="outside lower center", ncols=3, **style)
