"""A program in which risks have other probabilities."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.plan import Risk
    from riskcore.program.program import Driver, Program


def with_probabilities(base: Program, risks: Sequence[tuple[Risk, Risk]]) -> Program | None:
    """`base` with the probability of each second of a pair in place of the first's; None where more differs."""
    shared, drivers = base.shared.copy(), base.drivers
    for old, new in risks:
        variable = f"risk {old.id}"
        before, after = old.probability, new.probability
        if not _alone(old, new) or before is None or after is None or variable not in base.names:
            return None
        v = base.names.index(variable)
        hangs = shared["occurrence"] == v
        if not ((shared["low"][hangs] == 0) & (shared["high"][hangs] == before)).all():
            return None
        shared["high"][hangs] = after
        drivers = tuple(_happening(one, v, after) for one in drivers)
    return replace(base, shared=shared, drivers=drivers) if risks else base


def _alone(old: Risk, new: Risk) -> bool:
    """Whether nothing but the probability differs, and none of other risks hangs on it."""
    same = all(getattr(old, name) == getattr(new, name) for name in type(old).model_fields if name != "probability")
    return same and not old.exclusive


def _happening(driver: Driver, v: int, probability: float) -> Driver:
    if all(variable != v for variable, _, _ in driver.happens):
        return driver
    happens = ((one, low, probability if one == v else high) for one, low, high in driver.happens)
    return replace(driver, happens=tuple(happens))
