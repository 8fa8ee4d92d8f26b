"""Lost days: how long work takes when the weather takes some of its time.

A calendar with weather has a second axis besides its working time W: the time E that is left of it, lane by lane. Work
of length D that starts at W0 ends at the first W1 with E(W1) - E(W0) = D.

Each lane has a list of the days it loses: E where the day begins, and what was lost before it. A list ends with a day
at infinity. Lists are short, and one place is found from a coarse table, so that they stay in the nearest caches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.kernels.draw import draw_grades
from riskcore.kernels.jit import inline, part, step
from riskcore.kernels.lanes import put
from riskcore.kernels.records import GRADE, PLAIN, SLOTS, Scratch, Weather

if TYPE_CHECKING:
    from riskcore.array import Array


@step
def draw_weather(weather: Weather, scratch: Scratch, seed: np.uint64, block: int) -> None:
    """Fill `scratch.lost`, the lists, and `scratch.ahead`, where to look in them. Draws are plain: days are many."""
    days, history, lost, ahead = weather.day, weather.history, scratch.lost, scratch.ahead
    grade, bits = scratch.work[GRADE], scratch.bits
    lanes = grade.shape[0]
    place = np.empty(lanes, np.int64)
    for w in range(weather.item.shape[0]):
        one = weather.item[w]
        for l in range(lanes):
            place[l] = one["list"] * lanes + l * one["room"]
            lost[place[l], 1] = 0.0
        cell, picked = 0, -1
        for d in range(one["day"], one["day"] + one["days"]):
            day = days[d]
            begin, length = day["begin"], day["length"]
            while cell < one["cells"] and one["origin"] + cell * one["width"] < begin + length:
                put(ahead[one["cell"] + cell], place)
                cell += 1
            if one["observed"] == 0:
                draw_grades(grade, bits, seed, block, one["stream"] + np.uint64(day["number"]), PLAIN)
            elif day["year"] != picked:
                picked = day["year"]
                draw_grades(grade, bits, seed, block, one["stream"] + np.uint64(picked), PLAIN)
            for l in range(lanes):
                if one["observed"] == 0:
                    gone = grade[l] < day["chance"]
                else:
                    year = np.int64(grade[l] * one["observed"])
                    gone = history[one["history"] + year * SLOTS + day["slot"]] == 1
                at = place[l]
                before = lost[at, 1]
                lost[at, 0] = begin - before
                lost[at + 1, 1] = before + length
                place[l] = at + gone  # else the next day is written over this one
        for c in range(cell, one["cells"]):
            put(ahead[one["cell"] + c], place)
        for l in range(lanes):
            lost[place[l], 0] = np.inf


@inline
def _lost_before(moment: Any, at: Any, lost: Any) -> Any:
    """The first day lost that ends after `moment`, from `at` on in its list, and what is lost before the moment."""
    while lost[at, 0] + lost[at + 1, 1] <= moment:
        at += 1
    before = lost[at, 1]
    return at, before + max(moment - (lost[at, 0] + before), 0.0)


@part
def lengthen(length: Array, start: Array, one: np.void, ahead: Array, lost: Array) -> None:
    """Add to `length` (lane) the working time that is lost from `start` (lane) until so much is done.

    After the last day of the weather nothing is lost.
    """
    first, cells, origin, width = one["cell"], one["cells"], one["origin"], one["width"]
    for l in range(length.shape[0]):
        x = (start[l] - origin) / width
        if length[l] <= 0.0 or not (0.0 <= x < cells):
            continue
        at, before = _lost_before(start[l], np.int64(ahead[first + np.int64(x), l]), lost)
        target = start[l] - before + length[l]
        while lost[at, 0] < target:
            at += 1
        length[l] = target + lost[at, 1] - start[l]


@part
def lengthen_back(length: Array, finish: Array, one: np.void, ahead: Array, lost: Array) -> None:
    """The same for work that is to end at `finish` (lane): how long before it has to start."""
    first, cells, origin, width = one["cell"], one["cells"], one["origin"], one["width"]
    for l in range(length.shape[0]):
        x = (finish[l] - origin) / width
        if length[l] <= 0.0 or not (0.0 <= x < cells):
            continue
        at, before = _lost_before(finish[l], np.int64(ahead[first + np.int64(x), l]), lost)
        target = finish[l] - before - length[l]
        while lost[at, 1] > 0.0 and lost[at - 1, 0] > target:
            at -= 1
        length[l] = finish[l] - (target + lost[at, 1])
