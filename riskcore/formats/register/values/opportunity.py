"""Impacts of an opportunity shorten and save, whichever way the sheet writes their signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.formats.register.values.amount import Amount
from riskcore.formats.register.values.quantity import size
from riskcore.formats.register.values.shape import Shape
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.values.quantity import Quantity

_TURNABLE = ("uniform", "triangular", "pert", "trigen")


def turned(points: Sequence[Amount], shape: Shape) -> tuple[list[Amount], Shape]:
    """The points with the signs of a saving, from the largest saving on. Raises BrokenRule where signs are mixed."""
    if not points:
        return [], shape
    if any(one.value > 0 for one in points) and any(one.value < 0 for one in points):
        got = ", ".join(f"{one.value:.15g}" for one in points)
        raise BrokenRule(
            "must have one sign, since it is an opportunity", got, "Write all as positive or all as negative."
        )
    written_as_savings = any(one.value > 0 for one in points)
    saved = [Amount(-abs(one.value) if one.value else 0.0, one.unit) for one in points]
    if not written_as_savings and size(saved[0]) <= size(saved[-1]):
        return saved, shape
    return saved[::-1], _mirrored(shape)


def _mirrored(shape: Shape) -> Shape:
    """The shape with the percentiles of the mirrored distribution: what was P10 is P90 now."""
    if shape.percentiles is None:
        return shape
    low, high = shape.percentiles
    return Shape(shape.three, shape.two, (100 - high, 100 - low), shape.named_by_header)


def turned_document(document: Any, quantity: Quantity) -> Any:
    """The level of a scale with the signs of a saving. Raises BrokenRule where it cannot be mirrored."""
    low, high = quantity.checked(document).distribution().support
    if high <= 0:
        return document
    family, arguments = next(iter(document.items())) if isinstance(document, dict) else ("constant", [document])
    if low < 0 or family not in (*_TURNABLE, "constant") or isinstance(arguments, dict):
        raise BrokenRule(
            "must be one value or a list of points of one sign, since the risk is an opportunity",
            str(document),
            "Declare levels of savings under names of their own, with negative values.",
        )
    count = 3 if family in ("triangular", "pert", "trigen") else len(arguments)
    points, rest = [_negative(value) for value in arguments[:count]][::-1], arguments[count:]
    if family == "constant":
        return points[0]
    if family == "trigen":
        low_share, high_share = [*rest, 0.1, 0.9][:2] if len(rest) != 1 else (rest[0], 0.9)
        rest = [round(1 - high_share, 12), round(1 - low_share, 12)]
    return {family: [*points, *rest]}


def _negative(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.lstrip("+0. ")[:1].isalpha() else f"-{value.strip().lstrip('+')}"
    return -value if value else value
