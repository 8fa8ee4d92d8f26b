"""Outcomes, chances and dates of an answer as plain objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from riskcore.analysis.commit import Answer
    from riskcore.results import Estimate


def outcome(found: Answer, write: Callable[[float], Any], unit: float) -> dict[str, Any]:
    """One outcome; `write` makes its values plain, and `unit` is what its spread is told in."""
    return {
        "planned": write(found.planned),
        "probability_of_planned": found.probability_of_planned.value,
        "probability_of_planned_interval": ends(found.probability_of_planned, float),
        "mean": write(found.mean.value),
        "mean_interval": ends(found.mean, write),
        "sd": found.sd / unit,
        "quantiles": quantiles(found.quantiles, write),
    }


def quantiles(found: Mapping[float, Estimate], write: Callable[[float], Any]) -> dict[str, Any]:
    """Each with its interval, by name."""
    return {f"P{round(p * 100)}": {"value": write(one.value), **ends(one, write)} for p, one in found.items()}


def chance(estimate: Estimate | None) -> dict[str, float]:
    """A probability with its interval; nothing where there is none."""
    return {} if estimate is None else {"probability": estimate.value, **ends(estimate, float)}


def ends(estimate: Estimate, write: Callable[[float], Any]) -> dict[str, Any]:
    """The interval."""
    return {"lower": write(estimate.lower), "upper": write(estimate.upper)}


def iso(moment: datetime | None) -> str | None:
    """ISO 8601, to the minute."""
    return None if moment is None else moment.isoformat(timespec="minutes")
