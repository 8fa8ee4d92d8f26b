"""A comparison of scenarios as one plain object: what `compare --json` prints and the service returns."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from riskcore.analysis.compare import LEVELS, beyond_noise
from riskcore.analysis.target import limit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from riskcore.analysis.compare import Change
    from riskcore.analysis.compare_ranking import Ranked
    from riskcore.plan.scenario import Scenario
    from riskcore.results import Comparable, Estimate, Sample


def comparison_document(
    base: Comparable, ranked: Sequence[Ranked], scenarios: Iterable[Scenario], target: datetime | None = None
) -> dict[str, Any]:
    """The comparison as lists, mappings, numbers and ISO 8601 dates; scenarios stand in the order of their ranks.

    A bound that does not exist, such as the highest price of a day that may not be saved, is None.
    """
    known = {scenario.id: scenario for scenario in scenarios}
    return {
        "plan": {"name": base.name, "digest": base.certificate.plan},
        "currency": base.currency,
        "base": _outcome(base, target),
        "scenarios": [_scenario(one, known[one.id], target) for one in ranked],
        "certificate": {key: value for key, value in asdict(base.certificate).items() if key != "milestones"},
        "notes": list(base.notes),
    }


def _scenario(one: Ranked, scenario: Scenario, target: datetime | None) -> dict[str, Any]:
    found = one.comparison
    return {
        "id": one.id,
        "name": scenario.name,
        "mitigations": list(scenario.mitigations),
        "digest": one.result.certificate.plan,
        "rank": one.rank,
        "efficient": one.efficient,
        "beaten_by": list(one.beaten_by),
        "days_to_next": _estimate(one.to_next),
        **_outcome(one.result, target),
        "difference": {
            "finish_days": _change(found.finish),
            "cost": None if found.cost is None else _change(found.cost),
            "probability": _estimate(found.chance),
        },
        "cost_per_day_saved": _priced(found.cost_per_day),
        "notes": list(one.result.notes),
    }


def _outcome(result: Comparable, target: datetime | None) -> dict[str, Any]:
    target = target or result.target
    limit = limit_of(result, target)
    dates = {key: _iso(result.date(value)) for key, value in _values(result.finish.sample).items()}
    chance = None if limit is None else result.finish.sample.probability(limit).value
    return {
        "finish": dates,
        "cost": None if result.cost is None else _values(result.cost.sample),
        "target": None if target is None else {"date": _iso(target), "probability": chance},
    }


def _values(sample: Sample) -> dict[str, float]:
    return {**{key: sample.quantile(p).value for key, p in LEVELS.items()}, "mean": sample.mean().value}


def _change(change: Change) -> dict[str, Any]:
    return {
        **{key: _estimate(one) for key, one in change.at.items()},
        "share_lower": change.lower,
        "share_higher": change.higher,
    }


def _priced(prices: Mapping[str, Estimate | None]) -> dict[str, Any]:
    return {key: _estimate(one) for key, one in prices.items()}


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    ends = {key: value if math.isfinite(value) else None for key, value in asdict(estimate).items()}
    return {**ends, "beyond_noise": beyond_noise(estimate)}


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
