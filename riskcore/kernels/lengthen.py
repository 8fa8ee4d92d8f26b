"""How long work takes when the weather takes some of its time.

A calendar with weather has a second axis besides its working time W: the time E that is left of it, lane by lane. Work
of length D that starts at W0 ends at the first W1 with E(W1) - E(W0) = D.

Much work is done in a season without weather: when the next day at risk begins is the same for all lanes, and a lane
whose work is done by then is not looked at further. The others move along their lists of lost days in passes: each
moves them on by a day, and the next looks at none but those that moved. A loop for each lane would end where no
processor foresees it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.kernels.jit import inline, part
from riskcore.kernels.records import CHOSEN, ORDER, WORDS

if TYPE_CHECKING:
    from riskcore.array import Array

ONE = np.uint64(1)


@part
def _at_risk(length: Array, start: Array, one: np.void, calm: Array, bits: Array, until: Array) -> np.uint64:
    """Fill bits[CHOSEN] with the lanes whose work from `start` on may meet a day at risk; return how many they are.

    `until` (lane) is scratch. Each step is a loop of its own, so that all but the last do several lanes at once.
    """
    origin, per_minute, first = one["origin"], 1.0 / one["day_width"], np.uint64(one["day_cell"])
    end, top = origin + one["cells"] * one["width"], one["day_cells"] - 1.0
    place, chosen = bits[WORDS], bits[CHOSEN]
    for l in range(length.shape[0]):
        place[l] = np.uint64(np.int32(min(max((start[l] - origin) * per_minute, 0.0), top)))
    for l in range(length.shape[0]):
        until[l] = calm[first + place[l]]
    for l in range(length.shape[0]):
        within = (origin <= start[l]) & (start[l] < end)
        place[l] = np.uint64(within & (length[l] > 0.0) & (start[l] + length[l] > until[l]))
    count = np.uint64(0)
    for l in range(length.shape[0]):
        chosen[count] = l
        count += place[l]
    return count


@part
def _look(count: np.uint64, moment: Array, one: np.void, ahead: Array, lost: Array, bits: Array) -> None:
    """Fill bits[WORDS]: in the lists of the first `count` lanes chosen, the first day lost that ends after `moment`.

    Numbers are unsigned, so that no index is taken to count from the end.
    """
    first, top, origin, per_minute = np.uint64(one["cell"]), one["cells"] - 1.0, one["origin"], 1.0 / one["width"]
    place, left, chosen = bits[WORDS], bits[ORDER], bits[CHOSEN]
    further = np.uint64(0)
    for k in range(count):
        l = chosen[np.uint64(k)]
        cell = np.uint64(min((moment[l] - origin) * per_minute, top))  # just before the end it may be rounded up
        at = np.uint64(ahead[first + cell, l])
        ended = np.uint64(lost[at, 0] + lost[at + ONE, 1] <= moment[l])
        place[l] = at + ended
        left[further] = l
        further += ended
    while further > 0:
        looked, further = further, np.uint64(0)
        for k in range(looked):
            l = left[np.uint64(k)]
            at = place[l]
            ended = np.uint64(lost[at, 0] + lost[at + ONE, 1] <= moment[l])
            place[l] = at + ended
            left[further] = l
            further += ended


@inline
def _lost_before(moment: Any, at: Any, lost: Any) -> Any:
    """What is lost before `moment`, `at` being the first day lost that ends after it."""
    before = lost[at, 1]
    within = moment - (lost[at, 0] + before)
    return before + max(0.0, within)


@part
def lengthen(
    length: Array, start: Array, one: np.void, calm: Array, ahead: Array, lost: Array, bits: Array, target: Array
) -> None:
    """Add to `length` (lane) the working time that is lost from `start` (lane) until so much is done.

    After the last day of the weather nothing is lost. `bits` (3, lane) and `target` (lane) are scratch.
    """
    place, left, chosen = bits[WORDS], bits[ORDER], bits[CHOSEN]
    count = _at_risk(length, start, one, calm, bits, target)
    _look(count, start, one, ahead, lost, bits)
    further = np.uint64(0)
    for k in range(count):
        l = chosen[np.uint64(k)]
        at = place[l]
        target[l] = start[l] - _lost_before(start[l], at, lost) + length[l]
        passed = np.uint64(lost[at, 0] < target[l])
        place[l] = at + passed
        left[further] = l
        further += passed
    while further > 0:
        looked, further = further, np.uint64(0)
        for k in range(looked):
            l = left[np.uint64(k)]
            at = place[l]
            passed = np.uint64(lost[at, 0] < target[l])
            place[l] = at + passed
            left[further] = l
            further += passed
    for k in range(count):
        l = chosen[np.uint64(k)]
        length[l] = target[l] + lost[place[l], 1] - start[l]


@part
def lengthen_back(length: Array, finish: Array, one: np.void, ahead: Array, lost: Array, bits: Array) -> None:
    """The same for work that is to end at `finish` (lane): how long before it has to start."""
    origin, place, chosen = one["origin"], bits[WORDS], bits[CHOSEN]
    end = origin + one["cells"] * one["width"]
    count = np.uint64(0)
    for l in range(length.shape[0]):
        chosen[count] = l
        count += np.uint64((length[l] > 0.0) & (origin <= finish[l]) & (finish[l] < end))
    _look(count, finish, one, ahead, lost, bits)
    for k in range(count):
        l = chosen[np.uint64(k)]
        at = place[l]
        target = finish[l] - _lost_before(finish[l], at, lost) - length[l]
        while lost[at, 1] > 0.0 and lost[at - ONE, 0] > target:
            at -= ONE
        length[l] = finish[l] - (target + lost[at, 1])
