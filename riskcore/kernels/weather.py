"""Lost days: how long work takes when the weather takes some of its time.

A calendar with weather has a second axis besides its working time W: the time E that is left of it, lane by lane. Work
of length D that starts at W0 ends at the first W1 with E(W1) - E(W0) = D.

Each lane has a list of the days it loses: E where the day begins, and what was lost before it. A list ends with a day
at infinity. Lists are short, so that they stay in the nearest caches; where to begin is found from a coarse table.

Lanes move along their lists in passes: each moves them on by a day, and the next looks at none but those that moved.
A loop for each lane would end where no processor foresees it.
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

ONE = np.uint64(1)


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


@part
def _look(place: Array, lanes: Array, moment: Array, one: np.void, ahead: Array, lost: Array) -> None:
    """Fill `place` (lane): in the list of each lane, the first day lost that ends after `moment`.

    `lanes` (lane) is scratch. Numbers are unsigned, so that no index is taken to count from the end.
    """
    first, top = np.uint64(one["cell"]), one["cells"] - 1.0
    origin, per_minute = one["origin"], 1.0 / one["width"]
    left = np.uint64(0)
    for l in range(moment.shape[0]):
        x = min(max((moment[l] - origin) * per_minute, 0.0), top)
        at = np.uint64(ahead[first + np.uint64(np.int64(x)), np.uint64(l)])
        further = np.uint64(lost[at, 0] + lost[at + ONE, 1] <= moment[l])
        place[l] = at + further
        lanes[left] = l
        left += further
    while left > 0:
        looked, left = left, np.uint64(0)
        for k in range(looked):
            l = lanes[np.uint64(k)]
            at = place[l]
            further = np.uint64(lost[at, 0] + lost[at + ONE, 1] <= moment[l])
            place[l] = at + further
            lanes[left] = l
            left += further


@inline
def _lost_before(moment: Any, at: Any, lost: Any) -> Any:
    """What is lost before `moment`, `at` being the first day lost that ends after it."""
    before = lost[at, 1]
    within = moment - (lost[at, 0] + before)
    return before + max(0.0, within)


@part
def lengthen(length: Array, start: Array, one: np.void, ahead: Array, lost: Array) -> None:
    """Add to `length` (lane) the working time that is lost from `start` (lane) until so much is done.

    After the last day of the weather nothing is lost.
    """
    count, origin = length.shape[0], one["origin"]
    end = origin + one["cells"] * one["width"]
    place, lanes, target = np.empty(count, np.uint64), np.empty(count, np.uint64), np.empty(count)
    _look(place, lanes, start, one, ahead, lost)
    left = np.uint64(0)
    for l in range(count):
        at = place[l]
        target[l] = start[l] - _lost_before(start[l], at, lost) + length[l]
        further = np.uint64(lost[at, 0] < target[l])
        place[l] = at + further
        lanes[left] = l
        left += further
    while left > 0:
        looked, left = left, np.uint64(0)
        for k in range(looked):
            l = lanes[np.uint64(k)]
            at = place[l]
            further = np.uint64(lost[at, 0] < target[l])
            place[l] = at + further
            lanes[left] = l
            left += further
    for l in range(count):
        longer = target[l] + lost[place[l], 1] - start[l]
        length[l] = longer if length[l] > 0.0 and origin <= start[l] < end else length[l]


@part
def lengthen_back(length: Array, finish: Array, one: np.void, ahead: Array, lost: Array) -> None:
    """The same for work that is to end at `finish` (lane): how long before it has to start."""
    count, origin = length.shape[0], one["origin"]
    end = origin + one["cells"] * one["width"]
    place, lanes = np.empty(count, np.uint64), np.empty(count, np.uint64)
    _look(place, lanes, finish, one, ahead, lost)
    for l in range(count):
        if length[l] <= 0.0 or not (origin <= finish[l] < end):
            continue
        at = place[l]
        target = finish[l] - _lost_before(finish[l], at, lost) - length[l]
        while lost[at, 1] > 0.0 and lost[at - ONE, 0] > target:
            at -= ONE
        length[l] = finish[l] - (target + lost[at, 1])
