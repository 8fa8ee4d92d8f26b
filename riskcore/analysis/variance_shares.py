"""How much of the finish's variance each uncertain input makes: Sobol' indices, with their errors.

    first   the share of the variance that would go if the input alone were known
    total   the share that would stay if all other inputs were known; more than `first` where inputs interact,
            as they do wherever paths merge

What is redrawn in one run and kept in the other tells both: Jansen (1999), Analysis of variance designs for model
output, Computer Physics Communications 117, 35-43. Each input takes one run more.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from riskcore.errors import ParameterError
from riskcore.program import compile_plan
from riskcore.simulation.blocks import in_order
from riskcore.simulation.settle import settled
from riskcore.simulation.simulate import DESIGNS, LANES, simulate
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Driver, Program

LEADING = 10
"""Inputs that are looked at where none are named: those that move the finish most."""
ANOTHER = np.uint64(0xA5A5A5A55A5A5A5A)
"""Turns a variable's stream into another one."""


@dataclass(frozen=True)
class VarianceShares:
    """Shares of the variance of the finish, of each input, in the order asked for."""

    id: tuple[str, ...]
    first: Array  # (input)
    first_error: Array  # (input) standard error
    total: Array  # (input)
    total_error: Array  # (input) standard error
    variance: float
    """Of the finish, in square minutes of the clock."""


def variance_shares(
    plan: Plan, iterations: int = 10_000, seed: int = 1, *, inputs: Sequence[str] | None = None
) -> VarianceShares:
    """Shares of `inputs`, ids of activities and risks; by default the LEADING ones of the tornado.

    An input that is correlated with others stands for all of them. A risk is what happens and how bad it is. At least
    2 x 128 iterations are played, and whole blocks of them. Raises ParameterError where an input is unknown or certain.
    """
    count = max(-(-iterations // LANES), 2) * LANES
    program = compile_plan(settled(plan), ())
    by_id = {driver.id: driver for driver in reversed(program.drivers)}
    names = tuple(inputs if inputs is not None else simulate(plan, count, seed, milestones=()).drivers.id[:LEADING])
    unknown = [name for name in names if name not in by_id]
    if unknown:
        raise ParameterError(f"inputs must be ids of uncertain activities or risks. Got {', '.join(unknown)}.")
    sampling = Sampling(seed, count, DESIGNS["latin hypercube"], LANES)
    base, other = _finish(program, sampling), _finish(_redrawn(program), sampling)
    mixed = np.array([_finish(_redrawn(program, by_id[name]), sampling) for name in names]).reshape(-1, count)
    first, first_error, total, total_error = sobol_indices(base, other, mixed, LANES)
    return VarianceShares(names, first, first_error, total, total_error, float(np.var([base, other])))


def sobol_indices(base: Array, other: Array, mixed: Array, block: int = 1) -> tuple[Array, Array, Array, Array]:
    """First-order indices, their standard errors, total indices and theirs, each (input).

    `base` and `other` (iteration) are outcomes of two independent sets of inputs, `mixed` (input, iteration) those of
    the first set with one input from the second. Iterations are independent by blocks of `block`, which divides them.
    Jansen (1999): first = 1 - E(other - mixed)^2 / 2V, total = E(base - mixed)^2 / 2V.
    """
    variance = float(np.var([base, other]))
    if variance == 0:
        raise ParameterError("The outcome does not vary: nothing has a share in its variance.")
    first, first_error = _mean((other - mixed) ** 2 / (2 * variance), block)
    total, total_error = _mean((base - mixed) ** 2 / (2 * variance), block)
    return 1 - first, first_error, total, total_error


def _mean(values: Array, block: int) -> tuple[Array, Array]:
    """(input) the mean of each row and its standard error, from the spread of block means."""
    means = values.reshape(len(values), -1, block).mean(axis=2)
    return means.mean(axis=1), means.std(axis=1, ddof=1) / np.sqrt(means.shape[1])


def _redrawn(program: Program, driver: Driver | None = None) -> Program:
    """The program with other draws: of all that is drawn, or of one driver and of what is correlated with it."""
    item, group = program.variables.item.copy(), program.variables.group.copy()
    weather = program.weather
    if driver is None:
        item["stream"] ^= ANOTHER
        group["stream"] ^= ANOTHER
        days = weather.item.copy()
        days["stream"] ^= ANOTHER
        weather = weather._replace(item=days)
    else:
        chosen, factors = _of(program, driver)
        item["stream"][chosen] ^= ANOTHER
        group["stream"][factors] ^= ANOTHER
    return replace(program, variables=program.variables._replace(item=item, group=group), weather=weather)


def _of(program: Program, driver: Driver) -> tuple[Array, Array]:
    """Numbers of the variables and factors that a driver stands for."""
    item, shared = program.variables.item, program.shared
    impacts = shared["impact"][shared["occurrence"] == driver.variable]
    own = np.union1d([driver.variable], impacts[impacts >= 0]).astype(np.int64)
    groups = np.unique(item["group"][own])
    with_group = np.flatnonzero(np.isin(item["group"], groups[groups >= 0]))
    mixtures = np.unique(item["factor"][own][item["mixed"][own] >= 0])
    with_mixture = np.flatnonzero((item["mixed"] >= 0) & np.isin(item["factor"], mixtures))
    factors = [*groups[groups >= 0]]
    for first in mixtures:
        width = int(item["width"][(item["mixed"] >= 0) & (item["factor"] == first)].max())
        factors += range(int(first), int(first) + width)
    variables = np.unique(np.concatenate([own, with_group, with_mixture])).astype(np.int64)
    return variables, np.array(factors, np.int64)


def _finish(program: Program, sampling: Sampling) -> Array:
    """(iteration) the finish of the plan, minutes of the clock."""
    workers = [Worker(program, sampling) for _ in range(min(os.cpu_count() or 1, sampling.blocks))]
    return np.concatenate([kept for _, kept in in_order(workers, range(sampling.blocks), lambda w, b: w.run(b)[0][0])])
