"""The result, put together: samples with their names, and the certificate."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numba
import numpy as np

from riskcore.program.clockwork import ONE_MINUTE, end_of
from riskcore.program.money_columns import BENEFIT, RESERVED, WORTH
from riskcore.results import Certificate, Outcome, Result
from riskcore.simulation.designs import name_of
from riskcore.simulation.version import VERSION
from riskcore.simulation.weeks_lost import weeks_lost

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Program
    from riskcore.results import DriverStatistics
    from riskcore.simulation.findings import Findings
    from riskcore.simulation.planned import Planned
    from riskcore.simulation.worker import Sampling

NAMED = 5
"""Activities that a note names."""
FEW = 30
"""A risk that happened less often than this says little about its own effect."""


def assemble(
    plan: Plan,
    program: Program,
    sampling: Sampling,
    base: Planned,
    times: Array,
    money: Array,
    found: Findings,
) -> Result:
    """The result of `times` (output, iteration), minutes of the clock, and `money` (part, iteration)."""

    def outcome(key: str, name: str, expected: float, values: Array, deadline: datetime | None = None) -> Outcome:
        due = None if deadline is None else (end_of(deadline) - program.epoch) / ONE_MINUTE
        return Outcome(key, name, float(expected), sampling.sample(values), due)

    kept = [plan.activities[index] for index in program.kept]
    titles = {part: plan.breakdown.get(part, "") for part in program.parts if part not in RESERVED}
    named = {part: f"{part} {titles.get(part, '')}".strip() for part in program.parts}
    amounts = {part: outcome(part, named[part], base.money[k], money[k]) for k, part in enumerate(program.parts)}
    benefit, npv = amounts.pop(BENEFIT, None), amounts.pop(WORTH, None)
    costs = list(amounts.values())
    return Result(
        name=plan.name,
        currency=plan.currency,
        epoch=program.epoch,
        target=plan.target,
        status=plan.status_date,
        finish=outcome("finish", "Finish", base.outputs[0], times[0]),
        milestones=tuple(
            outcome(one.id, one.name or one.id, base.outputs[k + 1], times[k + 1], one.deadline)
            for k, one in enumerate(kept)
        ),
        cost=costs[0] if costs else None,
        cost_parts=tuple(costs[1:]),
        activities=found.activities,
        drivers=found.drivers,
        certificate=_certificate(program, sampling, found.digest),
        benefit=benefit,
        npv=npv,
        budget=plan.budget,
        lost=weeks_lost(plan),
        notes=(*_ahead_of_time(plan), *plan.notes, *program.notes, *_repaired(program), *_rare(found.drivers)),
        correlations=found.correlations,
    )


def _certificate(program: Program, sampling: Sampling, digest: str) -> Certificate:
    return Certificate(
        plan=digest,
        seed=sampling.seed,
        iterations=sampling.iterations,
        design=name_of(sampling.design),
        block=sampling.lanes,
        milestones=tuple(program.plan.activities[index].id for index in program.kept),
        riskcore=VERSION,
        numpy=np.__version__,
        numba=numba.__version__,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _ahead_of_time(plan: Plan) -> list[str]:
    """Actual dates after the status date are kept, as the tools keep them, and told."""
    status = plan.status_date
    early = [one.id for one in plan.activities if status and (one.actual_finish or one.actual_start or status) > status]
    if not early:
        return []
    named = ", ".join(early[:NAMED]) + (", ..." if len(early) > NAMED else "")
    told = f"{len(early):,} with actual dates after the status date ({named})"
    return [f"{told}: they are taken as they stand; see riskcore check."]


def _repaired(program: Program) -> list[str]:
    return [
        f'Correlation "{joint.name}" was impossible as stated; the nearest possible matrix is used, '
        f"{joint.repaired:.2g} away (Frobenius norm)."
        for joint in program.joints
        if joint.repaired > 0
    ]


def _rare(drivers: DriverStatistics) -> list[str]:
    return [
        f'Risk "{drivers.name[k]}" happened in {count} iterations only: run more to know its effect.'
        for k, count in enumerate(drivers.occurrences)
        if drivers.kind[k] == "risk" and count < FEW
    ]
