"""A quantity in a document: one value, or a named distribution of durations, of money or of factors."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from riskcore.distributions import FAMILIES, build
from riskcore.errors import ParameterError
from riskcore.plan.quantity import DURATION_PATTERN, Duration, WorkHours, parse_money, parse_number
from riskcore.plan.rule import BrokenRule, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from riskcore.distributions import Distribution

NOMINAL = WorkHours()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A distribution as its document states it: the family and its arguments, durations still in their units."""

    family: str
    arguments: list[Any] | dict[str, Any]
    certain: bool = field(init=False, repr=False, compare=False)
    """Whether it is one value and no distribution."""
    elapsed: bool = field(init=False, repr=False, compare=False)
    """Whether its durations are elapsed time: all of them are, or none."""
    _made: dict[WorkHours, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Its distributions so far: a plan asks for them again and again."""
    _document: Any = field(init=False, repr=False, compare=False, default=None)
    """The same of its document."""

    def __post_init__(self) -> None:
        elapsed = any(isinstance(value, Duration) and value.elapsed for value in _leaves(self.arguments))
        object.__setattr__(self, "certain", self.family == "constant")
        object.__setattr__(self, "elapsed", elapsed)

    def distribution(self, hours: WorkHours = NOMINAL) -> Distribution:
        """The distribution in minutes (durations), money or pure numbers."""
        if self.certain:  # most of a plan, and soon said
            value = self.arguments[0]  # type: ignore[index]  # a certain estimate is a list of one
            return _built("constant", (value.minutes(hours) if isinstance(value, Duration) else value,))
        made: Distribution | None = self._made.get(hours)
        if made is None:
            made = self._made[hours] = _built(self.family, _hashable(_in_minutes(self.arguments, hours)))
        return made

    def document(self) -> Any:
        """The estimate as it is written in a document; not to be changed."""
        if self.certain:
            value = self.arguments[0]  # type: ignore[index]  # a certain estimate is a list of one
            return str(value) if isinstance(value, Duration) else value
        if self._document is None:
            object.__setattr__(self, "_document", {self.family: _written(self.arguments)})
        return self._document


def certain(value: Duration | float) -> Estimate:
    """An estimate that is one value."""
    return Estimate("constant", [value])


@lru_cache(maxsize=100_000)
def _built(family: str, arguments: tuple[Any, ...]) -> Distribution:
    """The distribution, made once for equal arguments: a large plan repeats most of its durations."""
    if arguments and isinstance(arguments[0], _Named):
        return build(family, {key: list(value) if isinstance(value, tuple) else value for key, value in arguments})
    return build(family, [list(value) if isinstance(value, tuple) else value for value in arguments])


class _Named(NamedTuple):
    """One argument under its name."""

    key: str
    value: Any


def _hashable(arguments: Any) -> tuple[Any, ...]:
    if isinstance(arguments, dict):
        return tuple(_Named(k, tuple(v) if isinstance(v, list) else v) for k, v in arguments.items())
    return tuple(tuple(value) if isinstance(value, list) else value for value in arguments)


def _leaves(arguments: Any) -> list[Any]:
    if isinstance(arguments, dict):
        arguments = list(arguments.values())
    if isinstance(arguments, list | tuple):
        return [leaf for item in arguments for leaf in _leaves(item)]
    return [arguments]


def _convert(arguments: Any, convert: Callable[[Any], Any]) -> Any:
    if isinstance(arguments, dict):
        return {key: _convert(value, convert) for key, value in arguments.items()}
    if isinstance(arguments, list | tuple):
        return [_convert(value, convert) for value in arguments]
    return convert(arguments)


def _in_minutes(arguments: Any, hours: WorkHours) -> Any:
    return _convert(arguments, lambda value: value.minutes(hours) if isinstance(value, Duration) else value)


def _for_checking(arguments: Any) -> Any:
    """The arguments as numbers that an error message may show: in their own unit where all have the same."""
    units = {leaf.unit for leaf in _leaves(arguments) if isinstance(leaf, Duration)}
    if len(units) > 1:
        return _in_minutes(arguments, NOMINAL)
    return _convert(arguments, lambda value: value.value if isinstance(value, Duration) else value)


def _written(arguments: Any) -> Any:
    return _convert(arguments, lambda value: str(value) if isinstance(value, Duration) else value)


def _parse(read: Callable[[object], Any], document: object) -> Estimate:
    """Read one value, or `{family: arguments}`; `read` reads a value that carries the quantity's unit."""
    if isinstance(document, Estimate):
        return document
    if isinstance(document, str) or type(document) is int:  # not a bool
        return _of_one(read, document)
    if not isinstance(document, dict):
        return Estimate("constant", [read(document)])
    if len(document) != 1:
        raise BrokenRule(
            "must name exactly one distribution",
            ", ".join(map(str, document)) or "an empty mapping",
            "Write {triangular: [10d, 12d, 20d]}; a distribution is always named.",
        )
    family, arguments = next(iter(document.items()))
    if isinstance(arguments, list) and {str}.issuperset(map(type, arguments)):
        return _of_texts(read, family, *arguments)
    return _named(read, family, arguments)


@lru_cache(maxsize=10_000)
def _of_one(read: Callable[[object], Any], value: str | int) -> Estimate:
    """One value; a large plan writes most of its estimates many times, and one record serves for all of them."""
    return Estimate("constant", [read(value)])


@lru_cache(maxsize=10_000)
def _of_texts(read: Callable[[object], Any], family: str, *texts: str) -> Estimate:
    """A distribution whose arguments are all texts, as durations are; again one record for all that are written so."""
    return _named(read, family, list(texts))


def _named(read: Callable[[object], Any], family: str, arguments: object) -> Estimate:
    """A distribution by its name."""
    if family not in FAMILIES:
        hint = nearest(str(family), FAMILIES) or f"Known: {', '.join(FAMILIES)}."
        raise BrokenRule("must be a known distribution", f'"{family}"', hint)
    if family == "constant":
        value = arguments[0] if isinstance(arguments, list) and len(arguments) == 1 else arguments
        return Estimate("constant", [read(value["value"] if isinstance(value, dict) and "value" in value else value)])
    estimate = Estimate(family, _read_arguments(family, arguments, read))
    units = {value.elapsed for value in _leaves(estimate.arguments) if isinstance(value, Duration) and value.value}
    if len(units) > 1:
        raise BrokenRule("must not mix working and elapsed units", str(_written(estimate.arguments)))
    try:
        _built(family, _hashable(_for_checking(estimate.arguments)))
    except ParameterError as error:
        raise BrokenRule(str(error)) from None
    return estimate


def _read_arguments(family: str, arguments: object, read: Callable[[object], Any]) -> Any:
    """Read each argument by its kind: with the quantity's unit, or as a pure number."""
    dimensional = FAMILIES[family].dimensional_keys()
    keys = FAMILIES[family].parameters()

    def one(key: str, value: object) -> Any:
        reader = read if key in dimensional else parse_number
        try:
            return [reader(item) for item in value] if isinstance(value, list | tuple) else reader(value)
        except BrokenRule as broken:
            raise BrokenRule(f"{family}.{key} {broken.rule}", broken.got, broken.hint) from None

    if isinstance(arguments, dict):
        return {key: one(key, value) for key, value in arguments.items()}
    if not isinstance(arguments, list | tuple):
        arguments = [arguments]
    if len(keys) == 1 and len(arguments) != 1:
        return {keys[0]: one(keys[0], arguments)}
    if len(arguments) > len(keys):
        raise BrokenRule(f"{family} takes {', '.join(keys)}", f"{len(arguments)} values")
    return {key: one(key, value) for key, value in zip(keys, arguments, strict=False)}


def _schema(value: Mapping[str, Any]) -> dict[str, Any]:
    """JSON Schema of an estimate whose single values have the schema `value`."""
    item = {"anyOf": [value, {"type": "number"}, {"type": "array", "items": {"anyOf": [value, {"type": "number"}]}}]}
    arguments = {"anyOf": [{"type": "array", "items": item}, {"type": "object", "additionalProperties": item}]}
    families = {
        "type": "object",
        "properties": dict.fromkeys(FAMILIES, arguments),
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [value, families]}


_WRITE = PlainSerializer(Estimate.document)
_MONEY_SCHEMA = {
    "anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^\s*[+-]?\d[\d,_]*(\.\d+)?\s*[kKmM]?\s*$"}]
}

DurationEstimate = Annotated[
    Estimate,
    PlainValidator(partial(_parse, Duration.parse)),
    _WRITE,
    WithJsonSchema(_schema({"anyOf": [{"type": "string", "pattern": DURATION_PATTERN}, {"const": 0}]})),
]
MoneyEstimate = Annotated[
    Estimate, PlainValidator(partial(_parse, parse_money)), _WRITE, WithJsonSchema(_schema(_MONEY_SCHEMA))
]
FactorEstimate = Annotated[
    Estimate, PlainValidator(partial(_parse, parse_number)), _WRITE, WithJsonSchema(_schema({"type": "number"}))
]
