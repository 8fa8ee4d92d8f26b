"""What activities cost, as charges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import AT_FINISH, AT_START, EVENLY, GROWN
from riskcore.plan.estimate import NOMINAL
from riskcore.program.clockwork import CLOCK, end_of
from riskcore.program.money_ledger import Amount, Charge, Place, Terms

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.plan.cost import Cost, CostItem
    from riskcore.plan.resource import Assignment
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.money_columns import Columns
    from riskcore.program.money_ledger import Factor, Ledger
    from riskcore.program.money_prices import Prices
    from riskcore.program.money_ranges import CostRanges
    from riskcore.program.row import Row

ACCRUALS = {"start": AT_START, "end": AT_FINISH, "prorated": EVENLY}
HOUR = 60.0


@dataclass(frozen=True)
class Charges:
    """What charging one activity after the other needs to know."""

    plan: Plan
    clockwork: Clockwork
    maps: MapTable
    events: Events
    columns: Columns
    ledger: Ledger
    prices: Prices
    ranges: CostRanges
    valued: bool
    """Whether the net present value is asked for, so that every charge needs its moment."""

    def add(self, i: int, row: Row) -> None:
        """The charges of row `i`; an inactive one costs nothing."""
        cost = row.activity.cost
        if cost is None or not row.activity.active:
            return
        place = self._place(i, row)
        # a milestone is an instant that ends its day
        once = AT_FINISH if row.activity.type == "milestone" else ACCRUALS[cost.accrue]
        self._stated(place, row, cost, once)
        for item in cost.items:
            self._item(place, row, item, once)
        for one in cost.resources:
            self._assignment(place, row, one)

    def _place(self, i: int, row: Row) -> Place:
        """Where the row's costs belong, and when they are spent."""
        across = self.maps.find(row.calendar, row.home, finish=False) if row.spans else -1
        calendar = row.home if row.spans or row.fixed else row.calendar
        started, finished = row.activity.actual_start, row.activity.actual_finish
        return Place(
            row=i,
            output=self.columns.part(row.activity.wbs),
            done=0.0 if row.spans else row.done,
            map=across,
            gate=self.events.gate.get(i, -1),
            since=np.inf if started is None else self.clockwork.work(calendar, started),
            until=np.inf if finished is None else self.clockwork.work(calendar, end_of(finished)),
            calendar=calendar,
        )

    def _charge(self, place: Place, amount: Amount, factors: tuple[Factor, ...], accrual: int) -> None:
        dated = self.valued or any(how == GROWN for how, _ in factors)
        # evenly: the moment at which half of it is done
        clock = self.maps.find(place.calendar, CLOCK, finish=accrual != AT_START) if dated else -1
        drawn = amount.fixed >= 0 or amount.rate >= 0 or place.map >= 0 or place.gate >= 0 or bool(factors)
        terms = Terms(accrual, clock, plain=not drawn and not self.valued)
        self.ledger.charges.append(Charge(place, amount, terms, factors))

    def _stated(self, place: Place, row: Row, cost: Cost, once: int) -> None:
        """`fixed`, spent `once` by that accrual, and `per_day`: one charge where both are spent evenly."""
        name, per_minute = row.activity.id, 1.0 / row.hours.minutes_per_day
        factors = self.prices.factors(cost.currency, cost.index)
        ranges, activity = self.ranges, row.activity
        fixed, fixed_value = ranges.amount(f"fixed cost of {name}", activity, cost.fixed, "fixed_cost_factor")
        rate, rate_value = ranges.amount(f"cost per day of {name}", activity, cost.per_day, "rate_factor")
        by_time = rate, rate_value * per_minute, per_minute
        stated, timed = fixed >= 0 or fixed_value != 0, rate >= 0 or rate_value != 0
        if stated and timed and once == EVENLY:
            self._charge(place, Amount(fixed, fixed_value, *by_time), factors, EVENLY)
            return
        if stated:
            self._charge(place, Amount(fixed, fixed_value), factors, once)
        if timed:
            self._charge(place, Amount(-1, 0.0, *by_time), factors, EVENLY)

    def _item(self, place: Place, row: Row, item: CostItem, accrual: int) -> None:
        """Quantity x rate, x working days where it is per day."""
        name = f"{item.name} of {row.activity.id}"
        value, drawn = self.ledger.product(
            [(f"quantity of {name}", item.quantity, NOMINAL), (f"rate of {name}", item.rate, NOMINAL)]
        )
        if not drawn:
            drawn = self.ranges.line(name, row.activity, "rate_factor" if item.per else "fixed_cost_factor")
        factors = (*drawn, *self.prices.factors(item.currency, item.index))
        if item.per is None:
            self._charge(place, Amount(fixed_value=value), factors, accrual)
        else:
            self._charge(place, Amount(rate_value=value / row.hours.minutes_per_day), factors, EVENLY)

    def _assignment(self, place: Place, row: Row, one: Assignment) -> None:
        """Work x rate, or units x working time x rate."""
        name = f"{one.resource} on {row.activity.id}"
        resource = self.plan.resources[one.resource]
        unit = HOUR if resource.per == "h" else row.hours.minutes_per_day
        prices = self.prices.of_resource(one.resource)
        if resource.rate.certain and all(amount is None or amount.certain for amount in (one.units, one.work)):
            prices = (*self.ranges.line(name, row.activity, "rate_factor"), *prices)
        if one.work is not None:
            minutes, drawn = self.ledger.product([(f"work of {name}", one.work, row.hours)])
            self._charge(place, Amount(fixed_value=minutes / unit), (*drawn, *prices), EVENLY)
            return
        units = [] if one.units is None else [(f"units of {name}", one.units, NOMINAL)]
        count, drawn = self.ledger.product(units)
        self._charge(place, Amount(rate_value=count / unit), (*drawn, *prices), EVENLY)
