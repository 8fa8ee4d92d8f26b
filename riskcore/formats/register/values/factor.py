"""Factors on a duration: `1.2`, `120 %`, `1.2x`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.formats.register.values.amount import Amount
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.values.unit import Unit


def factor_amounts(raw: Sequence[Amount], unit: Unit) -> list[Amount]:
    """Amounts as pure numbers. Raises BrokenRule for a unit or a sign, since a factor is no change."""
    del unit
    percent = raw[-1].unit == "%"
    return [Amount(_factor(one) / (100 if percent or one.unit == "%" else 1)) for one in raw]


def _factor(amount: Amount) -> float:
    if amount.unit not in ("", "%", "x", "×") or amount.value < 0:  # noqa: RUF001 - the sign of multiplication
        got = f"{amount.value:.15g} {amount.unit}".strip()
        raise BrokenRule(
            "must be a factor on the duration", got, "Write 1.2 for a fifth longer, 0.9 for a tenth shorter."
        )
    return amount.value
