"""How a family is drawn in the kernel: a closed form, or a table of its quantile function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Constant:
    """Always `value`."""

    value: float


@dataclass(frozen=True)
class Uniform:
    """`low + (high - low) u`."""

    low: float
    high: float


@dataclass(frozen=True)
class Triangular:
    """The two square roots of Kotz & van Dorp (2004), chapter 1."""

    low: float
    mode: float
    high: float


@dataclass(frozen=True)
class NormalScore:
    """`location + scale z`, z the standard normal score of u."""

    location: float
    scale: float


@dataclass(frozen=True)
class LogNormalScore:
    """`location + exp(mu + sigma z)`, z the standard normal score of u."""

    location: float
    mu: float
    sigma: float


@dataclass(frozen=True)
class Smooth:
    """`location + scale q(u)` with q a smooth quantile function, tabulated over the normal score.

    `shape` names q: two forms with equal `shape` share one table.
    """

    shape: tuple[str | float, ...]
    quantile: Callable[[NDArray[np.float64]], NDArray[np.float64]]
    location: float
    scale: float


@dataclass(frozen=True)
class Steps:
    """A quantile function of straight pieces: piece k runs from (edges[k], low[k]) to (edges[k + 1], high[k]).

    `edges` rises from 0 to 1 (n + 1 numbers), `low` and `high` have n; a flat piece is an atom.
    """

    edges: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


Form = Constant | Uniform | Triangular | NormalScore | LogNormalScore | Smooth | Steps
