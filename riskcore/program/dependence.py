"""Which variables vary together: correlation groups and matrices, by the names of their variables."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import pi, sin
from typing import TYPE_CHECKING

import numpy as np

from riskcore.plan.checks_correlations import COST_OF, members
from riskcore.plan.roll import Roll
from riskcore.program.nearest import loadings, nearest_correlation
from riskcore.program.streams import stream

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan import Correlation, Plan


@dataclass(frozen=True)
class Joint:
    """One correlation as it was asked for, and what became of it."""

    name: str
    requested: float | Array
    """The coefficient of a group, or a matrix, of the normal scores as they were asked for."""
    names: tuple[str, ...]
    """What its variables would be called; those that do not vary are not drawn."""
    repaired: float = 0.0
    """How far the matrix used is from the one asked for (Frobenius norm); 0 where it is that."""


@dataclass(frozen=True)
class Mixture:
    """A member of a matrix: its row of loadings on the factors from `factor` on."""

    factor: int
    loadings: tuple[float, ...]


@dataclass
class Dependence:
    """Factors, and which variable depends on which of them."""

    factors: list[tuple[int, float]] = field(default_factory=list)
    """GROUP: stream and loading."""
    group: dict[str, int] = field(default_factory=dict)
    mixture: dict[str, Mixture] = field(default_factory=dict)
    joints: list[Joint] = field(default_factory=list)


def dependence_of(plan: Plan) -> Dependence:
    """The plan's correlations, by the names of variables that may be drawn."""
    found = Dependence()
    risks, roll = {risk.id for risk in plan.risks}, Roll(plan.activities)
    for one in plan.correlations:
        names = [_streams(member, risks) for member in members(one, plan, roll)]
        if one.items:
            _mix(one, [own[0] for own in names], names, found)
        else:
            _group(one, [name for own in names for name in own], found)
    return found


def _streams(member: str, risks: set[str]) -> tuple[str, ...]:
    """The variables that a member stands for; a cost has two."""
    if member.startswith(COST_OF):
        activity = member.removeprefix(COST_OF)
        return f"fixed cost of {activity}", f"cost per day of {activity}"
    return (f"risk {member}",) if member in risks else (f"duration of {member}",)


def _group(one: Correlation, names: list[str], found: Dependence) -> None:
    assert one.coefficient is not None  # noqa: S101 - a group has one
    coefficient = to_normal(one.coefficient, one.space)
    key = f"correlation {one.name} of {one.activities!r}"
    key += f"{one.costs!r} {one.risks}" if one.costs is not None or one.risks else ""
    found.factors.append((stream(key), float(np.sqrt(coefficient))))
    found.group |= dict.fromkeys(names, len(found.factors) - 1)
    found.joints.append(Joint(one.name or "group", coefficient, tuple(names)))


def _mix(one: Correlation, first: list[str], names: list[tuple[str, ...]], found: Dependence) -> None:
    """Each member's score is a row of Cholesky's matrix times the members' own scores."""
    wanted = np.array([[to_normal(value, one.space) if i != j else 1.0 for j, value in enumerate(row)]
                       for i, row in enumerate(one.matrix)])  # fmt: skip
    used, distance = nearest_correlation(wanted)
    rows = loadings(used)
    base = len(found.factors)
    found.factors += [(stream(name), 1.0) for name in first]
    for k, own in enumerate(names):
        for name in own:
            found.mixture[name] = Mixture(base, tuple(float(value) for value in rows[k]))
    found.joints.append(Joint(one.name or "matrix", wanted, tuple(first), distance))


def to_normal(coefficient: float, space: str) -> float:
    """The coefficient of the normal scores; from a rank correlation r it is 2 sin(pi r / 6) (Pearson 1907)."""
    return 2 * sin(pi * coefficient / 6) if space == "spearman" else coefficient
