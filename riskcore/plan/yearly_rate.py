"""Rates of growth and of interest per year: `3%`, 0.03, or a distribution of such."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from riskcore.plan.estimate import FactorEstimate
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from riskcore.plan.estimate import Estimate

_HINT = "Write 3% or 0.03."
_ONE = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d+(\.\d+)?\s*%\s*$"}]}


def _without_percent(value: Any) -> Any:
    """The document with each `3%` in it as 0.03."""
    if isinstance(value, dict):
        return {key: _without_percent(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_percent(item) for item in value]
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            raise BrokenRule("must be a rate per year", repr(value), _HINT) from None
    return value


def _is_a_rate(estimate: Estimate) -> Estimate:
    distribution = estimate.distribution()
    if distribution.support[0] <= -1:
        got = "a distribution without a smallest value" if distribution.support[0] < -1e9 else ""
        rule = "must not lose all value in a year"
        raise BrokenRule(rule, got or f"a smallest value of {distribution.support[0]:.15g}", "Give a min above -100%.")
    if distribution.planned > 1:
        raise BrokenRule("must not exceed 100% a year", f"{distribution.planned:.15g}", _HINT)
    return estimate


def _is_certain(estimate: Estimate) -> Estimate:
    if not estimate.certain:
        raise BrokenRule("must be one rate, without a distribution", str(estimate.document()), _HINT)
    return estimate


YearlyRate = Annotated[
    FactorEstimate,
    BeforeValidator(_without_percent),
    AfterValidator(_is_a_rate),
    WithJsonSchema({"anyOf": [_ONE, {"type": "object", "minProperties": 1, "maxProperties": 1}]}),
]
CertainRate = Annotated[YearlyRate, AfterValidator(_is_certain), WithJsonSchema(_ONE)]
"""A rate that is one number, as that of discounting is: it is chosen, not observed."""
