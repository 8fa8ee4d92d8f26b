"""A column of numbers read as a whole: its decimal sign, whether 30 is 30 %, and whether 3 is a level of a scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.levels import Levels, is_bare
from riskcore.formats.register.scale import is_level, unwrapped
from riskcore.formats.register.table.cell import Odd, is_nothing, quoted, shown
from riskcore.formats.register.values.decimal_sign import Signs, decimal_sign
from riskcore.formats.register.values.probability import meaning_of_numbers, probability, share_or_number
from riskcore.formats.register.values.quantity import QUANTITIES
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.table.cell import Cell
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.values.amount import Amount
    from riskcore.formats.register.values.unit import Unit

LONGEST: Final = 2_000
"""Characters; a distribution of many values may take as much, and nothing else does."""
_POINTS: Final = (".min", ".mode", ".max")


@dataclass(frozen=True, slots=True)
class Read:
    """A cell as read: points, or a whole `document` (a probability, a level of a scale, a written distribution).

    `as_written` says that its signs are not to be turned; `how` is told where the reading is not plain to see.
    """

    cell: Cell
    points: tuple[Amount, ...] = ()
    document: Any = None
    as_written: bool = False
    how: str = ""


@dataclass(frozen=True)
class Declared:
    """What holds for a column beside its cells."""

    unit: Unit
    decimal: str
    share: str | None
    scale: Mapping[str, Any]


class NumberColumn:
    """Reads the cells of one column, given as (row, cell); problems go to `findings`."""

    def __init__(self, taken: Taken, declared: Declared, findings: Findings) -> None:
        field = taken.meaning.field
        self._taken, self._declared, self._findings = taken, declared, findings
        self._quantity = field.removeprefix("residual.").split(".")[0]
        self._one = field.endswith(_POINTS)
        self._levels = Levels(self._quantity, {} if self._one else declared.scale, declared.unit.levels)

    def read(self, cells: Sequence[tuple[int, Cell]]) -> dict[int, Read]:
        """Row number to its reading; rows without a value, or with a wrong one, have none."""
        numbers_are_levels = not self._one and self._levels.have_numbers_of(cell for _, cell in cells)
        found: dict[int, Read] = {}
        bare: dict[int, tuple[Cell, float]] = {}
        known: dict[tuple[type, Cell], Read | float] = {}  # a column repeats its values
        for row, cell in cells:
            if is_nothing(cell):
                continue
            try:
                key = type(cell), cell
                value = known.get(key)
                if value is None:
                    value = known[key] = self._value(cell, numbers_are_levels=numbers_are_levels)
            except BrokenRule as broken:
                self._tell(broken, row)
                continue
            if isinstance(value, Read):
                found[row] = value
            else:
                bare[row] = cell, value
        return found | self._shares(bare)

    def _value(self, cell: Cell, *, numbers_are_levels: bool) -> Read | float:
        """The reading of a cell, or the bare number of a probability, which only the whole column explains."""
        if isinstance(cell, Odd):
            raise BrokenRule("must be a number or text", cell.words, cell.remedy)
        assert cell is not None  # noqa: S101 - blank cells are left out before
        if isinstance(cell, str) and len(cell) > LONGEST:
            raise BrokenRule(f"must be a number or text of at most {LONGEST:,} characters", quoted(cell))
        if isinstance(cell, str) and cell.startswith("{"):
            return Read(cell, document=explicit(cell, self._quantity), as_written=True, how="as written")
        if self._one and isinstance(cell, str) and is_level(cell):
            raise BrokenRule(f"must be {QUANTITIES[self._quantity].what}", shown(cell))
        meant = None if is_bare(cell) and not numbers_are_levels else self._levels.meaning(cell)
        if meant is not None:
            return Read(cell, document=meant, how="by scale")
        if self._quantity == "probability":
            number, share = share_or_number(cell, self._declared.decimal)
            return Read(cell, document=probability(number, "fraction")) if share else number
        amounts = QUANTITIES[self._quantity].read(cell, self._declared.unit, self._declared.decimal, one=self._one)
        return Read(cell, tuple(amounts))

    def _shares(self, bare: Mapping[int, tuple[Cell, float]]) -> dict[int, Read]:
        """The bare numbers of a probability, as what the whole column says they are."""
        if not bare:
            return {}
        numbers = [number for _, number in bare.values()]
        try:
            meaning = meaning_of_numbers(numbers, self._declared.unit.share, self._declared.share)
        except BrokenRule as broken:
            for row in bare:
                self._tell(broken, row)
            return {}
        found = {}
        for row, (cell, number) in bare.items():
            try:
                how = "(percent)" if meaning == "percent" else ""
                found[row] = Read(cell, document=probability(number, meaning), how=how)
            except BrokenRule as broken:
                self._tell(broken, row)
        return found

    def _tell(self, broken: BrokenRule, row: int) -> None:
        once = broken.got == "a formula without a value" or "unit of time" in broken.rule
        self._findings.add(broken, row, self._taken.index, self._taken.header, once=once)


def sign_of(quantity: str, unit: Unit, signs: Signs, elsewhere: str) -> str:
    """The decimal sign of a column of a quantity. Raises BrokenRule."""
    thousands = "never" if quantity == "probability" else QUANTITIES[quantity].thousands
    return decimal_sign(signs, elsewhere, "unknown" if quantity == "cost" and unit.times != 1 else thousands)


def explicit(text: str, quantity: str) -> Any:
    """A distribution in the form of a document: `{lognormal: {p10: 5d, p90: 20d}}`. Raises BrokenRule."""
    if quantity == "probability":
        raise BrokenRule("must be a probability such as 0.3 or 30 %", quoted(text))
    document = unwrapped(parse_yaml(text))
    QUANTITIES[quantity].checked(document)
    return document
