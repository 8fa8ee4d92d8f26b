"""One figure that riskcore found, with its sampling error where it was sampled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

GROUPS = 40
BLOCK = 128
"""Iterations of a block of riskcore: groups are made of whole ones, so that they are independent."""


class NotRun(Exception):  # noqa: N818 - nothing went wrong
    """riskcore cannot say this; the message says why."""


@dataclass(frozen=True)
class Figure:
    """A figure; one that is computed and not sampled has no `error` and no `iterations`."""

    value: float
    error: float | None = None
    """Standard error, from the spread between groups of iterations."""
    iterations: int | None = None
    """Of the simulation, where the case's own sigma of one iteration may be used."""


@dataclass(frozen=True)
class Figures:
    """Several numbers under one name, such as the words of a generator; they are computed."""

    values: tuple[float, ...]


def sampled(statistic: Callable[..., float], *samples: np.ndarray) -> Figure:
    """`statistic` of the samples (iteration, any), with its error from GROUPS groups of consecutive blocks.

    Each group gives its own figure; their spread over sqrt(GROUPS) is the error of the whole, whatever the design.
    """
    n = len(samples[0])
    size = n // GROUPS // BLOCK * BLOCK or n // GROUPS
    groups = [statistic(*(one[k * size : (k + 1) * size] for one in samples)) for k in range(GROUPS)]
    return Figure(statistic(*samples), float(np.std(groups, ddof=1) / np.sqrt(GROUPS)), n)
