"""A question in a meeting: what if this were different? Answered from a result and the changes, at once.

The same random numbers serve both, so the difference is the change and not chance.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from riskcore_api.child.live import ready
from riskcore_api.child.results import saved
from riskcore_api.values import as_json

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.plan.scenario import Scenarios
    from riskcore.results import Certificate, Comparable
    from riskcore_api.child.work import Work

NAME = "what-if"


def what_if(
    work: Work,
    *,
    mitigations: list[dict[str, Any]],
    changes: dict[str, Any],
    overrides: dict[str, Any],
    target: str | None,
    threads: int,
    archive: str,
    blobs: str,
) -> dict[str, Any]:
    """Base, changed, and the difference between them. Raises PlanError where the changes break the plan."""
    from riskcore.analysis.compare_document import comparison_document
    from riskcore.analysis.compare_plans import scenario_plans
    from riskcore.analysis.compare_ranking import ranking

    base = saved(archive, blobs)
    scenarios = _scenarios(mitigations, changes, overrides)
    plan = scenario_plans(base.plan, scenarios, [NAME], "The changes", sound=True)[NAME]
    kept = ready(archive, blobs, threads)
    other = kept.version(plan) if kept else _simulated(work, base.result.certificate, plan, threads)
    moment = None if target is None else datetime.fromisoformat(target)
    ranked = ranking(base.result, {NAME: other}, moment)
    return {"comparison": as_json(comparison_document(base.result, ranked, scenarios.scenarios, moment))}


def _simulated(work: Work, made: Certificate, plan: Plan, threads: int) -> Comparable:
    """The changed plan played from the start, where nothing is kept ready for it."""
    from riskcore import simulate

    return simulate(
        plan,
        made.iterations,
        made.seed,
        design=made.design,  # type: ignore[arg-type]
        milestones=(),
        activities=False,
        threads=threads,
        stop=work.stop,
    )


def _scenarios(mitigations: list[dict[str, Any]], changes: dict[str, Any], overrides: dict[str, Any]) -> Scenarios:
    """The scenario of those mitigations and, where there are changes, one more that is made up of them."""
    from riskcore.plan.scenario import parse_scenarios

    every = [*mitigations, *([changes | {"id": NAME, "name": "What if"}] if changes else [])]
    scenario = {"id": NAME, "mitigations": [one["id"] for one in every], "overrides": overrides}
    return parse_scenarios({"mitigations": every, "scenarios": [scenario]}, "The changes")
