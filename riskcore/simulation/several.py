"""One worker for a plan and versions of it: the block of the plan, and from its schedule that of each version."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from riskcore.simulation.again import run_again
from riskcore.simulation.totals import Totals
from riskcore.simulation.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.plan import Plan
    from riskcore.program import Program
    from riskcore.program.changes import Changes
    from riskcore.simulation.worker import Sampling

SCHEDULE = ("start", "finish", "critical")
BEFORE = ("drawn", "before", "changed", "work", "bits")


@dataclass(frozen=True)
class Compiled:
    """A version of a plan, compiled; `changes` tells what is not as in the plan, None that it is run from the start."""

    plan: Plan
    program: Program
    changes: Changes | None
    totals: Totals = field(default_factory=Totals)


class Several(Worker):
    """Scratch memory of one thread for the first of the `versions`, and for the others, which change it.

    All have the room for their schedule in common. Those that are run from the start overwrite what the others start
    from: they come last.
    """

    def __init__(self, versions: Sequence[Compiled], sampling: Sampling) -> None:
        base, *self.others = versions
        super().__init__(base.program, sampling, again=True)
        room = Worker(max((one.program for one in versions), key=lambda program: program.rows), sampling)
        _share(self, room, SCHEDULE)
        self.hands = [Worker(one.program, sampling) for one in self.others]
        for one, hand in zip(self.others, self.hands, strict=True):
            _share(hand, room, SCHEDULE)
            if one.changes is not None:
                _share(hand, self, BEFORE)

    def play(self, block: int) -> list[tuple[Array, Array]]:
        """Times of the outputs (output, lane) and money (part, lane) of `block` in each version."""
        found = [self.run(block)]
        for one, hand in zip(self.others, self.hands, strict=True):
            if one.changes is None:
                found.append(hand.run(block))
            else:
                found.append(run_again(hand, hand.scratch, self.scratch.shared, block, one.changes))
        return found


def _share(hand: Worker, other: Worker, names: Sequence[str]) -> None:
    """Let `hand` use what `other`, of as many rows or more, has under these names."""
    rows = hand.program.rows
    arrays = {name: getattr(other.scratch, name) for name in names}
    cut = {name: array[:rows] if name in SCHEDULE else array for name, array in arrays.items()}
    hand.scratch = hand.scratch._replace(**cut)
