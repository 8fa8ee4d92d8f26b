"""Which variables take the coordinates of Sobol' points: those that move the finish most, as a pilot tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import CONSTANT, LATIN_HYPERCUBE, UNIFORM, VARIABLE
from riskcore.program.directions import directions
from riskcore.simulation.redraw import redraw
from riskcore.simulation.worker import Sampling, Worker

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Variables
    from riskcore.program import Program

COORDINATES = 64
PILOT = 1024
"""Iterations; a correlation of 0.1 is told from none."""
AT_ONCE = 512
"""Variables whose grades are looked at together: 4 MB."""


def with_coordinates(program: Program, seed: int, lanes: int) -> Program:
    """The program with direction numbers for the variables, and factors of correlation, that lead.

    They lead by the correlation of their grades with the finish. Which they are depends on the plan, so a change to a
    plan may move every draw: what is to be compared on the same draws needs another design.
    """
    variables = program.variables
    item, group = variables.item.copy(), variables.group.copy()
    own = np.flatnonzero((item["kind"] != CONSTANT) & (item["mixed"] < 0))
    strength = _strength(program, _looked_at(variables, own), Sampling(seed, PILOT, LATIN_HYPERCUBE, lanes))
    leading = np.argsort(-strength, kind="stable")[:COORDINATES]
    table = directions(len(leading))
    for k, at in zip(leading, len(variables.data) + np.arange(len(leading)) * table.shape[1], strict=True):
        if k < len(own):
            item[own[k]]["sobol"] = at
        else:
            group[k - len(own)]["sobol"] = at
    data = np.concatenate([variables.data, table.ravel()])
    return replace(program, variables=variables._replace(item=item, data=data, group=group))


def _looked_at(variables: Variables, own: Array) -> Variables:
    """Variables that show the grades of the `own` ones, and then of the factors, each free of what it shares."""
    shown = np.zeros(len(own) + len(variables.group), VARIABLE)
    shown["stream"] = np.concatenate([variables.item["stream"][own], variables.group["stream"]])
    shown["kind"], shown["group"], shown["mixed"], shown["sobol"] = UNIFORM, -1, -1, -1
    return variables._replace(item=shown)


def _strength(program: Program, shown: Variables, sampling: Sampling) -> Array:
    """(v) how strongly each of the variables `shown` goes with the finish: the size of its correlation."""
    worker = Worker(program, sampling)
    finish = np.concatenate([worker.run(block)[0][0] for block in range(sampling.blocks)])
    found = [np.zeros(0)]
    for first in range(0, len(shown.item), AT_ONCE):
        grades = redraw(shown, sampling, np.arange(first, min(first + AT_ONCE, len(shown.item))))
        deviation = grades - grades.mean(axis=1, keepdims=True)
        found.append(np.abs(deviation @ (finish - finish.mean())) / np.sqrt((deviation**2).sum(axis=1)))
    return np.concatenate(found)
