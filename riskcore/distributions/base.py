"""What every family of distributions answers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from riskcore.distributions.checks import is_number, not_number, sentence
from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from riskcore.distributions.form import Form


@dataclass(frozen=True)
class Distribution(ABC):
    """A distribution of one number, given by its quantile function.

    Fields named in `dimensional` carry the unit of the quantity (days, money, a factor); the others are
    pure numbers. Fields named in `lists` hold many numbers, as a tuple. `keys` gives the name in a document of a
    field that is called otherwise here. A family checks its fields on construction and raises ParameterError
    with a sentence "<family>.<key> must ... Got ..." for every rule they break.
    """

    family: ClassVar[str]
    dimensional: ClassVar[tuple[str, ...]]
    lists: ClassVar[tuple[str, ...]] = ()
    keys: ClassVar[Mapping[str, str]] = {}

    def __post_init__(self) -> None:
        for field in fields(self):
            value = _plain(getattr(self, field.name), many=field.name in self.lists)
            object.__setattr__(self, field.name, value)
        sentences = list(self._not_numbers()) or list(self._broken())
        if sentences:
            raise ParameterError("\n".join(sentences))

    def _not_numbers(self) -> Iterator[str]:
        for field in fields(self):
            value, place = getattr(self, field.name), self._place(field.name)
            if value is None and field.default is None:
                continue
            if field.name not in self.lists:
                wrong = not_number(place, value)
            elif isinstance(value, tuple) and value:
                # the first bad number of a list is enough: data of a thousand rows tend to be all bad
                wrong = next(filter(None, (not_number(f"{place}[{k}]", v) for k, v in enumerate(value))), None)
            else:
                wrong = sentence(place, "must be a list of one number or more", value)
            if wrong:
                yield wrong

    @abstractmethod
    def _broken(self) -> Iterator[str]:
        """A sentence for each rule that the fields break, given that they are finite numbers."""

    def _place(self, name: str, k: int | None = None) -> str:
        """The key of a field, or of its number `k`, as an error names it."""
        return f"{self.family}.{self.keys.get(name, name)}" + ("" if k is None else f"[{k}]")

    def _sentence(self, name: str, rule: str, hint: str = "") -> str:
        return sentence(self._place(name), rule, getattr(self, name), hint)

    def _outside(self, name: str, low: float, high: float, interval: str = "") -> Iterator[str]:
        """The sentence for a field outside [low, high]; `interval` names the bounds."""
        if not low <= getattr(self, name) <= high:
            yield self._sentence(name, f"must lie in {interval}[{low:.15g}, {high:.15g}]")

    def _not_above(self, name: str, low: float = 0.0, other: str = "", *, equal: bool = False) -> Iterator[str]:
        """The sentence for a field that is not above `low`, the value of the key `other`; `equal` lets it be equal."""
        value = getattr(self, name)
        if value < low or (value == low and not equal):
            bound = f"{other} = {low:.15g}" if other else f"{low:.15g}"
            yield self._sentence(name, f"must be {'at least' if equal else 'greater than'} {bound}")

    @abstractmethod
    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        """Value at each grade `u` in (0, 1); any shape, the same shape back."""

    @property
    @abstractmethod
    def mean(self) -> float: ...

    @property
    @abstractmethod
    def sd(self) -> float: ...

    @property
    @abstractmethod
    def support(self) -> tuple[float, float]:
        """Smallest and largest possible value; -inf or inf where there is none."""

    @property
    def planned(self) -> float:
        """The value a planner would write down: the mode where the family is stated by it, else the median."""
        return float(self.quantile(np.array(0.5)))

    @abstractmethod
    def form(self) -> Form:
        """How the sampling kernel draws from it."""

    def scaled(self, factor: float) -> Self:
        """The distribution of `factor` times this quantity; `factor` is positive."""
        if not (is_number(factor) and factor > 0):
            raise ParameterError(sentence("factor", "must be greater than 0", factor))
        return replace(self, **{name: _times(getattr(self, name), factor) for name in self.dimensional})

    def arguments(self) -> dict[str, float | list[float]]:
        """What a document says of it, by key: `build(family, arguments)` gives it back."""
        values = {self.keys.get(field.name, field.name): getattr(self, field.name) for field in fields(self)}
        return {key: list(v) if isinstance(v, tuple) else v for key, v in values.items() if v is not None}

    @classmethod
    def parameters(cls) -> tuple[str, ...]:
        """The keys of a document, in the order in which it may list their values."""
        return tuple(cls.keys.get(field.name, field.name) for field in fields(cls))

    @classmethod
    def required(cls) -> tuple[str, ...]:
        """The keys that a document may not leave out."""
        return tuple(cls.keys.get(field.name, field.name) for field in fields(cls) if field.default is MISSING)

    @classmethod
    def dimensional_keys(cls) -> tuple[str, ...]:
        """The keys whose values carry the unit of the quantity."""
        return tuple(cls.keys.get(name, name) for name in cls.dimensional)


def _plain(value: Any, *, many: bool) -> Any:
    """Python floats for numbers of every make, a tuple for a list; what is neither stays for the checks to find."""
    if isinstance(value, np.ndarray):
        value = value.tolist()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_plain(v, many=False) for v in value)
    if is_number(value):
        return (float(value),) if many else float(value)
    return value


def _times(value: float | tuple[float, ...] | None, factor: float) -> float | tuple[float, ...] | None:
    if value is None:
        return None
    return tuple(v * factor for v in value) if isinstance(value, tuple) else value * factor
