"""How closely what was to vary together did: rank correlations asked for, and those of this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.results import CorrelationStatistics
from riskcore.simulation.drivers import ranks_of_grades
from riskcore.simulation.redraw import identity, redraw

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program import Program
    from riskcore.program.dependence import Joint
    from riskcore.simulation.worker import Sampling

MOST_MEMBERS = 8
"""Of a larger group the first ones speak for all: they are alike."""


class Correlations:
    """The correlations of plans that have most of them in common; one that was looked at is not drawn again."""

    def __init__(self, sampling: Sampling) -> None:
        self.sampling = sampling
        self.known: dict[object, CorrelationStatistics] = {}

    def of(self, program: Program) -> tuple[CorrelationStatistics, ...]:
        """Each correlation of the plan with two members or more that vary; draws are made again, not kept."""
        index = {program.names[v]: int(v) for v in program.drawn()}
        found = (self._one(joint, index, program) for joint in program.joints)
        return tuple(one for one in found if one is not None)

    def _one(self, joint: Joint, index: dict[str, int], program: Program) -> CorrelationStatistics | None:
        varies = [k for k, name in enumerate(joint.names) if name in index]
        looked = varies if isinstance(joint.requested, np.ndarray) else varies[:MOST_MEMBERS]
        if len(looked) < 2 or self.sampling.iterations < 2:
            return None
        wanted = np.array([index[joint.names[k]] for k in looked], np.int64)
        drawn = tuple(identity(v, program.variables) for v in wanted)
        requested = np.asarray(joint.requested).tobytes()
        key = joint.name, joint.names, requested, joint.repaired, len(varies), tuple(looked), drawn
        if key not in self.known:
            self.known[key] = _statistics(joint, looked, len(varies), redraw(program.variables, self.sampling, wanted))
        return self.known[key]


def _statistics(joint: Joint, looked: list[int], size: int, grades: Array) -> CorrelationStatistics:
    """Of the members `looked` at, whose `grades` are (member, iteration), for a group of `size`."""
    if isinstance(joint.requested, np.ndarray):
        wanted = joint.requested[np.ix_(looked, looked)]
    else:
        wanted = np.full((len(looked), len(looked)), float(joint.requested))
    requested = 6 / np.pi * np.arcsin(wanted / 2)
    np.fill_diagonal(requested, 1.0)
    return CorrelationStatistics(
        name=joint.name,
        members=tuple(joint.names[k] for k in looked),
        size=size,
        requested=requested,
        realised=np.corrcoef(ranks_of_grades(grades)),
        repaired=joint.repaired,
    )
