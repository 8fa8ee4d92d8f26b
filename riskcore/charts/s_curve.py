"""How likely is each date, or each cost? The cumulative curve, with the histogram under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.analysis import answer, curve, limit_of
from riskcore.charts.numerals import percent
from riskcore.charts.scale import Dates, Money
from riskcore.charts.style import (
    BLUE,
    INK,
    PALE,
    QUIET,
    VERMILION,
    bare,
    blank,
    chance_axis,
    date_axis,
    literal,
    number_axis,
)
from riskcore.charts.words import headline

if TYPE_CHECKING:
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis import Answer, Curve
    from riskcore.charts.scale import Scale
    from riskcore.results import Estimate, Result

SHOWN = (0.50, 0.80)
LIMIT_ROW, PLAN_ROW, AIR = 1.20, 1.09, 0.07
"""Words about dates asked for stand above the curve, each in its row, so that they never cross."""
BESIDE: dict[str, Any] = {
    "textcoords": "offset points",
    "va": "center",
    "weight": "bold",
    # A white ground keeps words readable where they cross a line.
    "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1.5},
}
QUIETLY: dict[str, Any] = {"textcoords": "offset points", "color": QUIET, "fontsize": "small"}
TAIL, ROOM = 0.98, 0.5
"""The last of the iterations are not drawn where they would take more than this share of the others' room."""
MANY = 100
"""Points from which on the curve is drawn without steps."""
TURN = 0.58
"""Marks further right than this have their words on the left."""


def draw(ax: Axes, table: Curve, found: Answer, scale: Scale) -> None:
    """The curve of `table`, with the plan, the limit, and the values of even and of good confidence from `found`."""
    _limits(ax, table, found, scale)
    _histogram(ax, table, scale)
    _curve(ax, table, scale)
    if found.limit is not None and found.probability_of_limit is not None:
        words = (
            f"{scale.limit} {scale.write_limit(found.limit, short=True)}: {_chance(found.probability_of_limit, table)}"
        )
        _flag(ax, float(scale.place(found.limit)), LIMIT_ROW, words, VERMILION)
    words = f"The plan says {scale.write_short(found.planned)}: {_chance(found.probability_of_planned, table)}"
    _flag(ax, float(scale.place(found.planned)), PLAN_ROW, words, QUIET)
    for level, words in _confidences(found, scale):
        _point(ax, float(scale.place(found.quantiles[level].value)), level, words)


def of_finish(result: Result, target: datetime | None = None) -> Figure:
    """The curve of the finish."""
    scale = Dates(result.epoch)
    found = answer(result.finish, limit_of(result, target or result.target))
    figure, ax = blank(headline(found, scale), 6.2)
    draw(ax, curve(result.finish), found, scale)
    date_axis(ax)
    return figure


def of_cost(result: Result, target: datetime | None = None) -> Figure | None:  # noqa: ARG001 - one call for all charts
    """The curve of the cost of the plan, if it has one."""
    if result.cost is None:
        return None
    found = answer(result.cost, result.budget)
    scale = Money(result.currency, found.mean.value)
    figure, ax = blank(headline(found, scale), 6.2)
    draw(ax, curve(result.cost, whole_days=False), found, scale)
    number_axis(ax, literal(scale.heading))
    return figure


def _limits(ax: Axes, table: Curve, found: Answer, scale: Scale) -> None:
    """Everything asked about is in the picture, with some air on either side; of a long tail words tell the end."""
    asked = [found.planned, *([] if found.limit is None else [found.limit])]
    last = max(_shown(table), *asked)
    low, high = float(scale.place(min(table.value[0], *asked))), float(scale.place(last))
    if last < table.value[-1]:
        chance = 1 - table.chance[np.searchsorted(table.value, last, "right") - 1]
        words = f"{percent(chance)} {scale.beyond}, up to {scale.write_short(float(table.value[-1]))}"
        ax.annotate(literal(words), (1, 1), (-4, 12), xycoords=("axes fraction", "data"), ha="right", **QUIETLY)
    air = max(0.03 * (high - low), scale.margin)
    ax.set_xlim(low - air, high + air)
    ax.set_ylim(0, PLAN_ROW + AIR if found.limit is None else LIMIT_ROW + AIR)
    bare(ax, "bottom")
    chance_axis(ax)


def _shown(table: Curve) -> float:
    """The value up to which the curve is drawn: the largest, or that of TAIL where the rest would take much room."""
    first, cut, last = table.value[0], table.value[np.searchsorted(table.chance, TAIL)], table.value[-1]
    return float(cut if last - cut > ROOM * (cut - first) else last)


def _histogram(ax: Axes, table: Curve, scale: Scale) -> None:
    """Behind the curve, on a scale of its own that nobody needs to read."""
    if table.value[-1] - table.value[0] < scale.resolution:
        return
    behind = ax.twinx()
    edges = scale.place(table.edges)
    behind.bar(edges[:-1], table.share, np.diff(edges), align="edge", color=PALE, edgecolor="white", linewidth=0.6)
    behind.set_ylim(0, 2.9 * float(table.share.max()))
    behind.set_axis_off()
    ax.set_zorder(behind.get_zorder() + 1)
    ax.patch.set_visible(False)


def _curve(ax: Axes, table: Curve, scale: Scale) -> None:
    """From 0 to 1 and on to the edges; with few points each step is honest, with many it is only rough."""
    low, high = ax.get_xlim()
    values = scale.place(table.value)
    places = np.concatenate([[low, values[0]], values, [max(high, values[-1])]])
    chances = np.concatenate([[0.0, 0.0], table.chance, [1.0]])
    style = "default" if len(values) >= MANY else "steps-post"
    ax.plot(places, chances, drawstyle=style, color=BLUE, linewidth=3, label=literal(table.name))


def _chance(estimate: Estimate, table: Curve) -> str:
    """How likely; where nothing varies, yes or no."""
    if table.value[0] < table.value[-1]:
        return f"{percent(estimate.value)} likely"
    return "kept in every iteration" if estimate.value == 1 else "missed in every iteration"


def _confidences(found: Answer, scale: Scale) -> list[tuple[float, str]]:
    written = [scale.write_short(found.quantiles[level].value) for level in SHOWN]
    if len(set(written)) == 1:
        return [(SHOWN[-1], f"{percent(SHOWN[0])} and {percent(SHOWN[-1])} confidence: {written[0]}")]
    return [(level, f"{percent(level)} confidence: {text}") for level, text in zip(SHOWN, written, strict=True)]


def _flag(ax: Axes, place: float, height: float, words: str, colour: str) -> None:
    ax.plot([place, place], [0, height + 0.03], color=colour, linewidth=2, linestyle=(0, (4, 2)))
    side = _alignment(ax, place)
    ax.annotate(literal(words), (place, height), (-8 if side == "right" else 8, 0), ha=side, color=colour, **BESIDE)


def _point(ax: Axes, place: float, level: float, words: str) -> None:
    ax.plot([place], [level], marker="o", markersize=11, color=BLUE, markeredgecolor="white", markeredgewidth=2)
    side = _alignment(ax, place)
    offset = (-14, 10) if side == "right" else (14, -10)
    ax.annotate(literal(words), (place, level), offset, ha=side, color=INK, **BESIDE)


def _alignment(ax: Axes, place: float) -> str:
    """How to align words beside a mark: "right" puts them on its left."""
    low, high = ax.get_xlim()
    return "right" if (place - low) / (high - low) > TURN else "left"
