"""Lost days: how long work takes when the weather takes some of its time.

A calendar with weather has a second axis besides its working time W: the time E that is left of it, lane by lane. Work
of length D that starts at W0 ends at the first W1 with E(W1) - E(W0) = D.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.draw import draw_grades
from riskcore.kernels.jit import part, step
from riskcore.kernels.records import GRADE, PLAIN, SLOTS, Scratch, Weather

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def draw_weather(weather: Weather, scratch: Scratch, seed: np.uint64, block: int) -> None:
    """Fill `scratch.lost`: of each lane, what has been lost before each day. Draws are plain: days are many."""
    work, chance, slot, year, history = weather.work, weather.chance, weather.slot, weather.year, weather.history
    lost, grade, bits = scratch.lost, scratch.work[GRADE], scratch.bits
    lanes = grade.shape[0]
    for w in range(weather.item.shape[0]):
        one = weather.item[w]
        first, observed, base = one["day"], one["observed"], one["history"]
        lost[first, :] = 0.0
        picked = -1
        for k in range(first, first + one["days"]):
            length = work[k + 1] - work[k]
            if observed > 0:
                if year[k] != picked:
                    picked = year[k]
                    draw_grades(grade, bits, seed, block, one["stream"] + np.uint64(picked), PLAIN)
                for l in range(lanes):
                    gone = history[base + np.int64(grade[l] * observed) * SLOTS + slot[k]]
                    lost[k + 1, l] = lost[k, l] + length * gone
            elif chance[k] > 0.0:
                p = chance[k]
                draw_grades(grade, bits, seed, block, one["stream"] + np.uint64(k - first), PLAIN)
                for l in range(lanes):
                    lost[k + 1, l] = lost[k, l] + (length if grade[l] < p else 0.0)
            else:
                for l in range(lanes):
                    lost[k + 1, l] = lost[k, l]


@part
def lengthen(length: Array, start: Array, one: np.void, work: Array, cell: Array, lost: Array) -> None:
    """Add to `length` (lane) the working time that is lost from `start` (lane) until so much is done.

    After the last day of the weather nothing is lost.
    """
    first, last, width = one["day"], one["day"] + one["days"], one["width"]
    cells, origin, longest = one["cells"], one["origin"], one["longest"]
    for l in range(length.shape[0]):
        x = (start[l] - origin) / width
        if length[l] <= 0.0 or not (0.0 <= x < cells):
            continue
        k = first + cell[one["cell"] + np.int64(x)]
        fair = first + cell[one["cell"] + np.int64(min(x + length[l] / width, cells - 1.0))]
        if lost[min(fair + 2, last), l] == lost[k, l]:
            continue  # nothing is lost from its start until a day after its end in fair weather
        while k + 1 < last and work[k + 1] <= start[l]:
            k += 1
        gone = lost[k + 1, l] - lost[k, l]
        before = lost[k, l] + (start[l] - work[k] if gone > 0.0 else 0.0)
        target = start[l] - before + length[l]
        k += np.int64(length[l] / longest)
        k = min(k, last - 1)
        while k < last and work[k + 1] - lost[k + 1, l] < target:
            k += 1
        length[l] = target + lost[min(k, last), l] - start[l]


@part
def lengthen_back(length: Array, finish: Array, one: np.void, work: Array, cell: Array, lost: Array) -> None:
    """The same for work that is to end at `finish` (lane): how long before it has to start."""
    first, last, width = one["day"], one["day"] + one["days"], one["width"]
    cells, origin = one["cells"], one["origin"]
    for l in range(length.shape[0]):
        x = (finish[l] - origin) / width
        if length[l] <= 0.0 or not (0.0 <= x < cells):
            continue
        k = first + cell[one["cell"] + np.int64(x)]
        while k + 1 < last and work[k + 1] <= finish[l]:
            k += 1
        gone = lost[k + 1, l] - lost[k, l]
        target = finish[l] - lost[k, l] - (finish[l] - work[k] if gone > 0.0 else 0.0) - length[l]
        while k > first and work[k] - lost[k, l] > target:
            k -= 1
        length[l] = finish[l] - (target + lost[k, l])
