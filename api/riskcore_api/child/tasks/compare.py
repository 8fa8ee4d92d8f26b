"""Results set beside a base: which is best, and by how much beyond noise."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from riskcore_api.child.results import saved
from riskcore_api.values import as_json

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def compare(
    work: Work,
    *,
    base: str,
    others: dict[str, str],
    scenarios: dict[str, dict[str, Any]],
    target: str | None,
    blobs: str,
) -> dict[str, Any]:
    """The comparison of the archives `others`, by the ids of their results, with that of `base`.

    `scenarios` tells of which scenario a result is. Raises ParameterError where they cannot be compared.
    """
    from riskcore.analysis.compare_document import comparison_document
    from riskcore.analysis.compare_ranking import ranking
    from riskcore.plan.scenario import Scenario

    moment = None if target is None else datetime.fromisoformat(target)
    first = saved(base, blobs).result
    ranked = ranking(first, {name: saved(archive, blobs).result for name, archive in others.items()}, moment)
    records = [Scenario.model_validate(scenarios.get(name, {}) | {"id": name}) for name in others]
    return {"comparison": as_json(comparison_document(first, ranked, records, moment))}
