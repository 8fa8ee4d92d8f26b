"""The network as each row sees it, so that rows can be scheduled apart from the rest, in a few columns at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import GROWN, START_FINISH, START_START
from riskcore.kernels.records_of_variants import BOTH, FINISHES, STARTS, Near

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Costs, Network


def near_of(network: Network, costs: Costs) -> Near:
    """The network as each row sees it."""
    row = network.row
    rows = len(row) - 1
    links = np.diff(row["link"])
    during = network.effect["during"] >= 0
    lasting = owner(network, "effect")[during]
    first = np.concatenate([[0], np.cumsum(links + np.bincount(lasting, minlength=rows))]).astype(np.int64)
    # of each link and each effect with such a window: its place among the sources of its row
    of_link = np.arange(len(network.link)) - row["link"][owner(network, "link")]
    of_effect = np.arange(len(lasting)) - np.searchsorted(lasting, lasting) + links[lasting]
    source = np.empty(first[-1], np.int64)
    source[first[owner(network, "link")] + of_link] = network.link["source"]
    source[first[lasting] + of_effect] = network.effect["during"][during]
    times = np.full(len(source), BOTH, np.uint8)
    times[first[owner(network, "link")] + of_link] = np.where(_by_start(network), STARTS, FINISHES)
    link, effect = network.link.copy(), network.effect.copy()
    link["source"] = 1 + of_link
    effect["during"][during] = 1 + of_effect
    whole = _whole(network)
    shown = whole | _asked_for(network, costs)
    begun = shown.copy()
    begun[network.link["source"][_by_start(network)]] = True
    begun[network.effect["during"][during]] = True
    return Near(link, effect, source, times, first, *(marks.astype(np.uint8) for marks in (whole, shown, begun)))


def _by_start(network: Network) -> Array:
    """(link) whether a link asks for the start of its source."""
    return np.isin(network.link["type"], (START_START, START_FINISH))


def _whole(network: Network) -> Array:
    """(i) whether more than links decides on a row: windows, weather, conditions, or a lag that is drawn."""
    row = network.row[:-1]
    found = (row["window"] < network.row["effect"][1:]) | (row["weather"] >= 0)
    for name in ("ask", "wait"):
        found |= np.diff(network.row[name]) > 0
    found[owner(network, "link")[network.link["lag_row"] >= 0]] = True
    return found


def _asked_for(network: Network, costs: Costs) -> Array:
    """(i) whether money, a hammock or the finish of the plan asks for the dates of a row, not just for its duration."""
    found = np.zeros(len(network.row) - 1, bool)
    charge = costs.charge[:-1]
    found[charge["row"][charge["map"] >= 0]] = True
    found[charge["row"][owner_of(costs.charge["factor"])[costs.factor["how"] == GROWN]]] = True
    found[costs.penalty["row"][:-1]] = True
    found[network.tie["source"]] = True
    found[-1] = True
    return found


def owner(network: Network, name: str) -> Array:
    """(list) the row that each element of the lists called `name` belongs to."""
    return owner_of(network.row[name])


def owner_of(begins: Array) -> Array:
    """(list) what each element belongs to, of lists that begin there."""
    return np.repeat(np.arange(len(begins) - 1), np.diff(begins))
