"""From the name of a family and its arguments, as a document gives them, to a distribution."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from riskcore.distributions.families import FAMILIES
from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from riskcore.distributions.base import Distribution


def build(family: str, arguments: Sequence[Any] | Mapping[str, Any]) -> Distribution:
    """The distribution of a family.

    Parameters
    ----------
    family
        A key of FAMILIES.
    arguments
        The parameters by key, or a list of their values in the order of `parameters()` of the family. The list of a
        family with one parameter that is a list (`empirical`) is that parameter.

    Raises
    ------
    ParameterError
        There is no such family or parameter, a parameter is missing, or a value breaks a rule; one sentence a line.
    """
    if family not in FAMILIES:
        raise ParameterError(f'"{family}" is not a family of distributions. {_nearest(family, FAMILIES)}')
    cls = FAMILIES[family]
    keywords = dict(arguments) if isinstance(arguments, Mapping) else _by_key(cls, arguments)
    sentences = list(_broken_names(cls, keywords))
    if sentences:
        raise ParameterError("\n".join(sentences))
    key_to_field = {key: name for name, key in cls.keys.items()}
    return cls(**{key_to_field.get(key, key): value for key, value in keywords.items()})


def _by_key(cls: type[Distribution], values: Sequence[Any]) -> dict[str, Any]:
    """The values of a list under the keys of the parameters."""
    names = cls.parameters()
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise ParameterError(f"{cls.family} must be given a list or a mapping of {_and(names)}. Got {values!r}.")
    nested = len(values) == 1 and isinstance(values[0], Sequence)
    if len(names) == 1 and names[0] in cls.lists and not nested:
        return {names[0]: values}
    if len(values) > len(names):
        raise ParameterError(f"{cls.family} must be given at most {_and(names)}. Got {len(values)} values.")
    return dict(zip(names, values, strict=False))


def _broken_names(cls: type[Distribution], keywords: Mapping[str, Any]) -> Iterator[str]:
    names, required = cls.parameters(), cls.required()
    for key in keywords:
        if key not in names:
            yield f'{cls.family} has no parameter "{key}". {_nearest(key, names)}'
    if not set(required) <= set(keywords):
        yield f"{cls.family} must be given {_and(required)}. Got {_and(list(keywords)) or 'nothing'}."


def _nearest(name: object, known: Iterable[str]) -> str:
    close = get_close_matches(str(name), list(known), n=1)
    return f'Did you mean "{close[0]}"?' if close else f"Known: {', '.join(known)}."


def _and(names: Sequence[object]) -> str:
    head, tail = ", ".join(map(str, names[:-1])), str(names[-1]) if names else ""
    return f"{head} and {tail}" if head else tail
