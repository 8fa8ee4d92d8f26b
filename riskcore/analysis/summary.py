"""Everything that was found, as one plain object: the answer that `--json` prints and the service returns."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from riskcore.analysis.commit import answer, milestone_answers
from riskcore.analysis.gantt import gantt
from riskcore.analysis.summary_money import cost_of, joint_of, worth_of
from riskcore.analysis.summary_outcome import chance, iso, outcome
from riskcore.analysis.target import day_of, limit_of
from riskcore.analysis.tornado import MINUTES_PER_DAY, tornado

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.analysis.commit import Answer
    from riskcore.results import Result


def summary(result: Result, target: datetime | None = None) -> dict[str, Any]:
    """The answer as lists, mappings, numbers and ISO 8601 dates; `target` is asked about instead of the plan's own."""
    target = target or result.target
    limit = limit_of(result, target)
    finish = answer(result.finish, limit)
    return {
        "plan": {"name": result.name, "status_date": iso(result.status), "digest": result.certificate.plan},
        "finish": outcome(finish, lambda minutes: iso(result.date(minutes)), MINUTES_PER_DAY),
        "target": None if target is None else {"date": iso(target), **chance(finish.probability_of_limit)},
        "milestones": [_milestone(one, result) for one in milestone_answers(result)],
        "cost": cost_of(result),
        "joint_confidence": joint_of(result, limit),
        "worth": worth_of(result),
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


def _milestone(found: Answer, result: Result) -> dict[str, Any]:
    described = outcome(found, lambda minutes: iso(result.date(minutes)), MINUTES_PER_DAY)
    deadline = None
    if found.limit is not None:
        deadline = {"date": iso(day_of(result.date(found.limit))), **chance(found.probability_of_limit)}
    return {"id": found.id, "name": found.name, **described, "deadline": deadline}


def _activities(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "name": row.name,
            "wbs": row.wbs,
            "planned": {"start": iso(row.planned_start), "finish": iso(row.planned_finish)},
            "start": {f"P{round(level * 100)}": iso(date) for level, date in row.start.items()},
            "finish": {f"P{round(level * 100)}": iso(date) for level, date in row.finish.items()},
            "criticality_index": row.criticality,
            "correlation": row.correlation,
        }
        for row in gantt(result)
    ]
