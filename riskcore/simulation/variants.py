"""Plans without something that may happen, as the kernels read them: what is switched off, and what feels it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import FINISH_FINISH, FINISH_START, GROWN, HELD
from riskcore.kernels.records_of_variants import Near, Variants
from riskcore.kernels.removal import run_without
from riskcore.simulation.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Costs, Network
    from riskcore.program import Program
    from riskcore.simulation.worker import Sampling


CELLS = 2**24
"""Of dates that a worker has room for, besides those of the plan as it is."""
BLOCKS = 4
"""So many times the lanes of a block are scheduled at once at most: in wider passes hardly anything is gained."""


class Remover(Worker):
    """A worker with memory for the columns of several variants, and for what each charge of a block came to."""

    def __init__(self, program: Program, sampling: Sampling) -> None:
        super().__init__(program, sampling, again=True)
        lanes, room = sampling.lanes, CELLS // (program.rows * sampling.lanes)
        of_columns = program.rows, lanes * min(max(room, 1), BLOCKS)
        self.known = np.empty((len(program.costs.charge) - 1, lanes))
        self.starts, self.finishes = np.empty(of_columns), np.empty(of_columns)
        self.moved = np.empty(of_columns, np.uint8)


class Without:
    """A program without each of several sets of shared rows, `off`, in turn."""

    def __init__(self, program: Program, off: Sequence[tuple[int, ...]]) -> None:
        self.program, self.near = program, near_of(program.network, program.costs)
        self.variants = _variants(program, off)

    def run(self, worker: Remover, block: int) -> tuple[Array, Array]:
        """Finish and total cost (1 + variant, lane) of `block`."""
        program, sampling = self.program, worker.sampling
        shape = (len(self.variants.first_off), sampling.lanes)
        finish, total = np.empty(shape), np.empty(shape)
        run_without(
            program.variables, program.shared, program.maps, program.weather, program.network, self.near,
            program.costs, worker.scratch, self.variants, worker.known, worker.starts, worker.finishes, worker.moved,
            finish, total, np.uint64(sampling.seed), block, sampling.design,
        )  # fmt: skip
        lanes = sampling.lanes_of(block)
        return finish[:, :lanes], total[:, :lanes]


def near_of(network: Network, costs: Costs) -> Near:
    """The network as each row sees it."""
    row = network.row
    rows = len(row) - 1
    links = np.diff(row["link"])
    during = network.effect["during"] >= 0
    lasting = _owner(network, "effect")[during]
    first = np.concatenate([[0], np.cumsum(links + np.bincount(lasting, minlength=rows))]).astype(np.int64)
    # of each link and each effect with such a window: its place among the sources of its row
    of_link = np.arange(len(network.link)) - row["link"][_owner(network, "link")]
    of_effect = np.arange(len(lasting)) - np.searchsorted(lasting, lasting) + links[lasting]
    source = np.empty(first[-1], np.int64)
    source[first[_owner(network, "link")] + of_link] = network.link["source"]
    source[first[lasting] + of_effect] = network.effect["during"][during]
    link, effect = network.link.copy(), network.effect.copy()
    link["source"] = 1 + of_link
    effect["during"][during] = 1 + of_effect
    whole = _whole(network)
    shown = whole | _asked_for(network, costs)
    begun = shown.copy()
    begun[network.link["source"][~np.isin(network.link["type"], (FINISH_START, FINISH_FINISH))]] = True
    begun[network.effect["during"][during]] = True
    return Near(link, effect, source, first, *(marks.astype(np.uint8) for marks in (whole, shown, begun)))


def _whole(network: Network) -> Array:
    """(i) whether more than links decides on a row: windows, weather, conditions, or a lag that is drawn."""
    row = network.row[:-1]
    found = (row["window"] < network.row["effect"][1:]) | (row["weather"] >= 0)
    for name in ("ask", "wait"):
        found |= np.diff(network.row[name]) > 0
    found[_owner(network, "link")[network.link["lag_row"] >= 0]] = True
    return found


def _asked_for(network: Network, costs: Costs) -> Array:
    """(i) whether money, a hammock or the finish of the plan asks for the dates of a row, not just for its duration."""
    found = np.zeros(len(network.row) - 1, bool)
    charge = costs.charge[:-1]
    found[charge["row"][charge["map"] >= 0]] = True
    found[charge["row"][_owner_of(costs.charge["factor"])[costs.factor["how"] == GROWN]]] = True
    found[costs.penalty["row"][:-1]] = True
    found[network.tie["source"]] = True
    found[-1] = True
    return found


def _variants(program: Program, off: Sequence[tuple[int, ...]]) -> Variants:
    network, costs = program.network, program.costs
    acted = np.unique(network.effect["acted"][network.effect["acted"] >= 0]).astype(np.int64)
    asked = np.concatenate([network.ask["then"], network.ask["otherwise"]])
    answered = np.union1d(acted, asked[asked >= 0]).astype(np.int64)
    owner = _owner(network, "effect")
    windowed = owner[network.effect["windowed"] == 1] if len(acted) else np.zeros(0, np.int64)
    touched = [np.union1d(owner[np.isin(network.effect["shared"], rows)], windowed) for rows in off]
    charge = [_charges(costs, np.union1d(rows, answered)) for rows in off]
    return Variants(
        *_joined([np.setdiff1d(rows, answered) for rows in off]), *_joined(touched), *_joined(charge), acted, answered
    )


def _charges(costs: Costs, shared: Array) -> Array:
    """The charges that one of the `shared` rows multiplies, or whose prices grow by it."""
    factor, number = costs.factor, costs.factor["number"]
    found = np.isin(costs.charge["gate"][:-1], shared)
    grown, held = factor["how"] == GROWN, factor["how"] == HELD
    multiplied = held & np.isin(number, shared)
    multiplied[grown] = np.isin(costs.price_index["growth"][number[grown]], shared)
    found[_owner_of(costs.charge["factor"])[multiplied]] = True
    return np.flatnonzero(found)


def _owner(network: Network, name: str) -> Array:
    """(list) the row that each element of the lists called `name` belongs to."""
    return _owner_of(network.row[name])


def _owner_of(begins: Array) -> Array:
    """(list) what each element belongs to, of lists that begin there."""
    return np.repeat(np.arange(len(begins) - 1), np.diff(begins))


def _joined(lists: Sequence[Array]) -> tuple[Array, Array]:
    """The lists one behind the other, and where each begins, the end included."""
    first = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
    return (np.concatenate(lists) if lists else np.zeros(0)).astype(np.int64), first
