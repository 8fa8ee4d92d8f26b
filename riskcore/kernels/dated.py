"""Money that depends on when something is finished: penalties, bonuses and benefits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.convert import convert
from riskcore.kernels.elementary import exp
from riskcore.kernels.jit import part

if TYPE_CHECKING:
    from riskcore.array import Array

DAY = 1440.0


@part
def fill_finish(finish: Array, one: np.void, finishes: Array, maps: Array, cells: Array) -> None:
    """Fill `finish` (lane) with the moment of the clock at which the row of `one` is finished."""
    i, known = one["row"], one["known"]
    for l in range(finish.shape[0]):
        finish[l] = finishes[i, l]
    if one["map"] >= 0:
        convert(finish, one["map"], maps, cells)
    if known < np.inf:
        finish[:] = known


@part
def fill_penalty(
    owed: Array, finish: Array, one: np.void, end: int, steps: Array, shared: Array, maps: Array, cells: Array
) -> None:
    """Fill `owed` (lane) with the penalty less the bonus for each `finish`; its steps are those up to `end`."""
    lanes = owed.shape[0]
    due, per_day, at_most = one["due"], one["per_day"], one["at_most"]
    date, bonus, bonus_at_most = one["date"], one["bonus"], one["bonus_at_most"]
    for l in range(lanes):
        owed[l] = finish[l]
    if one["days"] >= 0:
        convert(owed, one["days"], maps, cells)
    for l in range(lanes):
        owed[l] = per_day * max(np.ceil((owed[l] - due) / DAY), 0.0)
    for s in range(one["step"], end):
        after, amount = steps[s]["after"], steps[s]["amount"]
        for l in range(lanes):
            owed[l] += amount if finish[l] > after else 0.0
    for l in range(lanes):
        early = max(np.floor((date - finish[l]) / DAY), 0.0)
        owed[l] = min(owed[l], at_most) - min(bonus * early, bonus_at_most)
    if one["gate"] >= 0:
        gate = one["gate"]
        for l in range(lanes):
            owed[l] *= shared[gate, l]


@part
def fill_benefit(
    gained: Array, worth: Array, begun: Array, one: np.void, shared: Array, force: float, base: float
) -> None:
    """Fill what comes in from `begun` on (lane), and its worth at `base`; `force` is the interest in a minute.

    With the rate c, from a to b: c (b - a), and the integral c (e^(-force (a - base)) - e^(-force (b - base))) / force.
    """
    rate, until, length = one["per_minute"], one["until"], one["length"]
    for l in range(gained.shape[0]):
        end = max(min(until, begun[l] + length), begun[l])
        gained[l] = rate * (end - begun[l])
        worth[l] = gained[l]
        if force != 0.0:
            worth[l] = rate * (exp(force * (base - begun[l])) - exp(force * (base - end))) / force
    if one["gate"] >= 0:
        gate = one["gate"]
        for l in range(gained.shape[0]):
            gained[l] *= shared[gate, l]
            worth[l] *= shared[gate, l]
