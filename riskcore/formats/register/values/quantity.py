"""The three quantities of an impact, delay, cost and factor: how their amounts are read, compared and written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from riskcore.distributions.checks import LARGEST
from riskcore.formats.register.table.cell import Percent
from riskcore.formats.register.values.amount import Amount, amount_of
from riskcore.formats.register.values.duration import duration_amounts, written
from riskcore.formats.register.values.factor import factor_amounts
from riskcore.formats.register.values.money import money_amounts
from riskcore.formats.register.values.points import parts_of
from riskcore.plan import Duration, Estimate, WorkHours
from riskcore.plan.estimate import DurationEstimate, FactorEstimate, MoneyEstimate
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.formats.register.values.unit import Unit

_NOMINAL: Final = WorkHours()


@dataclass(frozen=True)
class Quantity:
    """`what` names one amount in messages; `thousands` says what `12,000` means where no sign is known."""

    what: str
    thousands: str
    convert: Callable[[Sequence[Amount], Unit], list[Amount]]
    document: Callable[[Amount], str | float]
    estimate: TypeAdapter[Estimate]

    def read(self, cell: str | float, unit: Unit, decimal: str, *, one: bool = False) -> list[Amount]:
        """The one to three amounts in a cell, in canonical units. Raises BrokenRule."""
        if isinstance(cell, float):
            if isinstance(cell, Percent) and self is not FACTOR:
                raise BrokenRule(f"must be {self.what}", f"{100 * cell:.15g}%")
            return self._sized(self.convert([Amount(float(cell))], unit))
        parts = [cell] if one else parts_of(cell)
        return self._sized(self.convert([amount_of(part, decimal, self.what) for part in parts], unit))

    def _sized(self, amounts: list[Amount]) -> list[Amount]:
        """The amounts, if they are of a size that can be reckoned with."""
        for amount in amounts:
            if abs(amount.value) > LARGEST:
                raise BrokenRule(f"must be {self.what}, of at most {LARGEST:g}", f"{amount.value:g}")
        return amounts

    def checked(self, document: Any) -> Estimate:
        """The estimate that a document states. Raises BrokenRule."""
        try:
            return self.estimate.validate_python(document)
        except ValidationError as error:
            found = error.errors(include_url=False)[0]
            broken = found.get("ctx", {}).get("error")
            raise broken if isinstance(broken, BrokenRule) else BrokenRule(found["msg"]) from None


def size(amount: Amount) -> float:
    """A number by which amounts of one quantity are compared; minutes of a usual calendar for durations."""
    try:
        return Duration(amount.value, amount.unit).minutes(_NOMINAL)
    except KeyError:  # money and factors, whose unit is no unit of time
        return amount.value


def _number(amount: Amount) -> float:
    return int(amount.value) if amount.value == int(amount.value) and abs(amount.value) < 1e15 else amount.value


DELAY: Final = Quantity(
    "a duration such as 10 d",
    "unknown",
    duration_amounts,
    lambda amount: written(amount.value, amount.unit),
    TypeAdapter(DurationEstimate),
)
COST: Final = Quantity("an amount of money such as 12k", "always", money_amounts, _number, TypeAdapter(MoneyEstimate))
FACTOR: Final = Quantity("a factor such as 1.2", "never", factor_amounts, _number, TypeAdapter(FactorEstimate))
QUANTITIES: Final = {"delay": DELAY, "factor": FACTOR, "cost": COST}
