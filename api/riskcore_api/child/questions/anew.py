"""Questions that simulate anew: they are worked on by a worker, with progress, and can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskcore.analysis import Removed, removal_tornado
from riskcore.simulation import period_of, removal, simulate, with_spending

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.results import Result
    from riskcore_api.child.work import Work


@dataclass(frozen=True)
class Verification:
    """Whether every number is the same to the bit, and by which versions that was found."""

    same: bool
    riskcore: str
    numpy: str


def verification(result: Result, plan: Plan, work: Work, threads: int) -> Verification:
    """The simulation that the certificate describes, run once more and compared."""
    made = result.certificate
    again = simulate(
        plan,
        made.iterations,
        made.seed,
        milestones=made.milestones,
        activities=result.activities is not None,
        **_alike(result, work, threads),
    )
    if result.spending is not None:
        again = with_spending(again, plan, period_of(result.spending.period), threads=threads, stop=work.stop)
    return Verification(result.same_bits(again), again.certificate.riskcore, again.certificate.numpy)


def removed(result: Result, plan: Plan, work: Work, threads: int) -> tuple[Removed, ...]:
    """Days and money that each risk costs, by taking it away."""
    made = result.certificate
    found = removal(
        plan,
        made.iterations,
        made.seed,
        **_alike(result, work, threads),
    )
    return removal_tornado(found)


def _alike(result: Result, work: Work, threads: int) -> dict[str, Any]:
    """What is as it was, and what tells how far it is."""
    progress = lambda done: work.progress(iterations=done)  # noqa: E731
    return {"design": result.certificate.design, "threads": threads, "progress": progress, "stop": work.stop}
