"""How closely what was to vary together did: rank correlations asked for, and those of this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.results import CorrelationStatistics
from riskcore.simulation.drivers import ranks_of_grades
from riskcore.simulation.redraw import redraw

if TYPE_CHECKING:
    from riskcore.program import Program
    from riskcore.program.dependence import Joint
    from riskcore.simulation.worker import Sampling

MOST_MEMBERS = 8
"""Of a larger group the first ones speak for all: they are alike."""


def correlation_statistics(program: Program, sampling: Sampling) -> tuple[CorrelationStatistics, ...]:
    """Each correlation of the plan with two members or more that vary; draws are made again, not kept."""
    index = {name: v for v, name in enumerate(program.names)}
    found = (_one(joint, index, program, sampling) for joint in program.joints)
    return tuple(one for one in found if one is not None)


def _one(joint: Joint, index: dict[str, int], program: Program, sampling: Sampling) -> CorrelationStatistics | None:
    varies = [k for k, name in enumerate(joint.names) if name in index]
    looked = varies if isinstance(joint.requested, np.ndarray) else varies[:MOST_MEMBERS]
    if len(looked) < 2 or sampling.iterations < 2:
        return None
    if isinstance(joint.requested, np.ndarray):
        wanted = joint.requested[np.ix_(looked, looked)]
    else:
        wanted = np.full((len(looked), len(looked)), float(joint.requested))
    requested = 6 / np.pi * np.arcsin(wanted / 2)
    np.fill_diagonal(requested, 1.0)
    grades = redraw(program.variables, sampling, np.array([index[joint.names[k]] for k in looked], np.int64))
    return CorrelationStatistics(
        name=joint.name,
        members=tuple(joint.names[k] for k in looked),
        size=len(varies),
        requested=requested,
        realised=np.corrcoef(ranks_of_grades(grades)),
        repaired=joint.repaired,
    )
