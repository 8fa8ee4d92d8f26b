"""How likely is each date, or each cost? The curve of chances and the histogram under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results import Sampled

BARS = 40
DAY = 1440.0


@dataclass(frozen=True)
class Curve:
    """The S-curve (value, chance) and the histogram (edges, share) of one outcome."""

    name: str
    value: Array  # (point)
    chance: Array  # (point)
    edges: Array  # (bar + 1)
    share: Array  # (bar)


def curve(outcome: Sampled, points: int = 400, *, whole_days: bool = True) -> Curve:
    """The distribution of `outcome`; the curve has at most `points` points.

    With `whole_days` (dates) bars are as many days or weeks wide as keeps weekends from making a comb of them.
    """
    ordered = np.sort(outcome.sample.values)
    n = len(ordered)
    rank = np.unique(np.linspace(0, n - 1, min(points, n)).astype(int))
    share, edges = np.histogram(ordered, bins=_edges(float(ordered[0]), float(ordered[-1]), whole_days=whole_days))
    return Curve(outcome.name, ordered[rank], (rank + 1) / n, edges, share / n)


def _edges(low: float, high: float, *, whole_days: bool) -> Array:
    """Edges of the bars: BARS equal ones, or of whole days up to a week, then of whole weeks."""
    if not whole_days:
        width = max((high - low) / BARS, abs(high) * 1e-9, 1e-9)
        return low + width * np.arange(BARS + 1) - (0 if high - low > width else BARS * width / 2)
    days = max(np.ceil((high - low) / DAY / BARS), 1)
    days = days if days == 1 else 7 * np.ceil(days / 7)
    first = np.floor(low / DAY) * DAY
    return np.asarray(first + days * DAY * np.arange(int((high - first) // (days * DAY)) + 2))
