"""The long tables of the page: confidences, inputs, activities, and the certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.analysis import gantt
from riskcore.charts.numerals import MINUS, days, last_day, percent, share, short_date, signed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from riskcore.analysis import ActivityDates, Bar
    from riskcore.charts.scale import Scale
    from riskcore.results import Certificate, Estimate, Result

MOST = 500
"""Activities on the page; the file has them all."""
REACH = 1.96
"""Standard errors in a 95 % interval."""
NONE = "\N{EN DASH}"


def effect(bar: Bar) -> str:
    if bar.kind == "risk":
        return f"{signed(bar.swing)} days if it happens"
    return f"{signed(bar.low)} to {signed(bar.high)} days"


def driver(bar: Bar) -> dict[str, Any]:
    return {
        "name": bar.name,
        "kind": bar.kind,
        "low": signed(bar.low),
        "high": signed(bar.high),
        "swing": days(abs(bar.swing)),
        "error": days(REACH * bar.swing_error),
        "clear": bar.beyond_noise,
        "correlation": f"{bar.correlation:.2f}".replace("-", MINUS),
        "occurrences": f"{bar.occurrences:,}" if bar.kind == "risk" else NONE,
    }


def activities(result: Result) -> dict[str, Any]:
    rows = sorted(gantt(result), key=lambda row: -row.criticality)
    left = len(rows) - MOST
    rest = f"The file activities.csv has the {left:,} others, which decide the finish least often." if left > 0 else ""
    return {"rows": [_activity(row) for row in rows[:MOST]], "rest": rest}


def _activity(row: ActivityDates) -> dict[str, str]:
    finish = {level: short_date(last_day(date)) for level, date in row.finish.items()}
    return {
        "id": row.id,
        "name": row.name or row.id,
        "wbs": row.wbs,
        "kind": "complete" if row.complete else "milestone" if row.milestone else "",
        "start": short_date(row.start[0.50]),
        "planned": short_date(last_day(row.planned_finish)),
        "early": finish[0.10],
        "even": finish[0.50],
        "late": finish[0.90],
        "criticality": share(row.criticality),
    }


def levels(quantiles: Mapping[float, Estimate], scale: Scale) -> list[dict[str, str]]:
    """Each confidence with its value and its interval."""
    return [
        {
            "confidence": percent(level),
            "value": scale.write(at.value),
            "lower": scale.write_short(at.lower),
            "upper": scale.write_short(at.upper),
        }
        for level, at in quantiles.items()
    ]


def certificate(made: Certificate) -> dict[str, str]:
    return {
        "Plan (SHA-256)": made.plan,
        "Seed": str(made.seed),
        "Iterations": f"{made.iterations:,}",
        "Design": f"{made.design}, blocks of {made.block:,}",
        "Milestones kept": ", ".join(made.milestones) or "none",
        "Versions": f"riskcore {made.riskcore}, NumPy {made.numpy}, Numba {made.numba}",
        "Made": made.created,
    }
