"""What is found out when the blocks have run: questions that do not wait for each other, asked side by side."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from riskcore.plan import digest
from riskcore.simulation.activities import activity_statistics, correlations
from riskcore.simulation.drivers import driver_statistics
from riskcore.simulation.together import Correlations

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Program
    from riskcore.results import ActivityStatistics, CorrelationStatistics, DriverStatistics
    from riskcore.simulation.totals import Totals
    from riskcore.simulation.worker import Sampling, Study


class Findings(NamedTuple):
    """What a result tells besides its samples."""

    digest: str
    """Of the plan."""
    activities: ActivityStatistics | None
    drivers: DriverStatistics
    correlations: tuple[CorrelationStatistics, ...]


def findings(
    plan: Plan, program: Program, sampling: Sampling, totals: Totals, study: Study | None, finish: Array, threads: int
) -> Findings:
    """Found in at most `threads` threads; `finish` is (iteration), and `study` what was learnt of every activity."""

    def activities() -> ActivityStatistics | None:
        return activity_statistics(program, totals, study.bins, study.planned, sampling) if study else None

    def drivers() -> DriverStatistics:
        strength = correlations(totals, sampling.iterations) if study else None
        return driver_statistics(program, sampling, finish, strength)

    with ThreadPoolExecutor(threads, "riskcore") as pool:
        joint = pool.submit(Correlations(sampling).of, program)
        own, done, moved = pool.submit(digest, plan), pool.submit(activities), pool.submit(drivers)
        return Findings(own.result(), done.result(), moved.result(), joint.result())
