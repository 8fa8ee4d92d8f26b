"""Plan -> Program: the only place where names become indices."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

import numpy as np

from riskcore.garbage import uncollected
from riskcore.kernels.records import OUTPUT, ROW, Network
from riskcore.program.asks import asks_of
from riskcore.program.branches import add_branches
from riskcore.program.clockwork import CLOCK
from riskcore.program.events import Events
from riskcore.program.linkage import TO_START
from riskcore.program.links import holds_back, leaving_float, links_of
from riskcore.program.memory import Memory
from riskcore.program.money import money_of
from riskcore.program.order import topological
from riskcore.program.program import Driver, Program
from riskcore.program.ranges import add_worked, ranges_of
from riskcore.program.risks import add_risks
from riskcore.program.rows import row_of
from riskcore.program.spans import spans_of
from riskcore.program.weather import weather_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from riskcore.array import Array
    from riskcore.kernels.records import Costs
    from riskcore.plan import Activity, Plan
    from riskcore.program.link_table import Links
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row

MOST_MILESTONES = 40
"""Without being asked, every iteration of at most so many milestones is kept."""


@uncollected()
def compile_plan(plan: Plan, milestones: Sequence[str] | None = None, memory: Memory | None = None) -> Program:
    """The program of `plan`; `milestones` are the ids whose finish is kept for every iteration.

    Left open, these are the plan's milestones, or, where there are more than MOST_MILESTONES, those with a deadline.
    A `memory` that serves the plan spares what it remembers.
    """
    if memory is None or not memory.serves(plan):
        memory = Memory(plan, once=True)
    clockwork, maps, variables = memory.clockwork, memory.maps, memory.variables
    variables.begin()
    order = topological(plan)
    rows = _rows(plan, order, memory)
    row_at = {row.activity.id: i for i, row in enumerate(rows)}
    duration = ranges_of(plan, rows, memory)
    events = Events(variables)
    add_worked(rows, events)
    past = add_risks(plan, rows, clockwork, maps, events)
    add_branches(plan, rows, clockwork, events)
    links = links_of(plan, rows, row_at, memory, events)
    spans = spans_of(plan, rows, row_at, clockwork, maps, variables, events)
    costs, parts = money_of(plan, rows, row_at, clockwork, maps, variables, events)
    kept, notes = _kept(plan, milestones)
    network = _network(rows, duration, events, costs, links, spans, maps)
    network.row["loose"][:-2] = leaving_float(rows, row_at)
    weather, network.row["weather"][:-2] = weather_of(plan, rows, clockwork)
    outputs = _outputs(rows, [row_at[plan.activities[index].id] for index in kept], maps)
    return Program(
        plan=plan,
        epoch=clockwork.epoch,
        variables=variables.record(),
        shared=events.record(),
        maps=maps.record(),
        weather=weather,
        network=network,
        costs=costs,
        outputs=outputs,
        planned=np.array(variables.planned, float),
        order=np.array(order, np.int64),
        times=tuple(clockwork.times),
        calendar=np.array([*(row.calendar for row in rows), CLOCK], np.int64),
        home=np.array([*(row.home for row in rows), CLOCK], np.int64),
        day=np.array([*(clockwork.hours(row.calendar).minutes_per_day for row in rows), 1440.0]),
        instant=np.array([*(row.instant for row in rows), 1], np.int64),
        actual_start=np.array([*(row.actual_start for row in rows), np.nan]),
        actual_finish=np.array([*(row.actual_finish for row in rows), np.nan]),
        kept=kept,
        parts=parts,
        drivers=(*_durations(rows, duration), *events.drivers),
        removable=tuple(events.removable),
        joints=tuple(variables.dependence.joints),
        names=tuple(variables.names),
        notes=(*notes, *past),
    )


def _rows(plan: Plan, order: list[int], memory: Memory) -> list[Row]:
    """The activities as rows, each the compiler's own: links may bind them further."""
    follows = following(plan)

    def row(index: int) -> Row:
        activity = plan.activities[index]
        known = memory.of(
            ("row", activity.id),
            (activity, follows[index]),
            lambda: row_of(activity, plan, memory.clockwork, follows=follows[index]),
        )
        return known if memory.once else copy(known)

    return [row(index) for index in order]


def following(plan: Plan) -> list[bool]:
    """(activity) whether a link decides when it may start."""
    by_id = {activity.id: activity for activity in plan.activities}

    def follows(activity: Activity) -> bool:
        for link in activity.predecessors:
            if link.type in TO_START and holds_back(by_id[link.activity], activity):
                return True
        return False

    return [follows(activity) for activity in plan.activities]


def _network(
    rows: list[Row],
    variable: Array,
    events: Events,
    costs: Costs,
    links: Links,
    spans: tuple[Array, Array],
    maps: MapTable,
) -> Network:
    """The rows, and behind them the finish of the plan: a row of no duration that follows all others."""
    row = np.zeros(len(rows) + 2, ROW)
    row["effect"], row["window"], effects = events.effects(len(rows) + 1)
    row["ask"], asks = asks_of(events, costs, len(rows) + 1)
    row["wait"], waits = events.waits(len(rows) + 1)
    row["link"], made = links.arrays()
    row["cap_start"] = row["cap_finish"] = np.inf
    row["floor_start"] = row["floor_finish"] = -np.inf
    row["latest_start"] = row["latest_finish"] = np.inf
    row["variable"] = [*variable, -1]
    row["floor_start"][-2] = max((one.actual_finish for one in rows if one.fixed), default=-np.inf)
    row["duration"][:-2] = [one.planned for one in rows]
    for name in ("floor_start", "cap_start", "floor_finish", "cap_finish", "latest_start", "latest_finish"):
        row[name][:-2] = [getattr(one, name) for one in rows]
    for name, way in (("late", "free float"), ("held", "total float")):
        put_off = np.array([one.late == way for one in rows], bool)
        row[name] = -1
        row[name][:-2][put_off] = np.arange(put_off.sum())
    row["rest"] = -1
    row["rest"][:-2] = [
        maps.back(CLOCK, CLOCK, home=one.home, finish=True) if one.late and one.calendar == CLOCK else -1
        for one in rows
    ]
    row["weather"] = -1
    row["finish_bound"][:-1] = links.bound() | np.array([*(one.finish_bound for one in rows), False])
    return Network(row, effects, asks, waits, made, *spans)


def _outputs(rows: list[Row], kept: list[int], maps: MapTable) -> Array:
    """The finish of the plan, then each milestone, in minutes of the clock."""
    found = [maps.find(rows[i].calendar, CLOCK, finish=rows[i].instant >= 0) for i in kept]
    return np.array([(len(rows), -1), *zip(kept, found, strict=True)], OUTPUT)


def _kept(plan: Plan, milestones: Sequence[str] | None) -> tuple[tuple[int, ...], tuple[str, ...]]:
    if milestones is not None:
        index = {activity.id: i for i, activity in enumerate(plan.activities)}
        return tuple(index[name] for name in dict.fromkeys(milestones)), ()
    found = [i for i, a in enumerate(plan.activities) if a.milestone and a.actual_finish is None]
    if len(found) <= MOST_MILESTONES:
        return tuple(found), ()
    dated = tuple(i for i in found if plan.activities[i].deadline)[:MOST_MILESTONES]
    note = (
        f"The plan has {len(found)} milestones; the {len(dated)} with a deadline are listed. "
        "Ask for others by id (--milestone)."
    )
    return dated, (note,)


def _durations(rows: list[Row], variable: Array) -> list[Driver]:
    return [
        Driver(row.activity.id, row.activity.name or row.activity.id, "duration", int(variable[i]), i)
        for i, row in enumerate(rows)
        if variable[i] >= 0
    ]
