"""Plans without something that may happen, as the kernels read them: what is switched off, and what feels it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import GROWN, HELD
from riskcore.kernels.records_of_variants import Variants
from riskcore.kernels.removal import run_without
from riskcore.simulation.near import near_of, owner, owner_of
from riskcore.simulation.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Costs
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


def _variants(program: Program, off: Sequence[tuple[int, ...]]) -> Variants:
    network, costs = program.network, program.costs
    acted = np.unique(network.effect["acted"][network.effect["acted"] >= 0]).astype(np.int64)
    asked = np.concatenate([network.ask["then"], network.ask["otherwise"]])
    answered = np.union1d(acted, asked[asked >= 0]).astype(np.int64)
    felt = owner(network, "effect")
    windowed = felt[network.effect["windowed"] == 1] if len(acted) else np.zeros(0, np.int64)
    touched = [np.union1d(felt[np.isin(network.effect["shared"], rows)], windowed) for rows in off]
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
    found[owner_of(costs.charge["factor"])[multiplied]] = True
    return np.flatnonzero(found)


def _joined(lists: Sequence[Array]) -> tuple[Array, Array]:
    """The lists one behind the other, and where each begins, the end included."""
    first = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
    return (np.concatenate(lists) if lists else np.zeros(0)).astype(np.int64), first
