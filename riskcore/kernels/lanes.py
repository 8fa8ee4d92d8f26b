"""One row of lanes put into another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.kernels.jit import part

if TYPE_CHECKING:
    from riskcore.array import Array


@part
def put(row: Array, values: Array) -> None:
    """What `row[:] = values` means, lane by lane: numba compiles seconds of words for shapes that do not agree."""
    for l in range(row.shape[0]):
        row[l] = values[l]
