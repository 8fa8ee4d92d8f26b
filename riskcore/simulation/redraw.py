"""A variable's grades, drawn again: a draw is a function, so nothing has to be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.block import draw_grades_again

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Variables
    from riskcore.simulation.worker import Sampling


def redraw(variables: Variables, sampling: Sampling, wanted: Array) -> Array:
    """(variable, iteration) the grades of the `wanted` variables, correlation included, in iteration order."""
    grades = np.empty((len(wanted), sampling.blocks * sampling.lanes))
    draw_grades_again(
        grades, variables, wanted.astype(np.int64), np.uint64(sampling.seed), sampling.lanes, sampling.design
    )
    return grades[:, : sampling.iterations]


def identity(v: int, variables: Variables) -> tuple[object, ...]:
    """All that decides the grades of variable `v` in any plan: its stream, and what it varies together with."""
    item = variables.item[v]
    group = variables.group[item["group"]].tobytes() if item["group"] >= 0 else b""
    mixed = range(item["width"]) if item["mixed"] >= 0 else range(0)
    factors = tuple(variables.group[item["factor"] + m].tobytes() for m in mixed)
    loadings = tuple(float(variables.data[item["mixed"] + m]) for m in mixed)
    return int(item["stream"]), group, factors, loadings
