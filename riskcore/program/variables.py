"""The table of everything that is drawn, built one variable at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from riskcore.distributions import form as forms
from riskcore.kernels import draw, records
from riskcore.program.dependence import Dependence
from riskcore.program.streams import stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.array import Array
    from riskcore.distributions import Distribution

KNOT_GRADES = ndtr((np.arange(draw.KNOTS) - 1) * (2 * draw.SCORE_END / draw.INTERVALS) - draw.SCORE_END)


@dataclass(frozen=True)
class _Shape:
    """A quantile function, known by its name."""

    name: tuple[str | float, ...]
    quantile: Callable[[Array], Array] = field(compare=False)


@lru_cache(maxsize=4096)
def _table(shape: _Shape) -> Array:
    """The quantile function over the normal score: smallest and largest value, then a cubic for each interval.

    The cubic is Lagrange's through the four knots around the interval, as powers of the place in it. Kept from one
    compilation to the next, for shapes come again and scipy is slow.
    """
    knots = shape.quantile(KNOT_GRADES)
    a, b, c, d = knots[:-3], knots[1:-2], knots[2:-1], knots[3:]
    third = (d - a) / 6.0 + (b - c) * 0.5
    second = (a + c) * 0.5 - b
    slope = c - a / 3.0 - b * 0.5 - d / 6.0
    terms = np.stack([b, slope, second, third], axis=1)
    return np.concatenate([knots[[1, -2]], terms.ravel()])


@dataclass
class VariableTable:
    """Variables in the order in which they were added; quantile tables are shared by equal shapes."""

    names: list[str] = field(default_factory=list)
    streams: list[int] = field(default_factory=list)
    planned: list[float] = field(default_factory=list)
    made: list[tuple[float, ...]] = field(default_factory=list)
    """Kind, group, five numbers, index, count, mixed, factor, width: VARIABLE without its stream and its coordinate."""
    data: list[Array] = field(default_factory=list)
    size: int = 0
    tables: dict[tuple[str | float, ...], int] = field(default_factory=dict)
    dependence: Dependence = field(default_factory=Dependence)
    stated: list[tuple[Distribution, float | None]] = field(default_factory=list)
    """What each was made of."""
    number: dict[tuple[str, int], int] = field(default_factory=dict)
    """Of each name, the first, second ... variable that is called so."""
    asked: dict[str, int] = field(default_factory=dict)
    """How often each name was added since the beginning."""
    drawn: dict[Distribution, tuple[float, ...]] = field(default_factory=dict)
    """Kind, five numbers, index and count of each distribution that keeps no data of its own."""

    def begin(self) -> None:
        """A plan is compiled: what it adds under names that are known takes their places."""
        self.asked.clear()

    def add(self, name: str, distribution: Distribution, planned: float | None = None) -> int:
        """Number of a new variable; `planned` is its value in the deterministic plan, else the family's own.

        The name says what it varies together with.
        """
        again = self.asked.get(name, 0)
        self.asked[name] = again + 1
        v = self.number.setdefault((name, again), len(self.names))
        if v == len(self.names):
            self.names.append(name)
            self.streams.append(stream(name))
            self.planned.append(0.0)
            self.made.append(())
            self.stated.append((distribution, planned))
        elif self.stated[v] == (distribution, planned):
            return v
        self.stated[v] = distribution, planned
        self.planned[v] = distribution.planned if planned is None else planned
        self.made[v] = self._made(name, distribution)
        return v

    def _made(self, name: str, distribution: Distribution) -> tuple[float, ...]:
        kind, *numbers = self._drawn(distribution)
        group = self.dependence.group.get(name, -1)
        mixture = self.dependence.mixture.get(name)
        mixed = (-1, -1, 0)
        if mixture is not None:
            mixed = (self._keep(np.array(mixture.loadings)), mixture.factor, len(mixture.loadings))
        return kind, group, *numbers, *mixed

    def _drawn(self, distribution: Distribution) -> tuple[float, ...]:
        """Kind, five numbers, index and count: how it is drawn."""
        known = self.drawn.get(distribution)
        if known is None:
            kind, numbers, index, count = self._form(distribution.form())
            known = (kind, *numbers, *[0.0] * (5 - len(numbers)), index, count)
            if kind != records.STEPS:
                self.drawn[distribution] = known
        return known

    def _form(self, form: forms.Form) -> tuple[int, tuple[float, ...], int, int]:
        """Kind, numbers, index and count as VARIABLE keeps them."""
        match form:
            case forms.Constant(value):
                return records.CONSTANT, (value,), 0, 0
            case forms.Uniform(low, high):
                return records.UNIFORM, (low, high - low), 0, 0
            case forms.Triangular(low, mode, high):
                width = high - low
                numbers = (low, high, (mode - low) / width, width * (mode - low), width * (high - mode))
                return records.TRIANGULAR, numbers, 0, 0
            case forms.NormalScore(location, scale):
                return records.NORMAL, (location, scale), 0, 0
            case forms.LogNormalScore(location, mu, sigma):
                return records.LOGNORMAL, (location, mu, sigma), 0, 0
            case forms.Smooth(shape, quantile, location, scale):
                if shape not in self.tables:
                    self.tables[shape] = self._keep(_table(_Shape(shape, quantile)))
                return records.TABLE, (location, scale), self.tables[shape], 0
            case forms.Steps(edges, low, high):
                upper, lower = np.array(edges[1:]), np.array(edges[:-1])
                slope = (np.array(high) - np.array(low)) / np.maximum(upper - lower, 1e-300)
                pieces = np.stack([upper, np.array(low, float), slope], axis=1)[upper > lower]
                return records.STEPS, (), self._keep(pieces.ravel()), len(pieces)

    def _keep(self, numbers: Array) -> int:
        """Where `numbers` begin in the data."""
        self.data.append(numbers)
        self.size += len(numbers)
        return self.size - len(numbers)

    def record(self) -> records.Variables:
        """The table as arrays."""
        item = np.zeros(len(self.made), records.VARIABLE)
        columns = np.array(self.made, float).reshape(-1, 12)
        for k, name in enumerate(name for name in records.VARIABLE.names or () if name not in ("stream", "sobol")):
            item[name] = columns[:, k]
        item["stream"], item["sobol"] = self.streams, -1
        return records.Variables(
            item=item,
            data=np.concatenate(self.data) if self.data else np.zeros(1),
            group=np.array([(*factor, -1) for factor in self.dependence.factors], records.GROUP),
        )
