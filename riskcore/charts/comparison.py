"""Scenarios beside the base: their curves over each other, and P50 and P80 of each in a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D

from riskcore.analysis import curve, limit_of
from riskcore.analysis.compare import beyond_noise
from riskcore.charts.comparison_words import AT, NOISE, headline, moved
from riskcore.charts.numerals import counted, shorten
from riskcore.charts.pictures import Chart, draw_all
from riskcore.charts.scale import Dates
from riskcore.charts.style import (
    BLUE,
    INK,
    ORANGE,
    PALE,
    QUIET,
    RULE,
    SMALL,
    VERMILION,
    bare,
    blank,
    chance_axis,
    date_axis,
    literal,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.charts.pictures import Picture
    from riskcore.results import Comparable, Result

LINES = ((BLUE, "-"), (ORANGE, "-"), (VERMILION, (0, (5, 1.5))), (QUIET, (0, (1.5, 1.5))))
"""Colour and stroke of the scenarios in rank order; more lines than these cannot be told apart."""
MOST_ROWS = 12
NAME = 30
EVEN, GOOD = 0.50, 0.80
SHOWN = (0.005, 0.99)
"""Between these confidences the curves are shown: a long tail would press the rest together."""


def comparison_pictures(base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> tuple[Picture, ...]:
    """Both charts of the scenarios in the order of their ranks; `names` has the base too."""
    charts = {
        "scenario_curves": Chart("How likely is each date?", lambda *_: of_curves(base, ranked, names)),
        "scenarios": Chart("What does each scenario save?", lambda *_: of_rows(base, ranked, names)),
    }
    return draw_all(charts.items(), base, None)


def of_curves(base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> Figure:
    """The curve of the base and those of the first scenarios."""
    figure, ax = blank(headline(ranked, names), 6.6)
    draw_curves(ax, base, ranked[: len(LINES)], names)
    handles = ax.get_legend_handles_labels()[0]
    if len(ranked) > len(LINES):
        more = f"{counted(len(ranked) - len(LINES), 'more scenario')} in the table"
        handles.append(Line2D([], [], linestyle="none", label=more))
    figure.legend(handles=handles, loc="outside lower center", ncols=2, frameon=False, fontsize=SMALL)
    return figure


def of_rows(base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> Figure:
    """P50 and P80 of the base and of the first scenarios."""
    figure, ax = blank(headline(ranked, names), 2.6 + 0.55 * (1 + min(len(ranked), MOST_ROWS)))
    draw_rows(ax, base, ranked[:MOST_ROWS], names)
    marks: dict[str, Any] = {"markersize": 11, "markeredgewidth": 2, "markeredgecolor": BLUE, "linestyle": "none"}
    handles = [
        Line2D([], [], marker="o", color="white", label="50 % confidence", **marks),
        Line2D([], [], marker="o", color=BLUE, label="80 % confidence", **marks),
        Line2D([], [], color=QUIET, linestyle=(0, (4, 2)), label="80 % confidence in the base"),
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False, fontsize=SMALL)
    return figure


def draw_curves(ax: Axes, base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> None:
    """One curve each; a target of the base is a line across them."""
    drawn: list[tuple[Comparable, str, Any]] = [(base, names["base"], (INK, (0, (4, 2))))]
    drawn += [(one.result, names[one.id], stroke) for one, stroke in zip(ranked, LINES, strict=False)]
    for result, name, (colour, stroke) in drawn:
        table = curve(result.finish)
        places = Dates(result.epoch).place(table.value)
        ax.plot(places, table.chance, color=colour, linestyle=stroke, linewidth=2.6, label=literal(shorten(name, NAME)))
    ends = [float(Dates(one.epoch).place(one.finish.sample.quantile(p).value)) for one, *_ in drawn for p in SHOWN]
    limit = limit_of(base, base.target)
    if limit is not None:
        scale = Dates(base.epoch)
        ends.append(float(scale.place(limit)))
        words = f"Target {scale.write_limit(limit, short=True)}"
        ax.axvline(float(scale.place(limit)), color=QUIET, linewidth=1.6, label=words)
    air = max(0.03 * (max(ends) - min(ends)), 2.0)
    ax.set_xlim(min(ends) - air, max(ends) + air)
    bare(ax, "bottom")
    ax.set_ylim(0, 1.02)
    chance_axis(ax)
    date_axis(ax)


def draw_rows(ax: Axes, base: Result, ranked: Sequence[Ranked], names: Mapping[str, str]) -> None:
    """A dumbbell for each, the base on top; what lies within noise of the base is pale."""
    places = [_dumbbell(ax, 0, base, INK)]
    for row, one in enumerate(ranked, start=1):
        change = one.comparison.finish.at[AT]
        clear = beyond_noise(change)
        places.append(_dumbbell(ax, row, one.result, BLUE if clear else PALE))
        _words(ax, row, moved(change) if clear else NOISE)
    ax.axvline(places[0][1], color=QUIET, linewidth=1.6, linestyle=(0, (4, 2)), zorder=1)
    low, high = min(map(min, places)), max(map(max, places))
    air = max(0.06 * (high - low), 2.0)
    ax.set_xlim(low - air, high + air)
    bare(ax, "bottom")
    labels = [names["base"], *(names[one.id] for one in ranked)]
    ax.set_yticks(range(len(labels)), [literal(shorten(label, NAME)) for label in labels])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set_ylim(len(labels) - 0.4, -0.6)
    date_axis(ax)
    ax.grid(axis="x", color=RULE, linewidth=0.8)


def _dumbbell(ax: Axes, row: int, result: Comparable, colour: str) -> tuple[float, float]:
    """The places of P50 and P80."""
    scale = Dates(result.epoch)
    even, good = (float(scale.place(result.finish.sample.quantile(p).value)) for p in (EVEN, GOOD))
    ax.plot([even, good], [row, row], color=colour, linewidth=4, zorder=2, solid_capstyle="butt")
    for place, fill in ((even, "white"), (good, colour)):
        ax.plot(
            [place], [row], marker="o", markersize=12, color=fill, markeredgecolor=colour, markeredgewidth=2.5, zorder=3
        )
    return even, good


def _words(ax: Axes, row: int, words: str) -> None:
    """In a column of its own at the right."""
    place: dict[str, Any] = {"xycoords": ax.get_yaxis_transform(), "textcoords": "offset points", "size": SMALL}
    ax.annotate(words, (1.0, row), (12, 0), ha="left", va="center", **place)
