"""Risks as shared rows and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import ADD, LARGEST_DELAY, LARGEST_FACTOR, MULTIPLY, TOUCH
from riskcore.program.clockwork import end_of
from riskcore.program.events import ONE, Effect, Events, Happening, Paid
from riskcore.program.program import NEVER, Driver, Removable
from riskcore.program.reach import Reach

if TYPE_CHECKING:
    from riskcore.distributions import Distribution
    from riskcore.plan import Plan, Risk
    from riskcore.plan.risk import Impact, Window
    from riskcore.program.clockwork import Clockwork
    from riskcore.program.maps import MapTable
    from riskcore.program.row import Row

RARE = 1e-12
"""Further recurrences are left out from where so many or more happen with a smaller probability."""


def add_risks(plan: Plan, rows: list[Row], clockwork: Clockwork, maps: MapTable, events: Events) -> tuple[str, ...]:
    """The plan's open risks, each after the one that triggers it; a note for each that can hit nothing any more."""
    builder = _Builder(plan, rows, clockwork, maps, events)
    for risk in _triggers_first(plan):
        first = len(events.shared)
        builder.add(risk)
        builder.rows_of[risk.id] = tuple(range(first, len(events.shared)))
    events.removable += builder.removable()
    return tuple(
        f'Risk "{risk.name or risk.id}" delays nothing and costs nothing: its activities are complete or inactive.'
        for risk in plan.risks
        if risk.id in builder.rows_of and builder.reach.is_past(risk)
    )


def _triggers_first(plan: Plan) -> list[Risk]:
    waiting = [risk for risk in plan.risks if risk.status != "closed"]
    done: set[str] = set()
    found: list[Risk] = []
    while waiting:
        ready = [risk for risk in waiting if risk.triggered_by is None or risk.triggered_by in done]
        if not ready:
            break  # their trigger is closed: they cannot happen
        found += ready
        done |= {risk.id for risk in ready}
        waiting = [risk for risk in waiting if risk.id not in done]
    return found


class _Builder:
    """What adding one risk after the other needs to know."""

    def __init__(self, plan: Plan, rows: list[Row], clockwork: Clockwork, maps: MapTable, events: Events) -> None:
        self.plan, self.rows, self.clockwork, self.maps, self.events = plan, rows, clockwork, maps, events
        self.reach = Reach(rows)
        self.happened: dict[str, int] = {}
        self.chain: dict[str, tuple[tuple[int, float, float], ...]] = {}
        self.taken: dict[str, float] = {}
        self.grades: dict[str, int] = {}
        self.rows_of: dict[str, tuple[int, ...]] = {}
        self.triggers = {risk.triggered_by for risk in plan.risks}

    def removable(self) -> list[Removable]:
        """Every risk with its shared rows, those of the risks that it triggers included."""
        risks = {risk.id: risk for risk in self.plan.risks if risk.id in self.rows_of}
        shared: dict[str, list[int]] = {name: [] for name in self.rows_of}
        for name, own in self.rows_of.items():
            root: str | None = name
            while root is not None:
                shared[root] += own
                root = risks[root].triggered_by
        return [Removable(name, risks[name].name or name, tuple(rows)) for name, rows in shared.items()]

    def add(self, risk: Risk) -> None:
        """Shared rows for its occurrence and its impacts, and what feels them."""
        times = self._times(risk)
        for k, happening in enumerate(times):
            count = "" if k == 0 else f" time {k + 1}"
            indicator = -1
            if risk.window is not None or risk.id in self.triggers:
                indicator = self.events.when(happening, ONE, 0.0)
                self.happened.setdefault(risk.id, indicator)
            acted = self.events.fixed(0.0) if risk.window is not None else -1
            impacts: tuple[Risk | Impact, ...] = (risk, *risk.impacts)
            for place, impact in enumerate(impacts):
                what = f"{risk.id}{f' at {place}' if place else ''}{count}"
                self._add_impact(risk, impact, what, happening, indicator, acted)
        own = times[0]
        before = self.chain.get(risk.triggered_by or "", ())
        self.chain[risk.id] = (*before, (own.variable, own.low, own.high))
        self.events.drivers.append(Driver(risk.id, risk.name or risk.id, "risk", own.variable, -1, self.chain[risk.id]))

    def _times(self, risk: Risk) -> list[Happening]:
        """When it happens; where it recurs, when it happens at least once, twice and so on, all by one grade."""
        events = self.events
        if risk.recurs is not None:
            from scipy.stats import poisson  # noqa: PLC0415 - half a second that most plans do not need

            most = int(poisson.isf(RARE, risk.recurs.mean)) + 1
            grade = events.drawn(f"risk {risk.id}", NEVER)
            return [Happening(grade, 0.0, float(poisson.sf(k, risk.recurs.mean))) for k in range(most)]
        assert risk.probability is not None  # noqa: S101 - what does not recur has one
        if risk.exclusive:
            low = self.taken.get(risk.exclusive, 0.0)
            self.taken[risk.exclusive] = high = low + risk.probability
            if risk.exclusive not in self.grades:
                self.grades[risk.exclusive] = events.drawn(f"exclusive risks {risk.exclusive}", NEVER)
            return [Happening(self.grades[risk.exclusive], low, high)]
        trigger = self.happened[risk.triggered_by] if risk.triggered_by is not None else -1
        return [Happening(events.drawn(f"risk {risk.id}", NEVER), 0.0, risk.probability, trigger)]

    def _add_impact(
        self, risk: Risk, impact: Risk | Impact, what: str, happening: Happening, indicator: int, acted: int
    ) -> None:
        events, parallel = self.events, risk.combine == "parallel"
        # milestones and hammocks have no duration of their own
        touched = [i for i in self.reach.of(impact) if self.rows[i].activity.type == "task"]

        def size(of: str, distribution: Distribution, otherwise: float) -> int:
            variable = events.variables.add(f"{of} of {what}", distribution)
            return events.when(happening, variable, otherwise)

        if impact.factor is not None:
            how = LARGEST_FACTOR if parallel else MULTIPLY
            shared = size("factor", impact.factor.distribution(), -np.inf if parallel else 1.0)
            self._feel(touched, shared, how, risk.window, indicator, acted)
        if impact.delay is not None:
            how = LARGEST_DELAY if parallel else ADD
            by_hours: dict[object, list[int]] = {}
            for i in touched:
                by_hours.setdefault(self.rows[i].hours, []).append(i)
            for mine in by_hours.values():
                delay = impact.delay.distribution(self.rows[mine[0]].hours)
                shared = size("delay", delay, -np.inf if parallel else 0.0)
                self._feel(mine, shared, how, risk.window, indicator, acted)
        hit = self.reach.of(impact)
        if impact.cost is not None and (hit or impact.activities is None):
            if risk.window is not None:
                # the dates of a hammock come last
                self._feel([i for i in hit if not self.rows[i].spans], indicator, TOUCH, risk.window, indicator, acted)
            events.paid.append(Paid(size("cost", impact.cost.distribution(), 0.0), tuple(hit), acted))

    def _feel(self, rows: list[int], shared: int, how: int, window: Window | None, indicator: int, acted: int) -> None:
        for i in rows:
            if window is None:
                self.events.felt.append(Effect(i, shared, how))
            else:
                self.events.felt.append(self._within(i, shared, how, window, indicator, acted))

    def _within(self, i: int, shared: int, how: int, window: Window, indicator: int, acted: int) -> Effect:
        row = self.rows[i]
        if window.during is not None:
            during = self.reach.ids[window.during]
            across = self.maps.find(self.rows[during].calendar, row.calendar, finish=False)
            return Effect(i, shared, how, True, 0.0, 0.0, during, across, indicator, acted)
        opens = -np.inf if window.first is None else self.clockwork.work(row.calendar, window.first)
        closes = np.inf if window.last is None else self.clockwork.work(row.calendar, end_of(window.last))
        return Effect(i, shared, how, True, opens, closes, -1, -1, indicator, acted)
