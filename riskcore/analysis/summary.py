"""Everything that was found, as one plain object: the answer that `--json` prints and the service returns."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from riskcore.analysis.commit import Answer, answer, milestone_answers
from riskcore.analysis.gantt import gantt
from riskcore.analysis.target import day_of, limit_of
from riskcore.analysis.tornado import MINUTES_PER_DAY, tornado

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from riskcore.results import Estimate, Result


def summary(result: Result, target: datetime | None = None) -> dict[str, Any]:
    """The answer as lists, mappings, numbers and ISO 8601 dates; `target` is asked about instead of the plan's own."""
    target = target or result.target
    limit = limit_of(result, target)
    finish = answer(result.finish, limit)
    return {
        "plan": {"name": result.name, "status_date": _iso(result.status), "digest": result.certificate.plan},
        "finish": _outcome(finish, lambda minutes: _iso(result.date(minutes)), MINUTES_PER_DAY),
        "target": None if target is None else {"date": _iso(target), **_chance(finish.probability_of_limit)},
        "milestones": [_milestone(one, result) for one in milestone_answers(result)],
        "cost": _cost(result),
        "activities": _activities(result),
        "drivers": [
            {
                "id": bar.id,
                "name": bar.name,
                "kind": bar.kind,
                "days": bar.swing,
                "days_error": bar.swing_error,
                "days_low": bar.low,
                "days_high": bar.high,
                "rank_correlation": bar.correlation,
                "rank_correlation_error": bar.correlation_error,
                "occurrences": bar.occurrences,
            }
            for bar in tornado(result)
        ],
        "correlations": [
            {
                "name": one.name,
                "members": list(one.members),
                "size": one.size,
                "requested": one.requested.tolist(),
                "realised": one.realised.tolist(),
                "repaired": one.repaired,
            }
            for one in result.correlations
        ],
        "certificate": asdict(result.certificate),
        "notes": list(result.notes),
    }


def _outcome(found: Answer, write: Callable[[float], Any], unit: float) -> dict[str, Any]:
    return {
        "planned": write(found.planned),
        "probability_of_planned": found.probability_of_planned.value,
        "probability_of_planned_interval": _ends(found.probability_of_planned, float),
        "mean": write(found.mean.value),
        "mean_interval": _ends(found.mean, write),
        "sd": found.sd / unit,
        "quantiles": {
            f"P{round(p * 100)}": {"value": write(one.value), **_ends(one, write)} for p, one in found.quantiles.items()
        },
    }


def _milestone(found: Answer, result: Result) -> dict[str, Any]:
    described = _outcome(found, lambda minutes: _iso(result.date(minutes)), MINUTES_PER_DAY)
    deadline = None
    if found.limit is not None:
        deadline = {"date": _iso(day_of(result.date(found.limit))), **_chance(found.probability_of_limit)}
    return {"id": found.id, "name": found.name, **described, "deadline": deadline}


def _cost(result: Result) -> dict[str, Any] | None:
    if result.cost is None:
        return None
    parts = [{"name": part.name, **_outcome(answer(part), float, 1.0)} for part in result.cost_parts]
    return {"currency": result.currency, **_outcome(answer(result.cost), float, 1.0), "parts": parts}


def _activities(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.name,
            "wbs": row.wbs,
            "planned": {"start": _iso(row.planned_start), "finish": _iso(row.planned_finish)},
            "start": {f"P{round(level * 100)}": _iso(date) for level, date in row.start.items()},
            "finish": {f"P{round(level * 100)}": _iso(date) for level, date in row.finish.items()},
            "criticality_index": row.criticality,
            "correlation": row.correlation,
        }
        for row in gantt(result)
    ]


def _chance(estimate: Estimate | None) -> dict[str, float]:
    return {} if estimate is None else {"probability": estimate.value, **_ends(estimate, float)}


def _ends(estimate: Estimate, write: Callable[[float], Any]) -> dict[str, Any]:
    return {"lower": write(estimate.lower), "upper": write(estimate.upper)}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="minutes")
