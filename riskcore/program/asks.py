"""The conditions of branches as arrays: which row answers them, and what of its dates or cost they look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import ASK, COST

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Costs
    from riskcore.program.events import Ask, Events


def asks_of(events: Events, costs: Costs, rows: int) -> tuple[Array, Array]:
    """Where each row's conditions begin (row + 1), and the conditions."""
    asked = sorted(events.asked, key=lambda ask: ask.row)
    count = np.bincount([ask.row for ask in asked], minlength=rows) if asked else np.zeros(rows, np.int64)
    made = [(*ask[1:], *_cost_of(ask, events, costs)) for ask in asked]
    return np.concatenate([[0], np.cumsum(count)]), np.array(made, ASK)


def _cost_of(ask: Ask, events: Events, costs: Costs) -> tuple[int, int, int, int]:
    """First and last charge, first and last event of what the row itself costs; both are in the order of the rows."""
    if ask.what != COST:
        return 0, 0, 0, 0
    first, last = np.searchsorted(costs.charge["row"][:-1], [ask.row, ask.row + 1])
    own = [k for k, paid in enumerate(events.paid) if paid.own and paid.rows == (ask.row,)]
    return int(first), int(last), own[0] if own else 0, own[-1] + 1 if own else 0
