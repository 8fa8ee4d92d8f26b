"""What may exist or not, and what may have to be done again, as shared rows and effects."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from riskcore.kernels.records import ADD, COST, DURATION, FINISH, GATE, START
from riskcore.program.clockwork import end_of
from riskcore.program.events import ONE, Ask, Effect, Events, Happening, Paid
from riskcore.program.program import NEVER

if TYPE_CHECKING:
    from riskcore.plan import Branch, Plan
    from riskcore.plan.branch import Condition
    from riskcore.plan.rework import Rework
    from riskcore.plan.selector import Selector
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.row import Row

LIKELY = 0.5
ALWAYS = 0.0
"""A grade that reaches every probability."""


def add_branches(plan: Plan, rows: list[Row], clockwork: Clockwork, events: Events) -> None:
    """Branches by chance and by condition, activities with a probability of their own, and rework.

    The deterministic plan goes the likelier way, and nothing fails in it.
    """
    for k, branch in enumerate(plan.branches):
        name = branch.name or f"branch {k + 1}"
        if branch.when is not None:
            _ask(branch, branch.when, rows, clockwork, events)
        else:
            _choose(branch, name, rows, events)
    for i, row in enumerate(rows):
        chance, rework = row.activity.probability, row.activity.rework
        if chance is not None:
            grade = events.drawn(f"existence of {row.activity.id}", ALWAYS if chance >= LIKELY else NEVER)
            # within a way of a branch, it exists where that is taken and it is needed
            gate = events.when(Happening(grade, 0.0, chance, events.gate.get(i, -1)), ONE, 0.0)
            events.gate[i] = gate
        if rework is not None and not row.fixed:
            _rework(i, row, rework, events)
    events.felt += [Effect(i, gate, GATE) for i, gate in events.gate.items()]


def _choose(branch: Branch, name: str, rows: list[Row], events: Events) -> None:
    likeliest = max(branch.options, key=lambda option: option.probability)
    edges = [0.0]
    for option in branch.options:
        edges.append(edges[-1] + option.probability)
    edges[-1] = 2.0  # the sum may miss 1 by a rounding error
    k = branch.options.index(likeliest)
    grade = events.drawn(f"branch {name}", (edges[k] + min(edges[k + 1], 1.0)) / 2)
    for option, (low, high) in zip(branch.options, pairwise(edges), strict=True):
        chosen = _among(option.activities, rows)
        if chosen:
            gate = events.when(Happening(grade, low, high), ONE, 0.0)
            events.gate |= dict.fromkeys(chosen, gate)


def _ask(branch: Branch, when: Condition, rows: list[Row], clockwork: Clockwork, events: Events) -> None:
    i = next(i for i, row in enumerate(rows) if row.activity.id == when.activity)
    then, otherwise = events.fixed(1.0), events.fixed(1.0)
    for gate, way in ((then, branch.then), (otherwise, branch.otherwise)):
        events.gate |= dict.fromkeys(_among(way, rows), gate)
    row = rows[i]
    if when.start_after is not None:
        what, limit = START, clockwork.work(row.calendar, when.start_after)
    elif when.finish_after is not None:
        what, limit = FINISH, clockwork.work(row.calendar, end_of(when.finish_after))
    elif when.duration_over is not None:
        what, limit = DURATION, when.duration_over.minutes(row.hours)
    else:
        assert when.cost_over is not None  # noqa: S101 - one of the four is given
        what, limit = COST, when.cost_over
    events.asked.append(Ask(i, what, limit, then, otherwise))


def _among(way: Selector | None, rows: list[Row]) -> list[int]:
    if way is None:
        return []
    return [i for i, row in enumerate(rows) if way.matches(row.activity) and not row.fixed and not row.spans]


def _rework(i: int, row: Row, rework: Rework, events: Events) -> None:
    """The k-th failure needs k in a row: nested events of one grade, each with work and cost of its own."""
    name = row.activity.id
    grade = events.drawn(f"rework of {name}", NEVER)
    duration = rework.duration.distribution(row.hours)
    for k in range(1, rework.at_most + 1):
        happening = Happening(grade, 0.0, rework.probability**k)
        again = events.when(happening, events.variables.add(f"rework {k} of {name}", duration), 0.0)
        events.felt.append(Effect(i, again, ADD))
        if rework.cost is not None:
            spent = events.variables.add(f"cost of rework {k} of {name}", rework.cost.distribution())
            events.paid.append(Paid(events.when(happening, spent, 0.0), (i,), own=True))
