"""Several variants of a block side by side, in columns: what is put there, looked up and exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import part, step

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Scratch
    from riskcore.kernels.records_of_variants import Columns


@step
def differing(lane: Array, count: int, off: Array, shared: Array, as_drawn: Array) -> int:
    """Append to `lane` the lanes in which some of the shared rows `off` happens; how many `lane` then holds."""
    for l in range(as_drawn.shape[1]):
        happens = False
        for k in range(off.shape[0]):
            happens |= as_drawn[off[k], l] != shared[off[k]]["otherwise"]
        lane[count] = l
        count += 1 if happens else 0
    return count


@step
def gather(values: Array, lane: Array) -> Array:
    """(row, column) of `values` (row, lane)."""
    found = np.empty((values.shape[0], lane.shape[0]), values.dtype)
    for r in range(values.shape[0]):
        for c in range(lane.shape[0]):
            found[r, c] = values[r, lane[c]]
    return found


@step
def swap_shared(rows: Array, begin: int, end: int, columns: Columns, scratch: Scratch) -> None:
    """Exchange shared rows of the block and of the columns from `begin` to `end`: twice, and all is as it was."""
    for k in range(rows.shape[0]):
        r = rows[k]
        for c in range(begin, end):
            l = columns.lane[c]
            columns.shared[r, c], scratch.shared[r, l] = scratch.shared[r, l], columns.shared[r, c]


@step
def swap_row(i: int, begin: int, end: int, columns: Columns, scratch: Scratch) -> bool:
    """Exchange the dates of row `i` in the same way, where they moved; whether there was one that did."""
    any_moved = False
    for c in range(begin, end):
        if columns.moved[i, c] == 1:
            l = columns.lane[c]
            columns.start[i, c], scratch.start[i, l] = scratch.start[i, l], columns.start[i, c]
            columns.finish[i, c], scratch.finish[i, l] = scratch.finish[i, l], columns.finish[i, c]
            any_moved = True
    return any_moved


@part
def look(looked: Array, marks: Array, first: int, end: int, source: Array, moved: Array, stirred: Array) -> int:
    """Fill `looked` with the columns in which one of a row's sources, `first` to `end`, moved; how many there are."""
    marks[:] = 0
    for s in range(first, end):
        if stirred[source[s]] == 1:
            for c in range(marks.shape[0]):
                marks[c] |= moved[source[s], c]
    count = 0
    for c in range(marks.shape[0]):
        looked[count] = c
        count += marks[c]
    return count


@part
def fetch(
    found: Array, row: int, looked: Array, lane: Array, was: Array, now: Array, moved: Array, stirred: Array
) -> None:
    """Fill `found` (k) with a time of `row` in the columns `looked` (k): `now` where it moved, else what it `was`."""
    if stirred[row] == 0:
        for k in range(looked.shape[0]):
            found[k] = was[row, lane[looked[k]]]
    else:
        for k in range(looked.shape[0]):
            c = looked[k]
            before, after = was[row, lane[c]], now[row, c]
            found[k] = after if moved[row, c] == 1 else before


@part
def keep(kept: Array, moved: Array, now: Array, was: Array, looked: Array, lane: Array) -> int:
    """Keep the times of a row that are `now` (k) in its columns `looked` (k), and mark those that moved; 1 if some did.

    `was` (l) are its times in the plan as it is.
    """
    some = 0
    for k in range(looked.shape[0]):
        c = looked[k]
        kept[c] = now[k]
        differs = 1 if now[k] != was[lane[c]] else 0
        moved[c] |= differs
        some |= differs
    return some
