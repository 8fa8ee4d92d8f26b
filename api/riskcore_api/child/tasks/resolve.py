"""The one plan that a version, its registers and a scenario amount to, checked as a whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def resolve(
    work: Work,
    *,
    document: str,
    registers: list[dict[str, Any]],
    scenarios: dict[str, Any],
    scenario: str | None,
    residual: bool,
    independent: bool,
    blobs: str,
) -> dict[str, Any]:
    """Put it together. Raises PlanError with every problem where the parts do not fit."""
    from riskcore import parse_plan, parse_register
    from riskcore.plan import check, digest, document_of
    from riskcore.plan import residual as after_mitigation

    folder = Blobs(Path(blobs))
    plan = parse_plan(json.loads(folder.get(document)))
    for register in registers:
        plan = plan.with_register(parse_register(register))
    plan = check(plan, "The plan with its registers")
    if scenario is not None:
        from riskcore.analysis.compare_plans import scenario_plans
        from riskcore.plan.scenario import parse_scenarios

        plan = scenario_plans(plan, parse_scenarios(scenarios), [scenario], "The scenarios")[scenario]
    if residual:
        plan = after_mitigation(plan)
    if independent:
        plan = plan.model_copy(update={"correlations": ()})
    text = json.dumps(document_of(plan), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return {"document": folder.put(text.encode()), "digest": digest(plan)}
