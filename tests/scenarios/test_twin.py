"""The shipped scenarios against the slow twins: planned dates to the minute, and iterations drawn by hand."""

import math
from datetime import timedelta

import pytest
from scipy.special import ndtr

from riskcore.plan import Duration, certain
from riskcore.program import compile_plan
from riskcore.simulation import simulate
from tests import naive
from tests.naive_schedule import Twin
from tests.scenarios import shipped
from tests.simulation.test_twin import expected, found

NAMES = ("quay-wall", "payments-platform", "portfolio")
SEED, LANES, ITERATIONS = 7, 128, 256
PICKED = range(0, ITERATIONS, 51)
"""Iterations that are played by hand."""
WHOLE = 1e-4
"""Minutes: quantiles come from tables, and times lie on a grid."""


def scenario(name):
    """The shipped plan without what the twin does not know, which has tests of its own.

    That is chance in the network, weather, lags that vary, matrices, and risks that do more than to happen or not.
    """
    plan = shipped.scenario(name)
    return plan.model_copy(
        update={
            "branches": (),
            "activities": tuple(map(sure, plan.activities)),
            "calendars": {key: one.model_copy(update={"weather": None}) for key, one in plan.calendars.items()},
            "risks": tuple(filter(plain, plan.risks)),
            "uncertainty": tuple(rule for rule in plan.uncertainty if rule.duration_factor is not None),
            "correlations": tuple(one for one in plan.correlations if not one.items and not one.risks),
        }
    )


def sure(activity):
    """The activity, which exists, does not fail, and follows its links with the lags that were planned."""
    links = tuple(link.model_copy(update={"lag": planned(link.lag)}) for link in activity.predecessors)
    return activity.model_copy(update={"probability": None, "rework": None, "predecessors": links})


def planned(lag):
    if lag.certain:
        return lag
    unit = "emin" if lag.elapsed else "min"
    return certain(Duration(round(lag.distribution().planned), unit))


def plain(risk):
    special = (risk.window, risk.exclusive, risk.triggered_by, risk.recurs, *risk.impacts)
    return not any(special) and risk.combine == "series" and risk.status != "closed"


def in_whole_minutes(plan):
    """The plan with the planned duration of each activity, to the minute: the twin has no seconds."""

    def rounded(activity):
        if activity.milestone or activity.hammock:
            return activity
        planned = activity.work.distribution(plan.hours_of(activity)).planned
        length = Duration(round(planned), "emin" if activity.work.elapsed else "min")
        return activity.model_copy(update={"duration": certain(length), "planned": None})

    return plan.model_copy(update={"activities": tuple(rounded(activity) for activity in plan.activities)})


class Played(Twin):
    """The twin's forward pass with durations that were drawn, in minutes by id; floats are left out."""

    def __init__(self, plan, lengths):
        self.lengths = lengths
        super().__init__(plan)

    def work(self, activity):
        work = super().work(activity)
        work.minutes = self.lengths.get(activity.id, work.minutes)
        return work

    def measure(self):
        """Nothing is put off in these plans."""


class Draws:
    """What an iteration draws, variable by variable: words, strata, factors and quantiles as a person would."""

    def __init__(self, plan, iteration, *, stratified):
        program = compile_plan(plan, ())
        items, self.group = program.variables.item, program.variables.group
        self.items = dict(zip(program.names, items, strict=True))
        self.block, self.lane = divmod(iteration, LANES)
        self.stratified = stratified

    def grade(self, name):
        item = self.items[name]
        own = self._own(item["stream"])
        if item["group"] < 0:
            return own
        common = self.group[item["group"]]
        return float(ndtr(naive.joined(own, self._own(common["stream"]), float(common["loading"]))))

    def _own(self, stream):
        return naive.grades(LANES, SEED, self.block, int(stream), stratified=self.stratified)[self.lane]

    def value(self, name, distribution):
        return float(distribution.quantile(self.grade(name)))


def lengths(plan, draws):
    """(range x factors of what happens) + delays of what happens, and at least nothing: minutes by id."""
    happening = [risk for risk in plan.risks if draws.grade(f"risk {risk.id}") < risk.probability]
    found = {}
    for activity in plan.activities:
        if activity.milestone or activity.hammock:
            continue
        length = own_range(plan, activity, draws)
        mine = [risk for risk in happening if risk.activities is not None and risk.activities.matches(activity)]
        for risk in mine:
            if risk.factor is not None:
                length *= draws.value(f"factor of {risk.id}", risk.factor.distribution())
        for risk in mine:
            if risk.delay is not None:
                length += draws.value(f"delay of {risk.id}", risk.delay.distribution(plan.hours_of(activity)))
        found[activity.id] = max(length, 0.0)
    return found


def own_range(plan, activity, draws):
    """Its own range; else the last rule's, which is a factor on what is planned."""
    stated = activity.work.distribution(plan.hours_of(activity))
    rules = [rule.duration_factor for rule in plan.uncertainty if rule.activities.matches(activity)]
    if not activity.work.certain:
        return draws.value(f"duration of {activity.id}", stated)
    if not rules or stated.planned == 0:
        return stated.planned
    return stated.planned * draws.value(f"duration of {activity.id}", rules[-1].distribution())


@pytest.mark.parametrize("name", NAMES)
def test_planned_dates(name):
    """Every date of every activity but hammocks, which hold nothing back, and the finish, to the minute."""
    plan = in_whole_minutes(scenario(name))
    spans = {activity.id for activity in plan.activities if activity.hammock}
    ours, theirs = (
        ({key: row[:2] for key, row in rows.items() if key not in spans}, end)
        for rows, end in (expected(plan), found(plan))
    )

    assert ours == theirs


@pytest.mark.parametrize("design", ["plain", "latin hypercube"])
@pytest.mark.parametrize("name", NAMES)
def test_iterations_played_by_hand(name, design):
    """The finish lies between those of the twin with every length cut, and filled up, to whole minutes.

    Most of the time that is a few minutes; where a minute decides whether a gate is missed, it is weeks.
    """
    plan = scenario(name)
    result = simulate(plan, ITERATIONS, SEED, design=design, milestones=(), activities=False)
    widths = []
    for iteration in PICKED:
        drawn = lengths(plan, Draws(plan, iteration, stratified=design != "plain"))
        low = Played(plan, {key: math.floor(x + WHOLE) for key, x in drawn.items()}).end
        high = Played(plan, {key: math.ceil(x - WHOLE) for key, x in drawn.items()}).end
        finish = result.epoch + timedelta(minutes=float(result.finish.sample.values[iteration]))
        widths.append(high - low)

        assert low <= finish <= high

    assert sorted(widths)[len(widths) // 2] <= timedelta(hours=1)
