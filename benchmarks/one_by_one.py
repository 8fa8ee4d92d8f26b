"""Each risk removed, each mitigation applied, one by one, beside one run of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import riskcore
from benchmarks.measure import Figure, measured
from benchmarks.networks import full
from benchmarks.works import whole
from riskcore.plan.apply_scenario import apply_all
from riskcore.plan.scenario import parse_scenarios
from riskcore.simulation import removal, simulate_scenarios

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.options import Options

COUNT = 40


def removals(options: Options) -> Iterator[Figure]:
    """Forty risks removed one by one on shared draws, beside one run."""
    plan = riskcore.parse_plan(full(options.activities))
    risks = [risk.id for risk in plan.risks[:COUNT]]

    def own() -> None:
        removal(plan, options.iterations, risks=risks, threads=options.threads)

    rivals = {"one run": whole(plan, options)}
    yield measured("removal of 40 risks", own, rivals, repeats=min(options.repeats, 3))


def mitigations(options: Options) -> Iterator[Figure]:
    """Forty mitigations applied one by one on shared draws; their plans are made before."""
    plan = riskcore.parse_plan(full(options.activities))
    measures = [_mitigation(k, options.activities) for k in range(1, COUNT + 1)]
    scenarios = [{"id": one["id"], "mitigations": [one["id"]]} for one in measures]
    document = parse_scenarios({"mitigations": measures, "scenarios": scenarios})
    plans = apply_all(plan, document, [one["id"] for one in measures])

    def own() -> None:
        simulate_scenarios(plan, plans, options.iterations, milestones=(), threads=options.threads)

    rivals = {"one run": whole(plan, options)}
    yield measured("40 mitigations one by one", own, rivals, repeats=min(options.repeats, 3))


def _mitigation(k: int, activities: int) -> dict[str, Any]:
    """Three of four make a risk less likely, the fourth an activity shorter; each has its price."""
    change: dict[str, Any] = {"risks": {f"R{k}": {"probability": 0.05}}}
    if k % 4 == 0:
        change = {"activities": {f"A{k * activities // (COUNT + 1)}": {"duration": "2d"}}}
    return {"id": f"M{k}", "cost": 10_000, **change}
