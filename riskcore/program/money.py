"""The money of a plan as arrays: what its activities, risks, dates and the plan itself cost and earn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import EVENT_COST, WORTH, Costs
from riskcore.program import money_columns as columns_of
from riskcore.program.clockwork import CLOCK
from riskcore.program.money_activities import Charges
from riskcore.program.money_columns import RISKS, Columns
from riskcore.program.money_dated import Dated
from riskcore.program.money_days import WorkingDays
from riskcore.program.money_ledger import Amount, Charge, Ledger, Place
from riskcore.program.money_prices import Prices
from riskcore.program.money_ranges import CostRanges

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.events import Events
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row
    from riskcore.program.variables import VariableTable


def money_of(
    plan: Plan,
    rows: list[Row],
    row_at: dict[str, int],
    clockwork: Clockwork,
    maps: MapTable,
    variables: VariableTable,
    events: Events,
) -> tuple[Costs, tuple[str, ...]]:
    """The money of a plan and the names of its columns: the total, the top nodes of the WBS, risks, penalties.

    Benefits and the net present value come last. A plan without any money has no columns.
    """
    columns, ledger, prices = Columns(), Ledger(variables), Prices(plan, clockwork, events)
    valued = plan.discount_rate is not None
    ranges = CostRanges(plan, variables)
    charges = Charges(plan, clockwork, maps, events, columns, ledger, prices, ranges, valued)
    for i, row in enumerate(rows):
        charges.add(i, row)
    _add_fixed_costs(plan, len(rows), clockwork, columns, ledger, prices)
    event, exist = _event_costs(rows, maps, events, columns, valued=valued)
    days = WorkingDays(clockwork)
    dated = Dated(plan, rows, row_at, clockwork, maps, events, columns, days)
    owed, earned = dated.penalties(), dated.benefits()
    worth = _worth(plan, clockwork, columns)
    costs = Costs(*ledger.arrays(), prices.record(), event, exist, *owed, *days.record(), earned, worth)
    return costs, columns.names if len(columns.names) > 1 else ()


def _add_fixed_costs(
    plan: Plan, last: int, clockwork: Clockwork, columns: Columns, ledger: Ledger, prices: Prices
) -> None:
    """Each at its date, whatever the activities do; the row `last` stands for the plan as a whole."""
    for one in plan.fixed_costs:
        value, drawn = ledger.product([(f"plan cost {one.name}", one.amount, clockwork.hours(CLOCK))])
        moment = clockwork.minutes(one.date or base_of(plan))
        factors = (*drawn, *prices.factors(one.currency, one.index))
        place = Place(last, columns.part(one.wbs), since=moment, until=moment)
        ledger.charges.append(Charge(place, Amount(fixed_value=value), factors=factors))


def _event_costs(
    rows: list[Row], maps: MapTable, events: Events, columns: Columns, *, valued: bool
) -> tuple[Array, Array]:
    """(event + 1) EVENT_COST: risks that cost money, each at the start of what it hits; and their shared rows."""
    output = columns.find(RISKS) if events.paid else 0
    made, exist = [], list[int]()
    for one in events.paid:
        hit = one.rows[0] if one.rows else -1
        across = maps.find(rows[hit].calendar, CLOCK, finish=False) if valued and hit >= 0 else -1
        made.append((one.shared, output, len(exist), hit, across))
        exist += events.exist(one)
    made.append((-1, output, len(exist), -1, -1))
    return np.array(made, EVENT_COST), np.array(exist, np.int64)


def _worth(plan: Plan, clockwork: Clockwork, columns: Columns) -> Array:
    """(0 or 1) WORTH."""
    if plan.discount_rate is None:
        return np.zeros(0, WORTH)
    rate = plan.discount_rate.distribution().planned
    return np.array([(rate, clockwork.minutes(base_of(plan)), columns.find(columns_of.WORTH))], WORTH)


def base_of(plan: Plan) -> datetime:
    """The day of today's money: when the status was taken, else when the plan starts."""
    return plan.status_date or plan.start
