"""The mapping: what a person declares of a sheet, and what can be given again for the next version of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError, field_validator

from riskcore.errors import PlanError, Problem
from riskcore.formats.register.fields import FIELDS
from riskcore.formats.register.scale import Scales
from riskcore.formats.register.values.duration import duration_unit
from riskcore.formats.register.values.money import money_unit
from riskcore.plan.model import Record
from riskcore.plan.problems import problems
from riskcore.plan.rule import BrokenRule, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

Quantity = Literal["delay", "cost", "factor"]
Shape = Literal["triangular", "pert", "trigen"]


class Units(Record):
    """Units of numbers where neither the cell nor the header names one."""

    delay: str = ""
    cost: str = ""

    @field_validator("delay")
    @classmethod
    def _of_time(cls, value: str) -> str:
        return duration_unit(value)

    @field_validator("cost")
    @classmethod
    def _of_money(cls, value: str) -> str:
        if money_unit(value) is None:
            raise BrokenRule("must be a unit of money", f'"{value}"', "Write k, M, EUR, k€, USD million, ...")
        return value


class Words(Record):
    """Words that a sheet uses for status and type beside those that are known."""

    status: dict[str, Literal["open", "closed", "proposed"]] = {}  # noqa: RUF012 - pydantic copies it
    type: dict[str, Literal["threat", "opportunity"]] = {}  # noqa: RUF012


class SheetMapping(Record):
    """Everything that may be declared; all of it is optional.

    `columns` names for each field the header of its column, or `column D`; null leaves the field out. `shape` is the
    distribution of three points, for all quantities or for each; `range` that of two. `percentiles` are those of the
    outer points of a trigen, in percent. `header` is the row of the header, or its first and last row.
    """

    sheet: str | None = None
    header: int | tuple[int, int] | None = None
    columns: dict[str, str | None] = {}  # noqa: RUF012 - pydantic copies it
    shape: Shape | dict[Quantity, Shape] | None = None
    range: Literal["uniform"] | None = None
    percentiles: tuple[float, float] | None = None
    units: Units = Units()
    probability: Literal["percent", "fraction"] | None = None
    decimal: Literal[".", ","] | None = None
    words: Words = Words()
    scales: Scales = Field(default_factory=Scales)

    @field_validator("columns")
    @classmethod
    def _known_fields(cls, value: dict[str, str | None]) -> dict[str, str | None]:
        for field in value:
            if field not in FIELDS:
                hint = nearest(field, FIELDS) or f"Known: {', '.join(FIELDS)}."
                raise BrokenRule("must name fields of a risk", f'"{field}"', hint)
        return value

    @field_validator("percentiles")
    @classmethod
    def _rising(cls, value: tuple[float, float] | None) -> tuple[float, float] | None:
        if value is not None and not 0 < value[0] < 50 < value[1] < 100:
            raise BrokenRule("must be two percentages, below and above 50", str(list(value)), "Write [10, 90].")
        return value

    @property
    def header_rows(self) -> tuple[int, int] | None:
        """First and last row of the header, where it is declared."""
        return (self.header, self.header) if isinstance(self.header, int) else self.header

    def shape_of(self, quantity: str) -> str | None:
        """The distribution of three points of a quantity, where it is declared."""
        shapes: Mapping[Any, str] | str | None = self.shape
        return shapes if isinstance(shapes, str) or shapes is None else shapes.get(quantity)


def checked(
    document: Mapping[str, Any] | None, scales: Mapping[str, Any] | None = None, source: str = "mapping"
) -> SheetMapping:
    """The mapping, with `scales` in the place of its own. Raises PlanError with every problem."""
    whole = dict(document or {})
    if scales:
        whole["scales"] = {**(whole.get("scales") or {}), **scales}
    try:
        return SheetMapping.model_validate(whole)
    except ValidationError as error:
        found = problems(error, whole, SheetMapping)
        told = [Problem(f"{source}: {one.where}".rstrip(": "), one.rule, one.got, one.hint) for one in found]
        raise PlanError(told, source) from None
