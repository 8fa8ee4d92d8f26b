"""An estimate as cells: min, most likely, max and the name of a distribution; or the whole distribution as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from riskcore.formats.register.write.flow import flow
from riskcore.plan import Duration

if TYPE_CHECKING:
    from riskcore.formats.register.table.cell import Cell
    from riskcore.plan import Estimate

_POINTS: Final = {
    "uniform": ("min", "max"),
    "triangular": ("min", "mode", "max"),
    "pert": ("min", "mode", "max"),
    "trigen": ("low", "mode", "high"),
}


class Cells(NamedTuple):
    """What stands in the four columns of a quantity."""

    min: Cell = None
    mode: Cell = None
    max: Cell = None
    shape: str | None = None


def cells_of(estimate: Estimate, quantity: str, kind: str | None, unit: str) -> Cells:
    """The cells of an estimate of a quantity; durations in `unit` are numbers.

    What a reader would turn or refuse by the signs of a threat or an opportunity (`kind`) is written as text, which
    is taken as it is.
    """
    points, shape = _points(estimate)
    if points is None or not signs_hold(estimate, quantity, kind):
        return Cells(shape=flow({estimate.family: _documented(estimate.arguments)}))
    found = [point.value if isinstance(point, Duration) and point.unit == unit else _text(point) for point in points]
    if len(found) == 1:
        return Cells(mode=found[0])
    return Cells(found[0], found[1] if len(found) == 3 else None, found[-1], shape)


def units_in(estimate: Estimate) -> list[str]:
    """The units of time of the points that get cells of their own."""
    points, _ = _points(estimate)
    return [point.unit for point in points or () if isinstance(point, Duration)]


def signs_hold(estimate: Estimate, quantity: str, kind: str | None) -> bool:
    """Whether a reader takes the points as they are, given the type of the risk as the sheet has it."""
    points, _ = _points(estimate)
    values = [point.value if isinstance(point, Duration) else point for point in points or ()]
    if kind is None or not values:
        return True
    neutral = 1 if quantity == "factor" else 0
    saves = max(values) <= neutral
    return saves if kind == "opportunity" else not (saves and min(values) < neutral)


def _points(estimate: Estimate) -> tuple[list[Any] | None, str]:
    """The one to three points and the name of the distribution; None where it needs more than that."""
    arguments = estimate.arguments
    if estimate.family == "constant":
        return list(arguments.values() if isinstance(arguments, dict) else arguments), ""
    names = _POINTS.get(estimate.family, ())
    if not isinstance(arguments, dict) or not names or set(names) - set(arguments):
        return None, ""
    rest = {key: value for key, value in arguments.items() if key not in names}
    shape = _trigen(rest) if estimate.family == "trigen" else estimate.family if not rest else ""
    return ([arguments[name] for name in names], shape) if shape else (None, "")


def _trigen(rest: dict[str, Any]) -> str:
    """`trigen P10/P90`; "" where the percentiles cannot be written so."""
    if not rest:
        return "trigen P10/P90"
    percents = [f"{100 * rest.get(key, 0):.12g}" for key in ("p_low", "p_high")]
    exact = all(float(f"{float(one) / 100:.12g}") == rest.get(key) for one, key in zip(percents, rest, strict=False))
    plain = list(rest) == ["p_low", "p_high"] and not any("e" in one or float(one) <= 0 for one in percents)
    return f"trigen P{percents[0]}/P{percents[1]}" if exact and plain and percents != ["10", "90"] else ""


def _text(point: Any) -> Any:
    return str(point) if isinstance(point, Duration) else point


def _documented(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _documented(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_documented(inner) for inner in value]
    return _text(value)
