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
