"""Days lost to the weather, drawn for each calendar that has some.

Each lane has a list of the days it loses: the working time that is left of its calendar where the day begins, and what
was lost before it. A list ends with a day at infinity. Lists are short, so that they stay in the nearest caches; where
to begin is found from a coarse table.
"""

from __future__ import annotations

import numpy as np

from riskcore.kernels.draw import draw_grades
from riskcore.kernels.jit import step
from riskcore.kernels.lanes import put
from riskcore.kernels.records import GRADE, PLAIN, SLOTS, Scratch, Weather


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
