"""Were the iterations enough? P50 and P80 as they settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.results import Sample
from riskcore_api.child.questions.figures import Level, Writer, outcome_of

if TYPE_CHECKING:
    from riskcore.results import Result

STEPS = 24
"""Points of a convergence plot."""


@dataclass(frozen=True)
class Settled:
    """P50 and P80 after so many iterations."""

    iterations: int
    p50: Level
    p80: Level


def convergence(result: Result, outcome: str = "finish") -> tuple[Settled, ...]:
    """P50 and P80 after the first iterations, more of them, and all."""
    chosen = outcome_of(result, outcome)
    sample = chosen.sample
    whole = len(sample.values)
    counts = sorted({max(whole * k // STEPS // sample.lanes * sample.lanes, 1) for k in range(1, STEPS)} | {whole})
    write = Writer(result, chosen)
    return tuple(
        Settled(n, *(write.level(p, part.quantile(p)) for p in (0.5, 0.8)))
        for n in counts
        for part in [Sample(sample.values[:n], sample.lanes, sample.stratified)]
    )
