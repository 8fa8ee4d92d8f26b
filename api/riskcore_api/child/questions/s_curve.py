"""How likely each date is, or each amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.analysis import curve
from riskcore_api.child.questions.figures import Writer, outcome_of

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.results import Result


@dataclass(frozen=True)
class Point:
    """A date or amount, and the chance that it is not exceeded."""

    value: datetime | float
    chance: float


@dataclass(frozen=True)
class Column:
    """A bar of the histogram."""

    lower: datetime | float
    upper: datetime | float
    share: float


@dataclass(frozen=True)
class Curve:
    """The S-curve and the histogram of an outcome."""

    outcome: str
    unit: str
    points: tuple[Point, ...]
    histogram: tuple[Column, ...]


def s_curve(result: Result, outcome: str = "finish", points: int = 200) -> Curve:
    """The distribution of an outcome."""
    chosen = outcome_of(result, outcome)
    write = Writer(result, chosen)
    found = curve(chosen, points, whole_days=write.dated)
    return Curve(
        outcome=outcome,
        unit=write.unit,
        points=tuple(Point(write(v), float(c)) for v, c in zip(found.value, found.chance, strict=True)),
        histogram=tuple(
            Column(write(low), write(high), float(part))
            for low, high, part in zip(found.edges[:-1], found.edges[1:], found.share, strict=True)
        ),
    )
