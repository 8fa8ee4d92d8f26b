"""How likely is each date, or each cost? The curve of chances and the histogram under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.results import Outcome

BARS = 40


@dataclass(frozen=True)
class Curve:
    """The S-curve (value, chance) and the histogram (edges, share) of one outcome."""

    name: str
    value: Array  # (point)
    chance: Array  # (point)
    edges: Array  # (bar + 1)
    share: Array  # (bar)


def curve(outcome: Outcome, points: int = 400) -> Curve:
    """The distribution of `outcome`; the curve has at most `points` points."""
    ordered = np.sort(outcome.sample.values)
    n = len(ordered)
    rank = np.unique(np.linspace(0, n - 1, min(points, n)).astype(int))
    share, edges = np.histogram(ordered, bins=BARS)
    return Curve(outcome.name, ordered[rank], (rank + 1) / n, edges, share / n)
