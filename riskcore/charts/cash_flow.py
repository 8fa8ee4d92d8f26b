"""When is the money spent? The sum so far, from early spending to late, over what each period takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.analysis import cash_flow
from riskcore.charts.money_words import dearest
from riskcore.charts.scale import Money
from riskcore.charts.style import (
    BLUE,
    INK,
    NOISE,
    ORANGE,
    QUIET,
    SMALL,
    amount_axis,
    bare,
    blank,
    date_axis,
    day_number,
    literal,
)
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis import CashFlow
    from riskcore.array import Array
    from riskcore.results import Result

P10, P50, P80 = (FLOW_LEVELS.index(level) for level in (0.10, 0.50, 0.80))
"""Places of the levels in a flow."""


def draw(ax: Axes, table: CashFlow, scale: Money) -> None:
    """Lines of the sum up to the end of each period, and bars of what each takes on average."""
    edges = np.array([day_number(start) for start in table.starts])
    total = table.cumulative
    bars = scale.place(table.spent.mean)
    label = literal(f"spent in a {table.period}, on average")
    ax.bar(edges[:-1], bars, np.diff(edges), align="edge", color=NOISE, edgecolor="white", linewidth=0.6, label=label)
    low, even, high = (_from_nothing(scale.place(total.quantiles[level])) for level in (P10, P50, P80))
    ax.fill_between(edges, low, high, color=BLUE, alpha=0.2, linewidth=0, label="in all so far, P10 to P80")
    ax.plot(edges, even, color=BLUE, linewidth=3, label="P50")
    ax.plot(edges, high, color=ORANGE, linewidth=2.5, label="P80")
    ax.plot(edges, _from_nothing(scale.place(total.planned)), color=QUIET, linewidth=2, linestyle="--", label="planned")
    ax.set_xlim(edges[0], edges[-1])
    ax.axhline(0, color=INK, linewidth=0.8)
    bare(ax, "bottom")


def of_spending(result: Result, target: datetime | None = None) -> Figure | None:  # noqa: ARG001 - one call for all charts
    """The cash flow, where the result knows it."""
    found = cash_flow(result)
    if found is None or not len(found.spent.mean):
        return None
    scale = Money(found.currency, float(np.abs(found.cumulative.mean).max()))
    figure, ax = blank(dearest(found).rstrip("."), 6.2)
    draw(ax, found, scale)
    date_axis(ax)
    amount_axis(ax, literal(scale.heading))
    figure.legend(loc="outside lower center", ncols=5, frameon=False, fontsize=SMALL)
    return figure


def _from_nothing(values: Array) -> Array:
    """(period + 1) from the start of the first period on."""
    return np.concatenate([[0.0], values])
