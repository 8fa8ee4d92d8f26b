"""All columns of numbers of a sheet, each with its unit, its decimal sign and its scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from riskcore.formats.register.fields import NUMBERS
from riskcore.formats.register.number_column import Declared, NumberColumn, sign_of
from riskcore.formats.register.scale import meanings
from riskcore.formats.register.values.decimal_sign import signs_of
from riskcore.formats.register.values.named_unit import unit_of_quantity
from riskcore.formats.register.values.unit import NO_UNIT
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.formats.register.header.columns import Taken
    from riskcore.formats.register.mapping import SheetMapping
    from riskcore.formats.register.number_column import Read
    from riskcore.formats.register.table.findings import Findings
    from riskcore.formats.register.table.sheet import Row
    from riskcore.formats.register.values.unit import Unit

_DOLLARS: Final = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}


def read_numbers(
    rows: Sequence[Row], taken: Sequence[Taken], mapping: SheetMapping, findings: Findings
) -> dict[str, dict[int, Read]]:
    """Field to the readings of its column by row number; problems go to `findings`."""
    columns = [one for one in taken if one.meaning.field in NUMBERS]
    signs = {one.index: signs_of(cell for row in rows if isinstance(cell := row.at(one.index), str)) for one in columns}
    agreed = {found.sure() for found in signs.values()} - {""}
    elsewhere = agreed.pop() if len(agreed) == 1 else ""
    found: dict[str, dict[int, Read]] = {}
    for one in columns:
        quantity = _quantity(one)
        try:
            unit = unit_for(one, mapping)
            decimal = mapping.decimal or sign_of(quantity, unit, signs[one.index], elsewhere)
        except BrokenRule as broken:
            findings.add(broken, 0, one.index, one.header)
            continue
        declared = Declared(unit, decimal, mapping.probability, meanings(getattr(mapping.scales, quantity)))
        cells = [(row.number, row.at(one.index)) for row in rows]
        found[one.meaning.field] = NumberColumn(one, declared, findings).read(cells)
    _one_unit(columns, mapping, findings)
    return found


def unit_for(taken: Taken, mapping: SheetMapping) -> Unit:
    """The unit of a column: of its header, else as declared. Raises BrokenRule where both are there and differ."""
    quantity = _quantity(taken)
    words = getattr(mapping.units, quantity, "")
    own = taken.meaning.unit
    declared = (words and unit_of_quantity(quantity, words)) or NO_UNIT
    if own == NO_UNIT or not words:
        return own if words == "" else declared
    if replace(own, words="") != replace(declared, words=""):
        hint = f"Take units: {quantity} out of the mapping, or mend the header."
        raise BrokenRule("must have the unit that is declared", f"{own.words} in the header, {words} declared", hint)
    return own


def currencies(numbers: dict[str, dict[int, Read]], findings: Findings) -> str:
    """The one currency of all amounts, "" where none is named; several are a problem."""
    costs = [reads for field, reads in numbers.items() if field.removeprefix("residual.").startswith("cost")]
    named = {point.unit for reads in costs for read in reads.values() for point in read.points} - {""}
    if named & _DOLLARS:
        named -= {"$"}
    if len(named) > 1:
        hint = "Convert them to the currency of the plan."
        findings.add(BrokenRule("must have amounts in one currency", " and ".join(sorted(named)), hint))
    return next(iter(sorted(named)), "")


def _one_unit(columns: Sequence[Taken], mapping: SheetMapping, findings: Findings) -> None:
    """The columns min, most likely and max of a cost that name different multipliers are a problem."""
    for stage in ("", "residual."):
        points = [one for one in columns if one.meaning.field.startswith(f"{stage}cost.")]
        words = {one.meaning.unit.times: one.meaning.unit.words or "none" for one in points}
        if len(words) > 1 and not mapping.units.cost:
            rule = BrokenRule(f"must have one unit in all columns of {stage}cost", " and ".join(words.values()))
            findings.add(rule, 0, points[0].index, points[0].header)


def _quantity(taken: Taken) -> str:
    return taken.meaning.field.removeprefix("residual.").split(".")[0]
