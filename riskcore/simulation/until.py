"""Stop when sure: as many iterations as one number needs to be known well enough."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from riskcore.errors import ParameterError
from riskcore.plan.quantity import Duration, WorkHours
from riskcore.plan.rule import BrokenRule
from riskcore.simulation.running import LANES, Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.plan import Plan
    from riskcore.results import Result
    from riskcore.simulation.designs import Design

FIRST, BATCH = 16, 8
"""Blocks before the first look, and between two looks: 2,048 and 1,024 iterations."""
_TEXT = re.compile(r"^\s*[pP](\d{1,2}(?:\.\d+)?)\s*(?:\+-|\+/-|±)\s*(.+?)\s*$")
CALENDAR_DAYS = WorkHours(1440.0, 10080.0, 30.0)
"""The finish is a moment of the clock, so a day of its interval has 24 hours."""


@dataclass(frozen=True)
class Precision:
    """A quantile of the finish and how near it is to be known: half the width of its 95 % interval, in minutes."""

    level: float
    within: float

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `P80 +-1d`; days are calendar days. Raises ParameterError."""
        match = _TEXT.match(text)
        hint = 'Write "P80 +-1d".'
        if match is None or not 0 < float(match[1]) < 100:
            raise ParameterError(f"until must be a quantile and how near it is to be known. Got {text}. {hint}")
        try:
            within = Duration.parse(match[2]).minutes(CALENDAR_DAYS)
        except BrokenRule as broken:
            raise ParameterError(f"until {broken.rule}. Got {match[2]}. {hint}") from None
        if within <= 0:
            raise ParameterError(f"until must be a width greater than 0. Got {match[2]}. {hint}")
        return cls(float(match[1]) / 100, within)


def simulate_until(
    plan: Plan,
    precision: Precision,
    most: int = 1_000_000,
    seed: int = 1,
    *,
    design: Design = "latin hypercube",
    milestones: Sequence[str] | None = None,
    activities: bool = True,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Result:
    """Simulate until the interval of the quantile is narrow enough, `most` iterations at most.

    The bits are those of `simulate` with as many iterations as the certificate then says. To look often and stop at the
    first narrow interval makes intervals a little too narrow (Chow & Robbins 1965 show it vanishes as they narrow).
    """
    running = Simulation(plan, most, seed, design=design, milestones=milestones, activities=activities, threads=threads)
    running.advance(FIRST, progress, stop)
    while running.done < running.blocks and _width(running, precision) > precision.within:
        running.advance(max(BATCH, running.done // 8), progress, stop)
    return running.result()


def _width(running: Simulation, precision: Precision) -> float:
    found = running.finish.quantile(precision.level)
    return (found.upper - found.lower) / 2


FEWEST = FIRST * LANES
"""Iterations that are run in any case."""
