"""The whole river: known answers, the same bits, clean stops."""

import threading
from datetime import datetime

import numpy as np
import pytest

from riskcore.errors import Cancelled, ParameterError
from riskcore.formats import read_plan_text
from riskcore.results import LEVELS
from riskcore.simulation import load, run_again, save, schedule, simulate

TEXT = """
name: Small
start: 2027-01-04
calendars:
  six: {week: {mon-sat: "08:00-18:00"}, exceptions: [{on: 2027-01-15}]}
activities:
  - {id: A, duration: {triangular: [10d, 12d, 20d]}, cost: {fixed: 1000, per_day: 100}, wbs: 1.1}
  - {id: B, duration: 2w, predecessors: [A], calendar: six, wbs: 1.2}
  - {id: C, duration: {lognormal: [15d, 3d]}, predecessors: [A SS+2d, B FF+1d], wbs: 2}
  - {id: D, duration: 3d, predecessors: [{activity: A, type: FS, lag: {uniform: [1d, 4d]}}]}
  - {id: M, type: milestone, predecessors: [B, C, D], deadline: 2027-02-20}
risks:
  - {id: R1, probability: 30%, delay: {pert: [2d, 5d, 10d]}, cost: 5k, activities: [B]}
  - {id: R2, probability: 10%, factor: {triangular: [1, 1.2, 1.5]}, activities: {wbs: "1"}}
uncertainty:
  - {activities: all, duration_factor: {pert: [0.9, 1.0, 1.5]}}
correlations:
  - {activities: {id: [A, C]}, coefficient: 0.3}
"""
CLOCK = """
start: 2027-01-04
calendar: 24h
activities:
"""


@pytest.fixture(scope="module")
def plan():
    return read_plan_text(TEXT)


@pytest.mark.parametrize("threads", [1, 2, 5])
@pytest.mark.parametrize("design", ["plain", "latin hypercube"])
def test_same_bits_for_any_number_of_threads(plan, threads, design):
    """One, two and five threads give the same result to the bit."""
    one = simulate(plan, 1000, 7, design=design, threads=1)

    assert one.same_bits(simulate(plan, 1000, 7, design=design, threads=threads))


def test_seeds_differ(plan):
    """Another seed gives other numbers: neighbouring seeds share not a single finish of A."""
    first, second = (simulate(plan, 256, seed, milestones=["A"]).milestones[0].sample.values for seed in (1, 2))

    assert not np.any(first == second)


def test_adding_an_activity_moves_no_other_draw(plan):
    """The durations drawn for A are the same to the bit beside an activity more."""
    text = TEXT.replace("  - {id: M,", "  - {id: A0, duration: {uniform: [1d, 2d]}}\n  - {id: M,")

    before = simulate(plan, 512, milestones=["A"]).milestones[0].sample.values
    after = simulate(read_plan_text(text), 512, milestones=["A"]).milestones[0].sample.values

    assert np.array_equal(before, after)


def test_deterministic_plan_has_one_date():
    """Nothing uncertain: every iteration is the planned one, of which everything is certain."""
    plan = read_plan_text(
        "start: 2027-01-04\nactivities:\n  - {id: A, duration: 5d}\n  - {id: B, duration: 1d, predecessors: [A]}"
    )
    result = simulate(plan, 100)

    assert datetime(2027, 1, 11, 17) == result.date(result.finish.planned)
    assert {result.finish.planned} == set(result.finish.sample.values)
    assert list(result.activities.criticality) == [1.0, 1.0]
    assert result.finish.sample.probability(result.finish.planned).value == 1.0


def test_merge_bias_is_exact():
    """Two parallel triangular(8, 10, 15): P(finish <= 12) = F(12)^2; within 4 standard errors (1 in 16,000)."""
    lines = [f"  - {{id: A{k}, duration: {{triangular: [8ed, 10ed, 15ed]}}}}" for k in (1, 2)]
    result = simulate(read_plan_text(CLOCK + "\n".join(lines)), 20_000, 3, design="plain")
    days = (result.finish.sample.values - result.minutes(datetime(2027, 1, 4))) / 1440
    truth = (1 - 9 / 35) ** 2

    assert truth == pytest.approx(np.mean(days <= 12), abs=4 * np.sqrt(truth * (1 - truth) / 20_000))
    assert pytest.approx(result.activities.criticality[0], abs=4 * 0.5 / np.sqrt(20_000)) == 0.5


def test_a_risk_happens_or_does_not():
    """A risk of 47 % and 53 days: P80 near 53, sd near 26.5; probability times impact would say 25 and 0."""
    text = CLOCK + "  - {id: A, duration: 100ed}\nrisks: [{id: R, probability: 47%, delay: 53ed, activities: [A]}]"
    days = (simulate(read_plan_text(text), 20_000).finish.sample.values / 1440) % 1e9

    assert len(set(days)) == 2
    assert pytest.approx(np.ptp(days)) == 53
    assert pytest.approx(np.std(days), abs=0.1) == 26.45


def test_lowering_a_probability_never_delays(plan):
    """With shared draws, a less likely risk makes no iteration later and some earlier."""
    lower = read_plan_text(TEXT.replace("30%", "20%"))
    before, after = (simulate(one, 2000, activities=False).finish.sample.values for one in (plan, lower))

    assert np.all(after <= before)
    assert np.any(after < before)


def test_quantiles_of_activities_agree_with_samples():
    """Histogram quantiles lie within 0.5 % of the spread of those of the samples, a rare long delay included."""
    text = CLOCK + "  - {id: A, duration: {pert: [8ed, 10ed, 15ed]}}\n"
    text += "risks: [{id: R, probability: 4%, delay: 60ed, activities: [A]}]"
    result = simulate(read_plan_text(text), 10_000, milestones=["A"])
    values = result.milestones[0].sample.values

    found, expected = result.activities.finish[0], np.quantile(values, LEVELS)
    np.testing.assert_allclose(found, expected, rtol=0, atol=0.005 * np.ptp(values))


def test_cost_is_fixed_plus_time_plus_risks(plan):
    """Total = parts; part 1 = 1000 + 100 a day of A."""
    result = simulate(plan, 500, milestones=["A"])
    parts = {part.id: part.sample.values for part in result.cost_parts}

    np.testing.assert_allclose(result.cost.sample.values, parts["1"] + parts["risks"], rtol=1e-12)
    assert {0.0, 5000.0} == set(parts["risks"])
    assert result.cost.planned == 2200


def test_progress_and_stop(plan):
    """Progress ends at the number of iterations; a stop raises Cancelled and leaves no thread behind."""
    seen = []
    simulate(plan, 1000, progress=seen.append)

    assert seen[-1] == 1000
    with pytest.raises(Cancelled):
        simulate(plan, 1000, stop=lambda: True)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("riskcore")]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"iterations": 0}, "iterations must be at least 1. Got 0."),
        ({"seed": -1}, "seed must lie in"),
        ({"design": "halton"}, "design must be one of"),
        ({"threads": 0}, "threads must be at least 1"),
        ({"milestones": ["X"]}, "milestones must be ids of activities. Got X."),
    ],
)
def test_bad_arguments(plan, arguments, message):
    """An argument outside its range is named with what was received."""
    with pytest.raises(ParameterError, match="Got") as error:
        simulate(plan, **arguments)
    assert message in str(error.value)


def test_saved_and_run_again(plan, tmp_path):
    """A saved result reads back to the bit and runs again to the same bits."""
    result = simulate(plan, 300, 5)

    saved = load(save(result, plan, tmp_path / "result.npz"))

    assert result.same_bits(saved.result)
    assert result.certificate == saved.result.certificate
    assert run_again(saved).same_bits(result)


@pytest.mark.parametrize("iterations", [1, 2, 127, 129])
def test_few_iterations(plan, iterations):
    """Any number of iterations gives an answer."""
    result = simulate(plan, iterations)

    assert iterations == len(result.finish.sample.values)
    assert np.all(np.isfinite(result.activities.finish))


def test_a_milestone_between_two_calendars_has_no_negative_float():
    """Weekend work, a milestone on office days, office work: nothing is late, so no float is negative."""
    text = """
start: 2027-01-04
calendars: {weekend: {week: {"sat, sun": "08:00-16:00"}}}
activities:
  - {id: R, duration: 2d, calendar: weekend}
  - {id: M, type: milestone, predecessors: [R]}
  - {id: E, duration: 2d, predecessors: [M]}
"""
    found = schedule(read_plan_text(text))

    assert all(found.total_float >= 0)
    assert [0, 0] == list(found.total_float[1:])
