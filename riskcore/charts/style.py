"""How every chart looks: ink, colours, type, axes.

The colours are close to those of Okabe and Ito (2008), and differ in lightness: print in grey tells them apart too.
"""

from __future__ import annotations

import textwrap
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.dates import AutoDateLocator, date2num, num2date
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import Formatter, FuncFormatter, MaxNLocator

from riskcore.charts.numerals import MINUS, MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from matplotlib.axes import Axes
    from matplotlib.patheffects import AbstractPathEffect

INK, QUIET, RULE = "#1b2733", "#5a6672", "#d5dbe1"
BLUE, ORANGE, VERMILION = "#005a96", "#e69f00", "#c24a00"
PALE, NOISE = "#c9dcec", "#c4c9ce"
LARGE, MIDDLE, SMALL = 17.5, 14.0, 13.0
WIDTH = 11.0
TITLE_CHARACTERS = 66
SETTINGS: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same letters everywhere
    "font.size": MIDDLE,
    "hatch.linewidth": 1.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "riskcore",  # the same picture is the same file
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
}
_ONE_AT_A_TIME = RLock()


@contextmanager
def house_style() -> Iterator[None]:
    """Settings that matplotlib reads from its global table, so one thread at a time."""
    with _ONE_AT_A_TIME, mpl.rc_context(SETTINGS):
        yield


def blank(title: str, height: float) -> tuple[Figure, Axes]:
    """A figure with one axes and `title`, which states the finding."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    figure.get_layout_engine().set(w_pad=0.15, h_pad=0.15)  # type: ignore[union-attr, call-arg]  # it is constrained
    figure.suptitle(literal(balanced(title)), x=0.015, ha="left", size=LARGE, weight="bold")
    return figure, figure.add_subplot()


def balanced(title: str) -> str:
    """`title` in as few lines as it needs: broken where it pauses, else into lines of about the same length."""
    lines = textwrap.wrap(title, TITLE_CHARACTERS)
    for pause in (";", ":"):
        head, _, tail = title.rpartition(f"{pause} ")
        if len(lines) == 2 and head and max(len(head), len(tail)) < TITLE_CHARACTERS:
            return f"{head}{pause}\n{tail}"
    width = next(w for w in range(1, TITLE_CHARACTERS + 1) if len(textwrap.wrap(title, w)) <= len(lines))
    return "\n".join(textwrap.wrap(title, width))


def halo() -> Sequence[AbstractPathEffect]:
    """A white rim that keeps a line readable on bars."""
    return [withStroke(linewidth=4, foreground="white")]


def literal(text: str) -> str:
    """A name as it is: a dollar sign in it starts no formula."""
    return text.replace("$", r"\$")


def bare(ax: Axes, *keep: str) -> None:
    """Only the spines that carry a scale."""
    for side in ("left", "right", "top", "bottom"):
        ax.spines[side].set_visible(side in keep)
    ax.tick_params(length=0, labelsize=SMALL)
    ax.set_axisbelow(True)


def day_number(moment: datetime) -> float:
    """Where `moment` lies on an axis of dates."""
    return float(date2num(moment))  # type: ignore[no-untyped-call]


class DateWords(Formatter):
    """Ticks of an axis of dates: the day where it matters, the year where it changes."""

    def __call__(self, x: float, pos: int | None = None) -> str:  # noqa: ARG002 - matplotlib gives it
        """One tick by itself."""
        return self.format_ticks([x])[0]

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """All ticks of an axis."""
        moments = [num2date(value) for value in values]  # type: ignore[no-untyped-call]
        if all((moment.month, moment.day) == (1, 1) for moment in moments):
            return [str(moment.year) for moment in moments]
        daily = any(moment.day != 1 for moment in moments)
        years = [None, *(moment.year for moment in moments)]
        return [
            f"{f'{moment.day} ' if daily else ''}{MONTHS[moment.month - 1][:3]}"
            + (f"\n{moment.year}" if moment.year != before else "")
            for moment, before in zip(moments, years, strict=False)
        ]


def date_axis(ax: Axes) -> None:
    """Days along x."""
    locator = AutoDateLocator(minticks=3, maxticks=9)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(DateWords())


def number_axis(ax: Axes, label: str, *, plus: bool = False) -> None:
    """Numbers along x, with a sign where `plus`."""
    ax.xaxis.set_major_locator(MaxNLocator(7))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(value, plus=plus)))
    ax.set_xlabel(label, size=SMALL)


def amount_axis(ax: Axes, label: str) -> None:
    """Numbers up y."""
    ax.yaxis.set_major_locator(MaxNLocator(6))
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _number(value, plus=False)))
    ax.set_ylabel(label, size=SMALL)
    ax.grid(axis="y", color=RULE, linewidth=0.8)


def _number(value: float, *, plus: bool) -> str:
    text = f"{abs(value):,.6g}" if abs(value) < 1e5 else f"{abs(value):,.0f}"
    sign = MINUS if value < 0 else "+" if plus and value > 0 else ""
    return sign + text


def chance_axis(ax: Axes) -> None:
    """Chances up y, in percent."""
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1], [f"{20 * k} %" for k in range(6)])
    ax.grid(axis="y", color=RULE, linewidth=0.8)
