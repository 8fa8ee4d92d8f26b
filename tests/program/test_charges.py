"""Costs as arrays: what is drawn under which name, what is shared, and when it is spent."""

from datetime import datetime

import numpy as np
import pytest

from riskcore.formats import read_plan_text
from riskcore.kernels.records import AT_START, DRAWN, EVENLY, GROWN, HELD
from riskcore.plan import STANDARD_NAME
from riskcore.program import compile_plan
from riskcore.program.money_days import whole_days
from riskcore.program.streams import stream

HEAD = "start: 2027-01-04\n"


def compiled(text):
    return compile_plan(read_plan_text(HEAD + text))


def names(program):
    """The streams of everything that is drawn."""
    return set(program.variables.item["stream"])


def test_todays_costs_are_plain_charges():
    """Certain amounts take the quick loop; drawn ones keep the names of their streams."""
    program = compiled("""activities:
  - {id: A, duration: 5d, cost: {fixed: 100, per_day: 10}}
  - {id: B, duration: 5d, cost: {fixed: {uniform: [1, 2]}, per_day: {uniform: [1, 2]}}}""")

    assert [1, 0, 0] == list(program.costs.charge["plain"])
    assert {stream("fixed cost of B"), stream("cost per day of B")} == names(program)


def test_a_plan_without_money_has_no_columns():
    """No cost, no column, no charge."""
    program = compiled("activities: [{id: A, duration: 5d}]")

    assert () == program.parts
    assert 1 == len(program.costs.charge)


def test_columns():
    """Parts of the breakdown structure as they come, then risks, penalties, and what is no cost."""
    program = compiled("""activities:
  - {id: A, duration: 5d, wbs: 2.1, cost: {fixed: 100}}
  - {id: B, duration: 5d, cost: {fixed: 100}}
risks: [{id: R, probability: 30%, cost: 5}]
fixed_costs: [{name: Permit, amount: 5, wbs: 1}]
penalties: [{name: P, date: 2027-02-01, per_day: 5}]
benefits: [{name: S, per_week: 5, for: 10ew}]
discount_rate: 8%""")

    assert ("total", "2", "no WBS", "1", "risks", "penalties", "benefit", "npv") == program.parts


def test_a_part_called_total_is_a_part():
    """A name that means something else gets a word more, and is not added twice."""
    program = compiled("activities: [{id: A, duration: 5d, wbs: total, cost: {fixed: 100}}]")

    assert ("total", "WBS total") == program.parts
    assert 1 == program.costs.charge["output"][0]


def test_one_draw_for_all_that_a_resource_does():
    """Two activities with one resource hold the same shared row; so do two amounts in one currency."""
    program = compiled("""currencies: {USD: {rate: {uniform: [0.8, 1]}}}
resources: {crane: {rate: {uniform: [900, 1100]}, currency: USD}}
activities:
  - {id: A, duration: 5d, cost: {resources: [{resource: crane}]}}
  - id: B
    duration: 5d
    cost: {fixed: 7, currency: USD, resources: [{resource: crane, work: {uniform: [1d, 3d]}}]}""")

    shared = [[(how, number) for how, number in factors if how == HELD] for factors in factors_of(program)]

    assert {stream("rate of resource crane"), stream("rate of currency USD"), stream("work of crane on B")} == names(
        program
    )
    assert shared[0] == shared[2]
    assert shared[0][1:] == shared[1]
    assert 2 == len(set(shared[0]))


def factors_of(program):
    """The factors of each charge."""
    charge = program.costs.charge
    return [
        program.costs.factor[first:end].tolist()
        for first, end in zip(charge["factor"], charge["factor"][1:], strict=False)
    ]


def test_what_is_not_used_is_not_drawn():
    """Prices that no amount refers to make no variable."""
    program = compiled("""currencies: {USD: {rate: {uniform: [0.8, 1]}}}
resources: {crane: {rate: {uniform: [900, 1100]}}}
indices: {steel: {base: 2026-01-01, per_year: 3%}}
activities: [{id: A, duration: 5d, cost: {fixed: 7}}]""")

    assert set() == names(program)


def test_items():
    """What is certain is multiplied beforehand, what is not is drawn; an index comes last."""
    program = compiled("""indices: {steel: {base: 2026-01-01, per_year: 3%}}
activities:
  - id: A
    duration: 5d
    cost:
      accrue: start
      items:
        - {name: rebar, quantity: 3, rate: 50}
        - {name: mesh, quantity: {uniform: [1, 2]}, rate: 50, index: steel}
        - {name: guard, quantity: 2, rate: 240, per: day}""")

    assert [150, 50, 0] == list(program.costs.charge["fixed_value"][:-1])
    assert [0, 0, 1.0] == list(program.costs.charge["rate_value"][:-1])
    assert [AT_START, AT_START, EVENLY] == list(program.costs.charge["accrual"][:-1])
    assert [[], [DRAWN, GROWN], []] == [[how for how, _ in own] for own in factors_of(program)]


def test_days_and_hours_of_a_resource():
    """A day is the activity's own, an hour is 60 minutes."""
    program = compiled("""calendars: {long: {week: {mon-fri: "07:00-17:00"}}}
resources: {crane: {rate: 1}, hand: {rate: 1, per: h}}
activities:
  - id: A
    duration: 5d
    calendar: long
    cost: {resources: [{resource: crane, units: 3}, {resource: hand, work: 2d}]}""")

    assert pytest.approx(program.costs.charge["rate_value"][0]) == 3 / 600
    assert pytest.approx(program.costs.charge["fixed_value"][1]) == 20


def test_rules_give_ranges_to_certain_costs():
    """A factor of the fixed costs, and one of the rates, in planned terms the amount itself; own ranges stay."""
    program = compiled("""activities:
  - {id: A, duration: 5d, cost: {fixed: 100, per_day: 10}}
  - {id: B, duration: 5d, cost: {fixed: {uniform: [1, 2]}}}
uncertainty: [{activities: all, fixed_cost_factor: {triangular: [0.9, 1, 1.5]}, rate_factor: {uniform: [1, 2]}}]""")
    drawn = dict(zip(program.variables.item["stream"], program.variables.item, strict=True))

    assert (90.0, 150.0) == tuple(drawn[stream("fixed cost of A")][["a", "b"]])
    assert (10.0, 10.0) == tuple(drawn[stream("cost per day of A")][["a", "b"]])
    assert (1.0, 1.0) == tuple(drawn[stream("fixed cost of B")][["a", "b"]])
    assert [100.0, 10.0, 1.5] == list(program.planned)


def test_rules_give_ranges_to_certain_lines():
    """Items by the factor of what they are, resources by that of rates; what varies by itself is left alone."""
    program = compiled("""resources: {crane: {rate: 1k}, hand: {rate: {uniform: [40, 60]}}}
activities:
  - id: A
    duration: 5d
    cost:
      items:
        - {name: rebar, quantity: 3, rate: 50}
        - {name: guard, quantity: 2, rate: 240, per: day}
        - {name: mesh, quantity: {uniform: [1, 2]}, rate: 50}
      resources: [{resource: crane}, {resource: hand}]
uncertainty: [{activities: all, fixed_cost_factor: {triangular: [0.9, 1, 1.5]}, rate_factor: {uniform: [1, 2]}}]""")
    drawn = dict(zip(program.variables.item["stream"], program.variables.item, strict=True))
    of_item, of_day, of_resource = (
        drawn[stream(f"range of {name}")] for name in ("rebar of A", "guard of A", "crane on A")
    )

    assert (0.9, 1.5) == tuple(of_item[["a", "b"]])
    assert (1.0, 1.0) == tuple(of_day[["a", "b"]]) == tuple(of_resource[["a", "b"]])
    assert 6 == len(drawn)
    assert [1, 1, 1, 2, 1] == [len(factors) for factors in factors_of(program)]


def test_what_has_begun_knows_since_when():
    """Actual dates stand in the working time of the activity's calendar; others wait for the iteration."""
    program = compiled("""status_date: 2027-01-20
activities:
  - {id: A, duration: 5d, actual_start: 2027-01-04T08:00, actual_finish: 2027-01-08T17:00, cost: {fixed: 1}}
  - {id: B, duration: 20d, actual_start: 2027-01-11T08:00, cost: {fixed: 1}}
  - {id: C, duration: 20d, cost: {fixed: 1}}""")
    since, until = program.costs.charge["since"][:-1], program.costs.charge["until"][:-1]

    assert 5 * 480 == until[0] - since[0]
    assert 5 * 480 == since[1] - since[0]
    assert [np.inf, np.inf, np.inf] == [until[1], since[2], until[2]]


def test_gate_of_a_branch():
    """What may not exist is charged by the shared row that tells whether it does; penalties and benefits are too."""
    program = compiled("""activities:
  - {id: A, duration: 5d, probability: 30%, cost: {fixed: 1}}
  - {id: B, duration: 5d, cost: {fixed: 1}}
penalties: [{name: P, activity: A, date: 2027-01-05, per_day: 5}]
benefits: [{name: S, activity: A, per_week: 5, for: 10ew}]""")
    gate = program.costs.charge["gate"][0]

    assert gate >= 0
    assert -1 == program.costs.charge["gate"][1]
    assert gate == program.costs.penalty["gate"][0] == program.costs.benefit["gate"][0]


def test_inactive_activities_owe_and_earn_nothing():
    """Neither cost, nor penalty, nor benefit."""
    program = compiled("""activities:
  - {id: A, duration: 5d, active: false, cost: {fixed: 1}}
  - {id: B, duration: 5d}
penalties: [{name: P, activity: A, date: 2027-01-05, per_day: 5}]
benefits: [{name: S, activity: A, per_week: 5, for: 10ew}]""")

    assert () == program.parts


def test_working_days_are_counted_whole():
    """Days with any work in them last 24 hours, the others none; a holiday is none."""
    program = compiled("""calendars:
  site: {week: {mon-thu: "07:00-17:00", fri: "07:00-12:00"}, exceptions: [{on: 2027-02-03}]}
activities: [{id: A, duration: 5d, calendar: site}]""")
    days = whole_days(program.times[1])

    def count(first, last):
        moments = [(datetime.fromisoformat(day) - program.epoch).days * 1440 for day in (first, last)]
        return float(days.to_work(moments[1]) - days.to_work(moments[0]))

    assert 5 * 1440 == count("2027-01-25", "2027-02-01")
    assert 4 * 1440 == count("2027-02-01", "2027-02-08")
    assert 5 * 1440 == count("2030-02-01", "2030-02-08")


@pytest.mark.parametrize(
    ("grace", "due"),
    [("0", "2027-01-23"), ("1d", "2027-01-26"), ("2ed", "2027-01-25"), ("1w", "2027-01-30"), ("4h", "2027-01-26")],
)
def test_grace(grace, due):
    """After Friday 22 January: working time ends with its day, elapsed time is counted as it is."""
    program = compiled(f"""calendar: {STANDARD_NAME}
activities: [{{id: A, duration: 5d}}]
penalties: [{{name: P, date: 2027-01-22, per_day: 5, grace: {grace}}}]""")

    assert program.costs.penalty["due"][0] == (datetime.fromisoformat(due) - program.epoch).days * 1440
