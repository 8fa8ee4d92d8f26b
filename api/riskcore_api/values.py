"""Any table of riskcore as JSON, and its JSON Schema: dataclasses, dates, arrays, mappings, whatever they hold.

So a new analysis needs no model here: its own type is the model.
"""

from __future__ import annotations

import builtins
import dataclasses
import importlib
import math
import types
import typing
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ForwardRef, Literal, NamedTuple, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Schema = dict[str, Any]
NUMBER = {"type": ["number", "null"]}
"""What is not a number, such as the spread of a single draw, is null in JSON."""
PLAIN: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: NUMBER,
    str: {"type": "string"},
    datetime: {"type": "string", "description": "Local time of the project, ISO 8601, to the minute."},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
ROOMS = ("riskcore.results", "riskcore.analysis", "riskcore.plan", "riskcore.quality")
"""Where names in annotations may come from that their own file imports for the type checker only."""


def as_json(value: Any) -> Any:
    """`value` as lists, mappings, numbers, text and null."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    for holds, converted in _CONVERSIONS:
        if holds(value):
            return converted(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def schema_of(kind: Any) -> Schema:
    """The JSON Schema of what `as_json` makes of a value of type `kind`; an empty one where that is not known."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(one) for one in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (list, set, frozenset) or (origin is tuple and inner[1:] == (...,)):
        return {"type": "array", "items": schema_of(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema_of(inner[1])}
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        properties = {name: schema_of(one) for name, one in _members(kind).items()}
        return {"type": "object", "properties": properties, "required": list(properties)}
    if getattr(kind, "__name__", "") == "ndarray":
        return {"type": "array"}
    return {}


_CONVERSIONS: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    (dataclasses.is_dataclass, lambda value: {name: as_json(getattr(value, name)) for name in _members(type(value))}),
    (lambda value: hasattr(value, "_asdict"), lambda value: as_json(value._asdict())),
    (lambda value: isinstance(value, dict), lambda value: {_key(key): as_json(one) for key, one in value.items()}),
    (lambda value: isinstance(value, list | tuple | set | frozenset), lambda value: [as_json(one) for one in value]),
    (lambda value: hasattr(value, "model_dump"), lambda value: value.model_dump(mode="json")),
    (lambda value: hasattr(value, "tolist"), lambda value: as_json(value.tolist())),  # arrays and numbers of NumPy
)


def returned(function: Any) -> Any:
    """The type that `function` says it returns."""
    return _evaluated(function.__annotations__.get("return", Any), importlib.import_module(function.__module__))


def _members(kind: Any) -> dict[str, Any]:
    """Fields, and properties that are plain figures or words: what a table derives is an answer too."""
    module = importlib.import_module(kind.__module__)
    fields = [one.name for one in dataclasses.fields(kind)] if dataclasses.is_dataclass(kind) else kind._fields
    written = {
        key: one for base in reversed(kind.__mro__) for key, one in vars(base).get("__annotations__", {}).items()
    }
    found = {name: _evaluated(written[name], module) for name in fields}
    for base in kind.__mro__:
        for name, one in vars(base).items():
            if isinstance(one, property) and one.fget is not None and returned(one.fget) in PLAIN:
                found.setdefault(name, returned(one.fget))
    return found


def _evaluated(annotation: Any, module: types.ModuleType) -> Any:
    if isinstance(annotation, ForwardRef):
        annotation = annotation.__forward_arg__
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, {}, _Names(module))  # noqa: S307 - an annotation of riskcore's own source
    except Exception:  # noqa: BLE001 - what cannot be understood is described as anything
        return Any


class _Names(dict[str, Any]):
    """Names of an annotation: those of its file, of Python, and of what files import for the type checker only."""

    def __init__(self, module: types.ModuleType) -> None:
        super().__init__()
        self.module = module

    def __missing__(self, name: str) -> Any:
        for place in self._places():
            if name in place:
                return place[name]
        return Any

    def _places(self) -> Iterator[Mapping[str, Any]]:
        yield vars(self.module)
        yield vars(builtins)
        yield {
            "datetime": datetime,
            "date": date,
            "Array": _array(),
            "Any": Any,
            "Literal": Literal,
            "NamedTuple": NamedTuple,
        }
        for room in ROOMS:
            yield vars(importlib.import_module(room))


def _array() -> Any:
    return importlib.import_module("numpy").ndarray


def _key(key: Any) -> str:
    """0.8 is a quantile's level and written as P80, as in riskcore's own answer."""
    return f"P{100 * key:g}" if isinstance(key, float) and 0 < key < 1 else str(key)
