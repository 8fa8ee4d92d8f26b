"""Can we keep both the date and the budget? Each iteration a point, and the line of equal confidence in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.analysis import JOINT, frontier, joint_confidence, limit_of
from riskcore.charts.money_words import both_in_a_line, is_joint, scale_of
from riskcore.charts.numerals import percent, share
from riskcore.charts.scale import Dates
from riskcore.charts.style import (
    BLUE,
    INK,
    NOISE,
    ORANGE,
    SMALL,
    VERMILION,
    amount_axis,
    bare,
    blank,
    date_axis,
    halo,
    literal,
)

if TYPE_CHECKING:
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis import Frontier
    from riskcore.array import Array
    from riskcore.charts.scale import Money
    from riskcore.results import Result

MOST = 1_000
"""Points that can still be told apart."""
AIR = 0.04
"""Share of the width and height that is left empty at each side."""


def draw(ax: Axes, result: Result, table: Frontier, limits: tuple[float, float] | None) -> None:
    """Finish and cost of the iterations, those within `limits` (date, budget) in colour; and the line of `table`."""
    dates, costs = Dates(result.epoch), scale_of(result)
    finish, cost = _samples(result)
    step = -(-len(finish) // MOST)
    x, y = dates.place(finish[::step]), costs.place(cost[::step])
    kept = np.ones(len(x), bool) if limits is None else (finish[::step] <= limits[0]) & (cost[::step] <= limits[1])
    style: dict[str, Any] = {"s": 12, "linewidths": 0}
    ax.scatter(x[~kept], y[~kept], color=NOISE, label="one or both missed", **style)
    ax.scatter(x[kept], y[kept], color=BLUE, label="both kept" if limits else "one iteration", **style)
    line: dict[str, Any] = {"color": ORANGE, "linewidth": 3, "path_effects": halo(), "drawstyle": "steps-post"}
    ax.plot(
        dates.place(table.date),
        costs.place(table.cost),
        label=f"{percent(table.confidence)} confidence in both",
        **line,
    )
    _frame(ax, x, y, None if limits is None else (float(dates.place(limits[0])), float(costs.place(limits[1]))))
    if limits is not None:
        _limits(ax, result, limits, dates, costs)
    bare(ax, "bottom", "left")


def of_joint(result: Result, target: datetime | None = None) -> Figure | None:
    """Date and cost of every iteration, where neither is certain."""
    if not is_joint(result):
        return None
    limit = limit_of(result, target or result.target)
    limits = None if limit is None or result.budget is None else (limit, result.budget)
    figure, ax = blank(both_in_a_line(result, target), 7.0)
    draw(ax, result, frontier(result, JOINT), limits)
    date_axis(ax)
    amount_axis(ax, literal(scale_of(result).heading))
    figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize=SMALL, markerscale=2)
    return figure


def _samples(result: Result) -> tuple[Array, Array]:
    assert result.cost is not None  # noqa: S101 - whoever draws has asked
    return result.finish.sample.values, result.cost.sample.values


def _frame(ax: Axes, x: Array, y: Array, limits: tuple[float, float] | None) -> None:
    """Everything is in the picture, with some air around it."""
    ends = []
    for k, values in enumerate((x, y)):
        marks = [float(values.min()), float(values.max()), *([] if limits is None else [limits[k]])]
        air = AIR * (max(marks) - min(marks)) or 1.0
        ends.append((min(marks) - air, max(marks) + air))
    ax.set_xlim(*ends[0])
    ax.set_ylim(*ends[1])


def _limits(ax: Axes, result: Result, limits: tuple[float, float], dates: Dates, costs: Money) -> None:
    """Target and budget, and how often each side of them comes out."""
    found = joint_confidence(result, *limits)
    x, y = float(dates.place(limits[0])), float(costs.place(limits[1]))
    for line, place in ((ax.axvline, x), (ax.axhline, y)):
        line(place, color=VERMILION, linewidth=2, linestyle=(0, (4, 2)))
    one, two, joint = found.on_time.value, found.within_cost.value, found.both.value
    corners = (
        (0, 0, f"both kept: {share(joint)}"),
        (1, 0, f"budget only: {share(two - joint)}"),
        (0, 1, f"date only: {share(one - joint)}"),
        (1, 1, f"neither: {share(max(1 - one - two + joint, 0.0))}"),
    )
    for right, top, words in corners:
        ax.annotate(
            words,
            (0.99 if right else 0.01, 0.985 if top else 0.015),
            xycoords="axes fraction",
            ha="right" if right else "left",
            va="top" if top else "bottom",
            size=SMALL,
            weight="bold",
            color=INK,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5, "alpha": 0.85},
        )
