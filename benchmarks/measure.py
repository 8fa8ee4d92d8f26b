"""Timing: warm up, take turns with what is compared, and say how far the repetitions lie apart."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Work = Callable[[], float | None]
    """Something to be timed; what times itself returns the seconds."""


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
    """By the name of the baseline: how many times its time this one takes, the fastest of each."""
    peak_mb: float = 0.0
    along: tuple[str, int] | None = None
    """Of a figure of growth: what grows, and how large it is here."""


def measured(
    name: str,
    own: Work,
    rivals: Mapping[str, Work] | None = None,
    *,
    samples: int | None = None,
    repeats: int = 5,
    warm: bool = True,
    along: tuple[str, int] | None = None,
) -> Figure:
    """The figure of `own`, beside its rivals; `samples` are activities times iterations.

    Own work and rivals take turns, so that a machine that slows down slows down all of them. `warm` says that each is
    done once before; what is not has no rivals.
    """
    if warm:
        own()
    peak = peak_mb()  # before any rival takes memory
    rivals = rivals or {}
    for rival in rivals.values():
        rival()
    times: dict[str, list[float]] = {key: [] for key in (name, *rivals)}
    for _ in range(repeats):
        for key, work in {name: own, **rivals}.items():
            times[key].append(seconds_of(work))
    found = times.pop(name)
    middle = statistics.median(found)
    return Figure(
        name=name,
        seconds=middle,
        fastest=min(found),
        slowest=max(found),
        ns=None if samples is None else 1e9 * middle / samples,
        ratios={key: min(found) / min(theirs) for key, theirs in times.items()},
        peak_mb=peak if rivals else peak_mb(),
        along=along,
    )


def seconds_of(work: Work) -> float:
    """What `work` takes by the clock, or says that it took."""
    begin = time.perf_counter()
    own = work()
    return time.perf_counter() - begin if own is None else own


def peak_mb() -> float:
    """Largest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
