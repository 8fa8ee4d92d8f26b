"""The distribution of an estimate's points, as a person has declared it: none is ever assumed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import quoted
from riskcore.formats.register.values.quantity import size
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.values.amount import Amount
    from riskcore.formats.register.values.quantity import Quantity

_NAMES: Final = {
    "triangular": "triangular, triangle, tri, triang, dreieck, dreiecksverteilung, triangulaire",
    "pert": "pert, beta pert, betapert, pert beta",
    "trigen": "trigen",
    "uniform": "uniform, rectangular, gleichverteilung, gleichverteilt, rechteck, uniforme",
    "constant": "constant, single, single point, fixed, fest, konstant, constante, fixe, fijo",
}
_FAMILY: Final = {name: family for family, names in _NAMES.items() for name in names.split(", ")}
_PERCENTILES = re.compile(r"trigen\s*\(?p(\d{1,2}(?:\.\d+)?)\s*[-/,]\s*p(\d{1,2}(?:\.\d+)?)\)?", re.IGNORECASE)
NO_SHAPE: Final = (
    "Declare shape: triangular or shape: pert in the mapping; shape: trigen with percentiles: [10, 90] "
    "where the outer points are percentiles."
)


@dataclass(frozen=True, slots=True)
class Shape:
    """The family for three points, for two points, and the percentiles (in percent) of the outer points."""

    three: str | None = None
    two: str | None = None
    percentiles: tuple[float, float] | None = None
    named_by_header: bool = False
    """Whether the percentiles come from headers such as P10 and P90."""


def shape_in(text: str, declared: Shape) -> Shape:
    """The shape that a cell of a column of distributions names, with what is declared beside it. Raises BrokenRule."""
    trigen = _PERCENTILES.fullmatch(text.strip())
    if trigen:
        return Shape("trigen", None, (float(trigen[1]), float(trigen[2])))
    family = _FAMILY.get(normal(text))
    if family is None:
        known = "Known: triangular, pert, trigen, uniform, constant; any other as {lognormal: {p10: 5d, p90: 20d}}."
        raise BrokenRule("must be a known distribution", quoted(text), known)
    if family in ("uniform", "constant"):
        return Shape(None, "uniform" if family == "uniform" else None, declared.percentiles, declared.named_by_header)
    return Shape(family, None, declared.percentiles, declared.named_by_header)


def estimate_of(points: Sequence[Amount], shape: Shape, quantity: Quantity) -> Any:
    """The document of an estimate by its one, two or three points. Raises BrokenRule."""
    values = [quantity.document(point) for point in points]
    if len(points) == 1:
        return values[0]
    sizes = [size(point) for point in points]
    if sizes != sorted(sizes):
        between = "min <= max" if len(points) == 2 else "min <= most likely <= max"
        raise BrokenRule(f"must have {between}", ", ".join(map(str, values)))
    if len({point.unit.startswith("e") for point in points if point.value}) > 1 and all(map(_is_time, values)):
        raise BrokenRule("must not mix working and elapsed units", ", ".join(map(str, values)))
    if len(points) == 2:
        if shape.two is None:
            hint = "Declare range: uniform in the mapping, or give a most likely value."
            raise BrokenRule("must say how it is spread between two ends", " to ".join(map(str, values)), hint)
        return {shape.two: values}
    return _three(values, shape, quantity)


def _three(values: list[Any], shape: Shape, quantity: Quantity) -> Any:
    if shape.three is None:
        raise BrokenRule("must say the distribution of its three points", ", ".join(map(str, values)), NO_SHAPE)
    if shape.three != "trigen":
        if shape.named_by_header:
            hint = "Declare shape: trigen; triangular and pert take the ends."
            raise BrokenRule(
                "must have a distribution that takes percentiles, as the header names them", shape.three, hint
            )
        return {shape.three: values}
    if shape.percentiles is None:
        raise BrokenRule("must say which percentiles its outer points are", hint="Declare percentiles: [10, 90].")
    low, high = shape.percentiles
    document = {"trigen": values if (low, high) == (10, 90) else [*values, _share(low), _share(high)]}
    quantity.checked(document)
    return document


def _share(percent: float) -> float:
    return float(f"{percent / 100:.12g}")


def _is_time(value: Any) -> bool:
    return isinstance(value, str)


def described(document: Any) -> str:
    """An estimate for a person: `5d`, `triangular 5d, 10d, 20d`."""
    if not isinstance(document, dict):
        return str(document)
    family, arguments = next(iter(document.items()))
    if isinstance(arguments, dict):
        return f"{family} " + ", ".join(f"{key} {value}" for key, value in arguments.items())
    return f"{family} " + ", ".join(map(str, arguments if isinstance(arguments, list) else [arguments]))
