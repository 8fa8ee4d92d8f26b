"""What moves the date? Each input's low and high end, and what they do to the mean finish."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Patch

from riskcore.analysis import tornado
from riskcore.charts.numerals import shorten, signed
from riskcore.charts.style import BLUE, INK, NOISE, ORANGE, QUIET, RULE, SMALL, bare, blank, literal, number_axis
from riskcore.charts.words import strongest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from riskcore.analysis import Bar
    from riskcore.results import Result

MOST = 12
"""More bars than a meeting discusses; the table has the rest."""
LINE, LINES = 28, 2
"""Characters in a line of a label, and lines."""
HATCH = "///"
REACH = 1.96
"""Standard errors in a 95 % whisker."""
ROOM = 0.16
"""Share of the width, either side, for the numbers at the ends."""


def draw(ax: Axes, table: Sequence[Bar]) -> None:
    """The bars of `table`, longest at the top, as days about the mean finish."""
    for row, bar in enumerate(table):
        _halves(ax, row, bar)
        _whisker(ax, row, bar)
        _numbers(ax, row, bar)
    _rows(ax, table)
    ends = [0.0, *(place for bar in table for place in _reach(bar))]
    room = ROOM * (max(ends) - min(ends)) or 1.0
    ax.set_xlim(min(ends) - room, max(ends) + room)
    number_axis(ax, "days earlier (\N{MINUS SIGN}) or later (+) than the mean finish", plus=True)
    ax.grid(axis="x", color=RULE, linewidth=0.8)
    ax.axvline(0, color=QUIET, linewidth=1.2)


def of_drivers(result: Result, target: datetime | None = None) -> Figure | None:  # noqa: ARG001 - one call for all charts
    """The leading inputs, if any is uncertain."""
    bars = tornado(result, MOST)
    if not bars:
        return None
    figure, ax = blank(strongest(bars), 2.6 + 0.55 * len(bars))
    draw(ax, bars)
    key = _key(bars)
    columns = 2 if len(key) == 4 else 3
    figure.legend(handles=key, loc="outside lower center", ncols=columns, frameon=False, fontsize=SMALL)
    return figure


def _halves(ax: Axes, row: int, bar: Bar) -> None:
    for end, colour in ((bar.low, BLUE), (bar.high, ORANGE)):
        fill = colour if bar.beyond_noise else NOISE
        # A risk's bar is hatched: hatch and edge share one colour, so white cuts it from the fill.
        ax.barh(row, end, height=0.62, color=fill, edgecolor="white", hatch=HATCH if bar.kind == "risk" else None)


def _whisker(ax: Axes, row: int, bar: Bar) -> None:
    """The error of the distance between the ends, drawn at the longer one."""
    end = max(bar.low, bar.high, key=abs)
    style: dict[str, Any] = {"ecolor": INK, "elinewidth": 1.6, "capsize": 4, "capthick": 1.6}
    ax.errorbar([end], [row], xerr=[REACH * bar.swing_error], fmt="none", **style)


def _numbers(ax: Axes, row: int, bar: Bar) -> None:
    left, right = _reach(bar)
    earlier, later = sorted((bar.low, bar.high))
    style: dict[str, Any] = {"textcoords": "offset points", "va": "center", "size": SMALL, "color": INK}
    ax.annotate(signed(earlier), (left, row), (-7, 0), ha="right", **style)
    ax.annotate(signed(later), (right, row), (7, 0), ha="left", **style)


def _reach(bar: Bar) -> tuple[float, float]:
    """How far bar and whisker go, to the left and to the right."""
    longer = max(bar.low, bar.high, key=abs)
    error = REACH * bar.swing_error
    return min(bar.low, bar.high, 0.0, longer - error), max(bar.low, bar.high, 0.0, longer + error)


def _rows(ax: Axes, table: Sequence[Bar]) -> None:
    bare(ax, "bottom")
    ax.set_yticks(range(len(table)), [_label(bar.name) for bar in table])
    ax.tick_params(axis="y", labelcolor=INK)
    ax.set_ylim(len(table) - 0.4, -0.6)


def _label(name: str) -> str:
    """The name in two lines, which may break early at long words: hence the six characters of slack."""
    lines = textwrap.wrap(shorten(name, LINE * LINES - 6), LINE)
    return literal("\n".join([*lines[: LINES - 1], shorten(" ".join(lines[LINES - 1 :]), LINE)]).strip())


def _key(bars: Sequence[Bar]) -> list[Patch]:
    """What the colours and the hatch mean, for what is in the picture."""
    clear = [bar for bar in bars if bar.beyond_noise]
    kinds = {bar.kind == "risk" for bar in clear}
    key = []
    if False in kinds:
        key += [Patch(color=BLUE, label="at its low end"), Patch(color=ORANGE, label="at its high end")]
    if True in kinds:
        key += [
            Patch(facecolor=BLUE, edgecolor="white", hatch=HATCH, label="risk does not happen"),
            Patch(facecolor=ORANGE, edgecolor="white", hatch=HATCH, label="risk happens"),
        ]
    if len(clear) < len(bars):
        key.append(Patch(color=NOISE, label="too small to tell from chance"))
    return key
