"""Ranks of grades: they are spread evenly over [0, 1), so each is almost in place once it is put where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.jit import kernel

if TYPE_CHECKING:
    from riskcore.array import Array


@kernel
def rank_grades(grades: Array, ranks: Array) -> None:
    """Fill `ranks` (variable, iteration) with the ranks of `grades` from 1; equal ones share their mean rank.

    A bucket sort (Cormen et al. 2009, Introduction to Algorithms, 3rd edition, section 8.4), put right by insertion.
    """
    variables, n = grades.shape
    begin = np.empty(n + 1, np.int64)
    order, ordered = np.empty(n, np.int64), np.empty(n)
    for v in range(variables):
        begin[:] = 0
        for i in range(n):
            begin[min(np.int64(grades[v, i] * n), n - 1) + 1] += 1
        for k in range(n):
            begin[k + 1] += begin[k]
        for i in range(n):
            bucket = min(np.int64(grades[v, i] * n), n - 1)
            at = begin[bucket]
            order[at], ordered[at] = i, grades[v, i]
            begin[bucket] += 1
        for k in range(1, n):
            i, grade, at = order[k], ordered[k], k
            while at > 0 and ordered[at - 1] > grade:
                order[at], ordered[at] = order[at - 1], ordered[at - 1]
                at -= 1
            order[at], ordered[at] = i, grade
        first = 0
        while first < n:
            last = first
            while last + 1 < n and ordered[last + 1] == ordered[first]:
                last += 1
            for k in range(first, last + 1):
                ranks[v, order[k]] = 0.5 * (first + last) + 1.0
            first = last + 1
