"""What amounts are multiplied by, drawn once for all of them: exchange rates, rates of resources, price indices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import GROWN, HELD, INDEX

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import Estimate, Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.money_ledger import Factor


@dataclass
class Prices:
    """Shared rows of prices, made when they are first asked for."""

    plan: Plan
    clockwork: Clockwork
    events: Events
    held: dict[str, int] = field(default_factory=dict)
    indices: dict[str, tuple[int, float]] = field(default_factory=dict)
    """INDEX of each name: shared row and base."""

    def factors(self, currency: str | None, index: str | None) -> tuple[Factor, ...]:
        """The factors of an amount in `currency` that follows `index`."""
        found: list[Factor] = []
        if currency is not None and currency != self.plan.currency:
            rate = self.plan.currencies[currency].rate
            assert rate is not None  # noqa: S101 - the checks ask for it
            found.append((HELD, self._hold(f"rate of currency {currency}", rate)))
        if index is not None:
            found.append((GROWN, self._index(index)))
        return tuple(found)

    def of_resource(self, name: str) -> tuple[Factor, ...]:
        """The factors of a unit of time of a resource."""
        resource = self.plan.resources[name]
        rate = (HELD, self._hold(f"rate of resource {name}", resource.rate))
        return (rate, *self.factors(resource.currency, resource.index))

    def record(self) -> Array:
        """The indices: (index) INDEX."""
        return np.array(list(self.indices.values()), INDEX)

    def _hold(self, name: str, estimate: Estimate) -> int:
        if name not in self.held:
            self.held[name] = self.events.always(self.events.variables.add(name, estimate.distribution()))
        return self.held[name]

    def _index(self, name: str) -> int:
        if name not in self.indices:
            index = self.plan.indices[name]
            growth = self._hold(f"growth of index {name}", index.per_year)
            self.indices[name] = growth, self.clockwork.minutes(index.base)
        return list(self.indices).index(name)
