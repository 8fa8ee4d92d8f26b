"""How often each risk of a plan happens, for plans that have most of their risks in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.simulation.redraw import identity, redraw

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program import Driver, Program
    from riskcore.simulation.worker import Sampling

MOST = 100_000
"""Counts that are remembered."""


class Occurrences:
    """Counts of one sampling; grades that were looked at before are not drawn again."""

    def __init__(self, sampling: Sampling) -> None:
        self.sampling = sampling
        self.known: dict[object, int] = {}

    def fewest(self, program: Program) -> int:
        """In how many iterations the rarest risk happens; all of them where there is no risk."""
        keys = {_key(one, program): one for one in program.drivers if one.kind == "risk"}
        new = {key: one for key, one in keys.items() if key not in self.known}
        if len(self.known) + len(new) > MOST:
            self.known.clear()
            new = keys
        self.known |= self._counted(new, program)
        return min((self.known[key] for key in keys), default=self.sampling.iterations)

    def _counted(self, drivers: dict[object, Driver], program: Program) -> dict[object, int]:
        wanted = list({v: None for one in drivers.values() for v, _, _ in one.happens})
        if not wanted:
            return dict.fromkeys(drivers, 0)
        drawn = redraw(program.variables, self.sampling, np.array(wanted, np.int64))
        grades = dict(zip(wanted, drawn, strict=True))
        return {key: _count(one, grades) for key, one in drivers.items()}


def _count(driver: Driver, grades: dict[int, Array]) -> int:
    happens = [(low <= grades[v]) & (grades[v] < high) for v, low, high in driver.happens]
    return int(np.logical_and.reduce(happens).sum())


def _key(driver: Driver, program: Program) -> object:
    """All that decides when it happens: the variables, and the ends of their grades."""
    return tuple((identity(v, program.variables), low, high) for v, low, high in driver.happens)
