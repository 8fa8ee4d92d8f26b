"""A certain amount of money: 12000, `12k`, `1.5M`."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, PlainValidator, WithJsonSchema

from riskcore.plan.quantity import parse_money
from riskcore.plan.rule import BrokenRule

PATTERN = r"^\s*[+-]?\d[\d,_]*(\.\d+)?\s*[kKmM]?\s*$"


def _not_negative(value: float) -> float:
    if value < 0:
        raise BrokenRule("must not be negative", f"{value:.15g}")
    return value


Amount = Annotated[
    float,
    PlainValidator(parse_money),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": PATTERN}]}),
]
Sum = Annotated[Amount, AfterValidator(_not_negative)]
"""An amount that is not negative."""
