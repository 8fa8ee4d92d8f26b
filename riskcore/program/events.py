"""What is drawn once and felt by many activities: shared rows, and which rows of the network feel them how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from riskcore.distributions import build
from riskcore.kernels.records import ADD, EFFECT, GATE, LARGEST_DELAY, LARGEST_FACTOR, MULTIPLY, SHARED, TOUCH

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program.program import Driver, Removable
    from riskcore.program.variables import VariableTable

RANK = {MULTIPLY: 0, LARGEST_FACTOR: 1, ADD: 2, LARGEST_DELAY: 3, TOUCH: 4, GATE: 5}
"""The order in which effects act on a duration."""
GRADES = build("uniform", [0.0, 1.0])
ONE, NOTHING = -1, -2
"""What stands for the impact of a shared row that is not drawn: 1, or what it is otherwise."""


class Happening(NamedTuple):
    """When something happens: where the grade of a variable lies in [low, high), and what it hangs on has happened."""

    variable: int
    low: float
    high: float
    trigger: int = -1
    """Shared row that is 1 where the trigger happened."""


class Effect(NamedTuple):
    """EFFECT, and the row that feels it."""

    row: int
    shared: int
    how: int
    windowed: bool = False
    opens: float = -np.inf
    closes: float = np.inf
    during: int = -1
    map: int = -1
    event: int = -1
    acted: int = -1
    gate: int = -1


class Ask(NamedTuple):
    """The row that answers a condition, and the shared rows that hang on it."""

    row: int
    what: int
    limit: float
    then: int
    otherwise: int


class Paid(NamedTuple):
    """A shared row that is money."""

    shared: int
    rows: tuple[int, ...] = ()
    """What it hits: it is spent at the start of the first, where one of them exists. If none, at the plan's finish."""
    acted: int = -1
    """The shared row that says whether it is paid, where a window does."""
    own: bool = False
    """Whether it is a cost of the row itself."""


@dataclass
class Events:
    """Shared rows, and which rows of the network feel them how."""

    variables: VariableTable
    shared: list[tuple[int, float, float, int, int, float]] = field(default_factory=list)
    felt: list[Effect] = field(default_factory=list)
    asked: list[Ask] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    gate: dict[int, int] = field(default_factory=dict)
    """Of each row that may not exist, the shared row that is 1 where it does."""
    drivers: list[Driver] = field(default_factory=list)
    removable: list[Removable] = field(default_factory=list)

    def always(self, variable: int) -> int:
        """Number of a shared row that is simply drawn."""
        return self._row(-1, 0.0, 0.0, -1, variable, 0.0)

    def fixed(self, value: float) -> int:
        """Number of a shared row that is `value`, until a condition or a window says otherwise."""
        return self._row(-1, 0.0, 0.0, -1, NOTHING, value)

    def when(self, happening: Happening, impact: int, otherwise: float) -> int:
        """Number of a shared row that is `impact` (a variable, or ONE) where something happens, else `otherwise`."""
        return self._row(happening.variable, happening.low, happening.high, happening.trigger, impact, otherwise)

    def drawn(self, name: str, planned: float) -> int:
        """Number of a variable that is a grade."""
        return self.variables.add(name, GRADES, planned)

    def _row(self, *fields: float) -> int:
        self.shared.append(fields)  # type: ignore[arg-type]
        return len(self.shared) - 1

    def record(self) -> Array:
        """The shared rows: (r) SHARED."""
        return np.array(self.shared, SHARED)

    def effects(self, rows: int) -> tuple[Array, Array, Array]:
        """Where each row's effects begin, and those of them that wait for its start (row + 1); the effects.

        From the first effect with a window on, all wait: existence comes last.
        """
        within = {effect.row for effect in self.felt if effect.windowed}
        felt = sorted(self.felt, key=lambda effect: (effect.row, _waits(effect, within), RANK[effect.how]))
        count = np.zeros(rows, np.int64)
        waiting = np.zeros(rows, np.int64)
        for effect in felt:
            count[effect.row] += 1
            waiting[effect.row] += _waits(effect, within)
        end = np.cumsum(count)
        first = np.concatenate([[0], end])
        window = np.concatenate([end - waiting, end[-1:]])
        gated = (effect._replace(gate=self.gate.get(effect.row, -1)) if effect.windowed else effect for effect in felt)
        return first, window, np.array([effect[1:] for effect in gated], EFFECT)

    def exist(self, paid: Paid) -> tuple[int, ...]:
        """The shared rows of which one must be 1 for it to be paid; none where it is paid for sure."""
        if paid.acted >= 0:
            return (paid.acted,)
        gates = {self.gate.get(i, -1): None for i in paid.rows}
        return () if -1 in gates else tuple(gates)

    def waits(self, rows: int) -> tuple[Array, Array]:
        """Where each row's list begins (row + 1), and the rows whose dates its windows and conditions ask for."""
        asked = {gate: ask.row for ask in self.asked for gate in (ask.then, ask.otherwise)}
        pairs = {(effect.row, effect.during) for effect in self.felt if effect.during >= 0}
        pairs |= {(effect.row, asked[effect.shared]) for effect in self.felt if effect.shared in asked}
        ordered = sorted(pairs)
        count = np.bincount([row for row, _ in ordered], minlength=rows) if ordered else np.zeros(rows, np.int64)
        return np.concatenate([[0], np.cumsum(count)]), np.array([source for _, source in ordered], np.int64)


def _waits(effect: Effect, within: set[int]) -> bool:
    """Whether it has to wait for its row's start; `within` are the rows with an effect that has a window."""
    return effect.windowed or (effect.how == GATE and effect.row in within)
