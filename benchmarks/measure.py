"""Timing: warm up, repeat, and say how far the repetitions lie apart."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Figure:
    """One thing measured: the median of its repetitions, and what it is measured against in the same run."""

    name: str
    seconds: float
    fastest: float
    slowest: float
    ns: float | None = None
    """For each activity and iteration."""
    ratios: dict[str, float] = field(default_factory=dict)
    """By the name of the baseline: how many times its time this one takes."""
    peak_mb: float = 0.0


def timed(work: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each of `repeats` calls, after one that warms up."""
    work()
    found = []
    for _ in range(repeats):
        begin = time.perf_counter()
        work()
        found.append(time.perf_counter() - begin)
    return found


def figure(name: str, seconds: list[float], samples: int | None = None, **ratios: list[float] | None) -> Figure:
    """The figure of some repetitions; `samples` are activities times iterations, `ratios` those of the baselines."""
    middle = statistics.median(seconds)
    against = {key.replace("_", " "): middle / statistics.median(one) for key, one in ratios.items() if one}
    ns = None if samples is None else 1e9 * middle / samples
    return Figure(name, middle, min(seconds), max(seconds), ns, against, peak_mb())


def peak_mb() -> float:
    """Largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
