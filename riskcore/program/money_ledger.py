"""What is spent, as a list of charges with their factors."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcore.kernels.records import CHARGE, DRAWN, EVENLY, FACTOR
from riskcore.program.clockwork import CLOCK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.array import Array
    from riskcore.plan import Estimate, WorkHours
    from riskcore.program.variables import VariableTable

Factor = tuple[int, int]
"""FACTOR: how, number."""


class Place(NamedTuple):
    """Fields of CHARGE: who is charged, and when."""

    row: int
    output: int
    done: float = 0.0
    map: int = -1
    gate: int = -1
    since: float = np.inf
    until: float = np.inf
    calendar: int = CLOCK


class Amount(NamedTuple):
    """Fields of CHARGE: how much."""

    fixed: int = -1
    fixed_value: float = 0.0
    rate: int = -1
    rate_value: float = 0.0
    rate_scale: float = 0.0


class Terms(NamedTuple):
    """Fields of CHARGE: how it is spent."""

    accrual: int = EVENLY
    clock: int = -1
    plain: bool = False


class Charge(NamedTuple):
    """CHARGE, with its factors instead of the place where they begin."""

    place: Place
    amount: Amount
    terms: Terms = Terms()
    factors: tuple[Factor, ...] = ()


@dataclass
class Ledger:
    """The charges so far."""

    variables: VariableTable
    charges: list[Charge] = field(default_factory=list)

    def product(self, named: Iterable[tuple[str, Estimate, WorkHours]]) -> tuple[float, tuple[Factor, ...]]:
        """The product of estimates, each with the name of its variable: what is certain of it, and what is drawn."""
        certain, drawn = 1.0, []
        for name, estimate, hours in named:
            distribution = estimate.distribution(hours)
            if estimate.certain:
                certain *= distribution.planned
            else:
                drawn.append((DRAWN, self.variables.add(name, distribution)))
        return certain, tuple(drawn)

    def arrays(self) -> tuple[Array, Array]:
        """The charges (c + 1, CHARGE) and their factors (FACTOR)."""
        charge = np.zeros(len(self.charges) + 1, CHARGE)
        places, amounts, terms, factors = zip(*self.charges, strict=True) if self.charges else ((), (), (), ())
        charge["factor"] = np.cumsum([0, *map(len, factors)])
        for kind, parts in ((Place, places), (Amount, amounts), (Terms, terms)):
            for name, column in zip(kind._fields, zip(*parts, strict=True), strict=False):
                charge[name][:-1] = column
        return charge, np.array([factor for own in factors for factor in own], FACTOR)
