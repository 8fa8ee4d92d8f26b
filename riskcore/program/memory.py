"""What a plan that is compiled once more need not find out again: all that hangs on records which are as they were."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from riskcore.program.clockwork import Clockwork, epoch_of
from riskcore.program.dependence import dependence_of
from riskcore.program.maps import MapTable
from riskcore.program.variables import VariableTable

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from riskcore.plan import Plan

OF_RECORDS = {"activities", "risks", "fixed_costs", "name", "notes", "left_out"}
"""Fields of a plan that may change from time to time: words, and records of which nothing else is remembered."""

Found = TypeVar("Found")


class Memory:
    """Calendars, maps, tables of variables and answers, for plans that differ in what their activities and risks say.

    Records are frozen, so what was found from them holds as long as they are the same objects.
    """

    def __init__(self, plan: Plan, *, once: bool = False) -> None:
        """A memory for `plan` and what comes of it; of a plan that is compiled `once` nothing need be kept."""
        self.once = once
        self.frame: tuple[Any, ...] | None = () if once else _frame(plan)
        self.clockwork = Clockwork(plan, epoch_of(plan))
        self.maps = MapTable(self.clockwork.times)
        self.variables = VariableTable(dependence=dependence_of(plan))
        self._known: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def serves(self, plan: Plan) -> bool:
        """Whether `plan` has the same activities and risks, on the same calendars, under the same rules."""
        return self.frame is None or (not self.once and self.frame == _frame(plan))

    def for_excerpts(self) -> Memory:
        """The same calendars, maps and variables for any part of the plan; of its records nothing is remembered."""
        found = copy(self)
        found.once, found.frame = True, None
        return found

    def of(self, key: Hashable, inputs: tuple[Any, ...], find: Callable[[], Found]) -> Found:
        """What `find()` returned for `key` when the `inputs` were these very objects; else what it returns now."""
        if self.once:
            return find()
        known = self._known.get(key)
        if known is not None and all(map(_is, known[0], inputs)):
            return known[1]  # type: ignore[no-any-return]  # what find() returned
        found = find()
        self._known[key] = inputs, found
        return found


def _is(one: object, other: object) -> bool:
    return one is other


def _frame(plan: Plan) -> tuple[Any, ...]:
    """What a memory's answers rest on besides the records they are asked for."""
    fields = [getattr(plan, name) for name in type(plan).model_fields if name not in OF_RECORDS]
    called = [(one.id, one.wbs, one.tags, one.owner, one.name) for one in plan.activities]
    return epoch_of(plan), fields, called, [risk.id for risk in plan.risks]
