"""Levels of a scale, such as High or "3 of 5", and what a person has declared them to mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BeforeValidator

from riskcore.distributions import FAMILIES
from riskcore.formats.register.normal import normal
from riskcore.formats.register.table.cell import quoted
from riskcore.plan.estimate import DurationEstimate, Estimate, FactorEstimate, MoneyEstimate
from riskcore.plan.model import Record
from riskcore.plan.quantity import Probability
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

_OF: Final = re.compile(r"(\d{1,2})\s*(?:/|of|von|sur|de)\s*(\d{1,2})", re.IGNORECASE)
_BOTH: Final = re.compile(r"(\d{1,2})\s*[-\u2013:.)=]\s*(\D.*)|(\D.*?)\s*[(\[](\d{1,2})[)\]]")


def _levels(value: Any) -> Any:
    """A list as levels 1, 2, ...; a constant by its value; each level once, whatever its capitals."""
    if isinstance(value, list | tuple):
        value = dict(enumerate(value, 1))
    if not isinstance(value, dict):
        return value
    names = [normal(str(level)) for level in value]
    if len(set(names)) < len(names):
        twice = next(str(level) for level in value if names.count(normal(str(level))) > 1)
        raise BrokenRule("must name each level once", f'"{twice}" again')
    return {str(level): unwrapped(estimate) for level, estimate in value.items()}


class Scales(Record):
    """What the levels of each quantity mean: level to value, or a list of the values of levels 1, 2, ..."""

    probability: Annotated[dict[str, Probability], BeforeValidator(_levels)] = {}  # noqa: RUF012 - pydantic copies it
    delay: Annotated[dict[str, DurationEstimate], BeforeValidator(_levels)] = {}  # noqa: RUF012
    cost: Annotated[dict[str, MoneyEstimate], BeforeValidator(_levels)] = {}  # noqa: RUF012
    factor: Annotated[dict[str, FactorEstimate], BeforeValidator(_levels)] = {}  # noqa: RUF012


def unwrapped(estimate: Any) -> Any:
    """`{constant: 5d}` as the value alone; any other estimate as it is."""
    if isinstance(estimate, dict) and list(estimate) == ["constant"]:
        only = estimate["constant"]
        return only[0] if isinstance(only, list) and len(only) == 1 else only
    return estimate


def meanings(scale: Mapping[str, Any]) -> dict[str, Any]:
    """Level to the document of its value: a share, an amount, or `{triangular: [10d, 20d, 40d]}`."""
    return {name: _listed(value.document() if isinstance(value, Estimate) else value) for name, value in scale.items()}


def _listed(document: Any) -> Any:
    """The document with the parameters of its family as a list, where they are the first ones."""
    family, arguments = next(iter(document.items())) if isinstance(document, dict) else ("", None)
    if isinstance(arguments, dict) and list(arguments) == list(FAMILIES[family].parameters()[: len(arguments)]):
        return {family: list(arguments.values())}
    return document


def is_level(text: str) -> bool:
    """Whether text can only be a level: a word, or `3/5`."""
    return bool(_OF.fullmatch(text.strip())) or not any(one.isdigit() for one in text)


def level(text: str, scale: Mapping[str, Any]) -> Any:
    """What a level means; None where the scale does not have it.

    `High` and `high` are the same; `3/5` and `3 of 5` are level 3 of a scale of five; `4 - High` and `High (4)` need
    both names, if the scale has both, to mean the same. Raises BrokenRule where they do not.
    """
    by_name = {normal(name): meaning for name, meaning in scale.items()}
    if normal(text) in by_name:
        return by_name[normal(text)]
    of = _OF.fullmatch(text.strip())
    if of:
        named = by_name.get(f"{of[1]} {of[2]}", by_name.get(f"{of[1]} of {of[2]}"))
        numbered = sum(name.isdigit() for name in by_name)
        return by_name.get(of[1]) if named is None and numbered == int(of[2]) else named
    both = _BOTH.fullmatch(text.strip())
    found = [by_name[normal(part)] for part in both.groups() if part and normal(part) in by_name] if both else []
    if len(found) == 2 and found[0] != found[1]:
        raise BrokenRule("must name one level of the scale", f"{quoted(text)}, whose two names mean different values")
    return found[0] if found else None
