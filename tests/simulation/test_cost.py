"""What plans cost and earn, iteration by iteration: known amounts, shared draws, the same bits."""

import hashlib
import os
import subprocess
import sys
from datetime import datetime

import numpy as np
import pytest

from riskcore.formats import read_plan_text
from riskcore.results import arrays_of
from riskcore.simulation import load, run_again, save, simulate, with_spending

HEAD = "start: 2027-01-04\ncurrency: EUR\n"
ALL = (
    HEAD
    + """
status_date: 2027-01-08
calendars: {site: {week: {mon-thu: "07:00-12:00, 12:30-16:30", fri: "07:00-12:00"}, hours_per_day: 9}}
budget: 100k
discount_rate: 8%
currencies: {USD: {rate: {normal: {mean: 0.9, sd: 0.05, min: 0.5}}}}
resources: {crane: {rate: {uniform: [900, 1100]}, currency: USD}, hand: {rate: {uniform: [40, 60]}, per: h}}
indices: {steel: {base: 2026-01-04, per_year: {triangular: [2%, 5%, 12%]}}}
activities:
  - id: A
    wbs: 1
    duration: {triangular: [8d, 10d, 20d]}
    actual_start: 2027-01-05
    cost: {fixed: {uniform: [1k, 2k]}, per_day: 100, accrue: start, currency: USD}
  - id: B
    wbs: 2
    duration: {triangular: [8d, 10d, 30d]}
    calendar: site
    predecessors: [A]
    cost:
      items:
        - {name: rebar, quantity: {triangular: [90, 100, 130]}, rate: 50, unit: t, index: steel}
        - {name: guard, quantity: 2, rate: {uniform: [200, 300]}, per: day}
      resources: [{resource: crane, units: {uniform: [1, 2]}}, {resource: hand, work: {uniform: [5d, 9d]}}]
  - id: C
    wbs: 2
    duration: 3d
    probability: 40%
    predecessors: [B]
    cost: {fixed: 5k, resources: [{resource: crane}]}
  - {id: T, wbs: 3, type: hammock, predecessors: [A SS, C FF], cost: {per_day: 80, index: steel}}
  - {id: M, type: milestone, predecessors: [C]}
risks: [{id: R, probability: 30%, delay: 5d, cost: {uniform: [1k, 3k]}, activities: [B]}]
fixed_costs: [{name: Permit, amount: {uniform: [1k, 2k]}, date: 2027-02-01, index: steel}]
penalties:
  - {name: Late, activity: M, date: 2027-02-05, per_working_day: 500, grace: 1d, at_most: 8k, bonus_per_day: 20}
benefits: [{name: Sales, activity: M, per_week: 7k, until: 2027-12-31}]
"""
)


def planned(text):
    """The planned amount in each column."""
    result = simulate(read_plan_text(HEAD + text), 1, activities=False)
    return {part.id: part.planned for part in (result.cost, *result.cost_parts)}


def total(text):
    return planned(text)["total"]


def test_quantity_times_rate():
    """3 t at 50, and 2 guards at 240 a day for 5 days."""
    text = """activities:
  - id: A
    duration: 5d
    cost: {items: [{name: steel, quantity: 3, rate: 50}, {name: guard, quantity: 2, rate: 240, per: day}]}"""

    assert pytest.approx(total(text)) == 150 + 2400


def test_resources():
    """3 cranes at 1,000 a day for 5 days; 2 days of 10 hours at 50 an hour."""
    text = """calendars: {long: {week: {mon-fri: "07:00-17:00"}}}
resources: {crane: {rate: 1k}, hand: {rate: 50, per: h}}
activities:
  - id: A
    duration: 5d
    calendar: long
    cost: {resources: [{resource: crane, units: 3}, {resource: hand, work: 2d}]}"""

    assert pytest.approx(total(text)) == 15_000 + 1_000


def test_a_standing_team_is_paid_as_long_as_its_hammock():
    """A team of 4 at 500 a day from the start of A to the finish of B: 15 working days."""
    text = """resources: {team: {rate: 500}}
activities:
  - {id: A, duration: 5d}
  - {id: B, duration: 10d, predecessors: [A]}
  - {id: T, type: hammock, predecessors: [A SS, B FF], cost: {resources: [{resource: team, units: 4}]}}"""

    assert pytest.approx(total(text)) == 15 * 4 * 500


def test_what_has_been_worked_is_paid():
    """5 days of what is complete, whatever it was to take; 8 days worked and 10 left of what is in progress."""
    text = """status_date: 2027-01-14
activities:
  - {id: A, wbs: 1, duration: 9d, actual_start: 2027-01-04, actual_finish: 2027-01-08, cost: {per_day: 100}}
  - {id: B, wbs: 2, duration: 9d, actual_start: 2027-01-04, remaining: 10d, cost: {per_day: 100}}"""
    found = planned(text)

    assert (500, 1800) == (pytest.approx(found["1"]), pytest.approx(found["2"]))


def test_weather_is_paid_by_the_day():
    """Whatever the weather takes, a team is paid for each working day from start to finish."""
    text = """calendars: {site: {week: {mon-sun: "08:00-16:00"}, weather: {months: {1: 30%, 2: 30%}}}}
calendar: site
activities: [{id: A, duration: 10d, cost: {per_day: 100}}]"""
    result = simulate(read_plan_text(HEAD + text), 500)
    days = np.ceil((result.finish.sample.values - result.minutes(datetime(2027, 1, 4))) / 1440)

    assert days.max() > 12
    np.testing.assert_allclose(result.cost.sample.values, 100 * days)


def test_currencies():
    """100 + 5 x 10 dollars at 0.9; an amount in the plan's own currency stays as it is."""
    text = """currencies: {USD: {rate: 0.9}}
activities:
  - {id: A, duration: 5d, cost: {fixed: 100, per_day: 10, currency: USD}}
  - {id: B, duration: 5d, cost: {fixed: 7, currency: EUR}}"""

    assert pytest.approx(total(text)) == 135 + 7


@pytest.mark.parametrize(("accrue", "days"), [("start", 365 + 8 / 24), ("prorated", 367.5), ("end", 369 + 17 / 24)])
def test_escalation(accrue, days):
    """Prices grow from their base to the moment of spending: Monday morning, Wednesday noon, Friday evening."""
    text = f"""indices: {{steel: {{base: 2026-01-04, per_year: 10%}}}}
activities: [{{id: A, duration: 5d, cost: {{fixed: 1k, index: steel, accrue: {accrue}}}}}]"""

    assert pytest.approx(total(text), rel=1e-3 / 365) == 1000 * 1.1 ** (days / 365.25)


def test_fixed_costs_of_the_plan():
    """They need no activity; with an index they grow up to their date."""
    text = """indices: {steel: {base: 2026-01-04, per_year: 10%}}
activities: [{id: A, duration: 5d}]
fixed_costs: [{name: Permit, amount: 5k, wbs: 4.2}, {name: Gate, amount: 1k, date: 2028-01-04, index: steel}]"""
    found = planned(text)

    assert 5000 == found["4"]
    assert pytest.approx(found["no WBS"]) == 1000 * 1.1 ** (730 / 365.25)
    assert pytest.approx(found["total"]) == found["4"] + found["no WBS"]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("date: 2027-01-22, per_day: 1k", 7000),
        ("date: 2027-01-22, per_day: 1k, at_most: 5k", 5000),
        ("date: 2027-01-22, per_working_day: 1k", 5000),
        ("date: 2027-01-22, per_working_day: 1k, grace: 2d", 3000),
        ("date: 2027-01-22, per_day: 1k, grace: 5ed", 2000),
        ("date: 2027-01-22, steps: [{after: 0, amount: 100}, {after: 1w, amount: 200}, {after: 2d, amount: 400}]", 500),
        ("date: 2027-01-29T17:00, steps: [{after: 0, amount: 100}]", 0),
        ("date: 2027-01-29T16:59, steps: [{after: 0, amount: 100}]", 100),
        ("date: 2027-01-29, per_day: 1k, bonus_per_day: 1k", 0),
        ("date: 2027-01-29T17:00, per_day: 1k, bonus_per_day: 1k", 0),
        ("date: 2027-01-29T16:59, per_day: 1k", 1000),
        ("date: 2027-02-05, per_day: 1k, bonus_per_day: 100", -700),
        ("date: 2027-02-05, bonus_per_day: 100, bonus_at_most: 250", -250),
        ("activity: A, date: 2027-01-14, per_day: 10", 10),
    ],
)
def test_penalties_and_bonuses(terms, expected):
    """A finish on Friday 29 January at 17:00 against a date, by hand from the calendar; A ends on the 15th."""
    text = f"""activities:
  - {{id: A, duration: 10d}}
  - {{id: B, duration: 10d, predecessors: [A]}}
penalties: [{{name: Late, {terms}}}]"""
    found = planned(text)

    assert pytest.approx(found["penalties"]) == expected
    assert found["penalties"] == found["total"]


def test_a_penalty_for_what_is_done_is_certain():
    """Three days late on the day it was finished, whatever else happens."""
    text = """status_date: 2027-01-20
activities:
  - {id: A, duration: 5d, actual_start: 2027-01-04, actual_finish: 2027-01-13}
  - {id: B, duration: {uniform: [5d, 50d]}, predecessors: [A]}
penalties: [{name: Late, activity: A, date: 2027-01-10, per_day: 1k}]"""
    result = simulate(read_plan_text(HEAD + text), 200)

    assert {3000.0} == set(result.cost.sample.values)


def test_benefits_start_when_the_milestone_is_reached():
    """1,000 a day from Friday 8 January at 17:00: until the end of 15 January 7 days and 7 hours, or for 10 days."""
    text = """activities: [{id: A, duration: 5d}]
benefits: [{name: Sales, per_week: 7k, until: 2027-01-15}, {name: Savings, activity: A, per_week: 7k, for: 10ed}]"""
    result = simulate(read_plan_text(HEAD + text), 1)

    assert pytest.approx(result.benefit.planned) == 1000 * (7 + 7 / 24) + 10_000
    assert result.npv is None
    assert 0 == result.cost.planned


def test_net_present_value():
    """A cost of 1,000 in the middle of a year's work, and 3,000 over the year after: the integral in closed form."""
    text = """calendar: 24h
discount_rate: 10%
activities: [{id: A, duration: 365.25ed, cost: {fixed: 1k}}]
benefits: [{name: Sales, per_year: 3k, for: 365.25ed}]"""
    result = simulate(read_plan_text(HEAD + text), 1)
    force = np.log(1.1)

    assert pytest.approx(result.npv.planned) == 3000 * (np.exp(-force) - np.exp(-2 * force)) / force - 1000 / 1.1**0.5


def test_a_risk_is_paid_when_its_work_starts():
    """1,000 at the start of B, ten days after today, and 500 at the finish, 15 days after it."""
    text = """calendar: 24h
discount_rate: 10%
activities: [{id: A, duration: 10ed}, {id: B, duration: 5ed, predecessors: [A]}]
risks: [{id: R, probability: 1, cost: 1k, activities: [B]}, {id: S, probability: 1, cost: 500}]"""
    result = simulate(read_plan_text(HEAD + text), 1)

    worth = 1000 * 1.1 ** (-10 / 365.25) + 500 * 1.1 ** (-15 / 365.25)
    assert pytest.approx(-worth, rel=1e-9) == result.npv.sample.values[0]


def test_what_does_not_exist_costs_nothing():
    """An activity of 30 % with all kinds of money on it: all of it, or none."""
    text = """resources: {crane: {rate: 10}}
activities:
  - {id: A, duration: 5d, probability: 30%, cost: {fixed: 100, resources: [{resource: crane, work: 1d}]}}
penalties: [{name: Late, activity: A, date: 2027-01-01, per_day: 1}]
benefits: [{name: Sales, activity: A, per_week: 7, for: 1ew}]"""
    result = simulate(read_plan_text(HEAD + text), 2000)
    exists = result.benefit.sample.values > 0

    assert pytest.approx(np.mean(exists), abs=4 * np.sqrt(0.21 / 2000)) == 0.3
    assert {7.0, 0.0} == set(result.benefit.sample.values)
    assert {117.0} == set(result.cost.sample.values[exists])
    assert {0.0} == set(result.cost.sample.values[~exists])


def test_one_draw_serves_all_that_a_price_is_of():
    """Two activities with one crane are paid at one rate in each iteration, as are two amounts in dollars."""
    text = """currencies: {USD: {rate: {uniform: [0.5, 1.5]}}}
resources: {crane: {rate: {uniform: [500, 1500]}}}
activities:
  - {id: A, wbs: 1, duration: 1d, cost: {resources: [{resource: crane}]}}
  - {id: B, wbs: 2, duration: 1d, cost: {resources: [{resource: crane, work: 2d}]}}
  - {id: C, wbs: 3, duration: 1d, cost: {fixed: 1, currency: USD}}
  - {id: D, wbs: 4, duration: 1d, cost: {fixed: 2, currency: USD}}"""
    parts = {part.id: part.sample.values for part in simulate(read_plan_text(HEAD + text), 500).cost_parts}

    np.testing.assert_allclose(parts["2"], 2 * parts["1"], rtol=1e-12)
    np.testing.assert_allclose(parts["4"], 2 * parts["3"], rtol=1e-12)
    assert np.ptp(parts["1"]) > 900
    assert abs(np.corrcoef(parts["1"], parts["3"])[0, 1]) < 4 / np.sqrt(500)


def test_one_more_line_moves_no_other_draw():
    """Beside another item, resource, currency, penalty and fixed cost, part 1 is the same to the bit."""
    before = """activities:
  - {id: A, wbs: 1, duration: {uniform: [5d, 9d]}, cost: {fixed: {uniform: [1, 2]}, per_day: {uniform: [1, 2]}}}
  - {id: B, wbs: 2, duration: 5d%s}
"""
    after = """resources: {crane: {rate: {uniform: [500, 1500]}}}
fixed_costs: [{name: Permit, amount: {uniform: [1, 2]}}]
penalties: [{name: Late, date: 2027-01-10, per_day: 1k}]
"""
    more = ", cost: {items: [{name: x, quantity: {uniform: [1, 2]}, rate: 5}], resources: [{resource: crane}]}"
    one, two = (simulate(read_plan_text(HEAD + text), 500) for text in (before % "", after + before % more))

    assert "1" == one.cost_parts[0].id == two.cost_parts[0].id
    assert np.array_equal(one.cost_parts[0].sample.values, two.cost_parts[0].sample.values)


def test_parts_sum_up():
    """The total is the sum of its parts; benefits and worth are none of them."""
    result = simulate(read_plan_text(ALL), 1000)

    parts = sum(part.sample.values for part in result.cost_parts)
    np.testing.assert_allclose(result.cost.sample.values, parts, rtol=1e-12)
    assert ["1", "2", "3", "no WBS", "risks", "penalties"] == [part.id for part in result.cost_parts]
    assert 100_000 == result.budget


def test_parts_have_the_names_of_their_nodes():
    """Codes that have one; their ids stay the codes."""
    text = """breakdown: {1: Preparation, "2.1": Piles}
activities:
  - {id: A, wbs: 1.1, duration: 5d, cost: {fixed: 5}}
  - {id: B, wbs: 2.1, duration: 5d, cost: {fixed: 7}}"""
    result = simulate(read_plan_text(HEAD + text), 10)

    assert [("1", "1 Preparation"), ("2", "2")] == [(part.id, part.name) for part in result.cost_parts]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_same_bits_for_any_number_of_threads(threads):
    """One, two and five threads give the same money to the bit."""
    plan = read_plan_text(ALL)

    assert simulate(plan, 1000, 7, threads=1).same_bits(simulate(plan, 1000, 7, threads=threads))


def test_saved_and_read_again(tmp_path):
    """Benefit, worth and budget are part of the file."""
    plan = read_plan_text(ALL)
    result = simulate(plan, 200)

    saved = load(save(result, plan, tmp_path / "result.npz"))

    assert result.same_bits(saved.result)
    assert np.array_equal(result.npv.sample.values, saved.result.npv.sample.values)
    assert saved.plan == plan
    assert saved.result.budget == result.budget


def test_cost_by_period_is_saved_and_runs_again(tmp_path):
    """By the week, to the same bits; another period is another result."""
    plan = read_plan_text(ALL)
    result = with_spending(simulate(plan, 200), plan, "week")

    saved = load(save(result, plan, tmp_path / "result.npz"))

    assert "week" == saved.result.spending.period
    assert result.lost == saved.result.lost
    assert result.same_bits(run_again(saved))
    assert not result.same_bits(with_spending(result, plan, "month"))


def digest():
    """SHA-256 of all arrays of a plan with every kind of money, as the kernels compute them now."""
    found = hashlib.sha256()
    for name, array in sorted(arrays_of(simulate(read_plan_text(ALL), 130, 5, threads=1)).items()):
        found.update(name.encode() + array.tobytes())
    return found.hexdigest()


def test_same_bits_without_jit():
    """Money is the same to the bit with NUMBA_DISABLE_JIT=1."""
    plain = subprocess.run(
        [sys.executable, "-c", "from tests.simulation.test_cost import digest; print(digest())"],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
        check=True,
        capture_output=True,
        text=True,
    )

    assert digest() == plain.stdout.strip()
