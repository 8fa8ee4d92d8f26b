"""What scenarios change: exact where it is exact, with intervals that cover, on the same random numbers."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.analysis.compare import MEASURES, PER_DAY, beyond_noise, compare, resamples_of
from riskcore.analysis.compare_document import comparison_document
from riskcore.analysis.compare_paired import (
    REPLICATES,
    Resamples,
    adjusted_wald,
    chance_difference,
    mean_difference,
    unit_of,
)
from riskcore.analysis.compare_plans import planned_starts, scenario_plans
from riskcore.analysis.compare_ranking import ranking
from riskcore.errors import ParameterError
from riskcore.formats import read_plan_text
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan.scenario import parse_scenarios
from riskcore.results import Estimate, Sample
from riskcore.simulation import simulate

# On this calendar, with whole minutes, every date is a whole number: differences are exact.
PLAN = """
start: 2027-01-04
target: 2027-01-25
currency: EUR
calendar: 24h
activities:
  - {id: A, duration: {discrete: {values: [8ed, 10ed, 15ed], probabilities: [0.3, 0.4, 0.3]}}, cost: {fixed: 50k}}
  - {id: B, duration: 10ed, predecessors: [A]}
  - {id: C, duration: {triangular: [5ed, 6ed, 9ed]}}
risks:
  - {id: R1, probability: 30%, delay: 6ed, cost: 8k, activities: [A]}
"""
SCENARIOS = """
mitigations:
  - {id: two days, cost: 1k, activities: {B: {duration: 8ed}}}
  - {id: three days, cost: 2k, activities: {B: {duration: 7ed}}}
  - {id: dear, cost: 9k, activities: {B: {duration: 8ed}}}
  - {id: worse, activities: {B: {duration: 11ed}}}
  - {id: cheaper, risks: {R1: {cost: 4k}}}
  - {id: less likely, risks: {R1: {probability: 25%}}}
  - {id: nothing that counts, activities: {C: {duration: {triangular: [5ed, 6ed, 7ed]}}}}
scenarios:
  - {id: same}
  - {id: two, mitigations: [two days]}
  - {id: three, mitigations: [three days]}
  - {id: dear, mitigations: [dear]}
  - {id: worse, mitigations: [worse]}
  - {id: cheaper, mitigations: [cheaper]}
  - {id: likely, mitigations: [less likely]}
  - {id: idle, mitigations: [nothing that counts]}
  - {id: later, overrides: {start: 2027-01-11, target: 2027-02-01}}
"""
N = 2560


def played(plan, seed=1, iterations=N, **options):
    return simulate(plan, iterations, seed, milestones=(), activities=False, threads=1, **options)


@pytest.fixture(scope="module")
def plan():
    return read_plan_text(PLAN)


@pytest.fixture(scope="module")
def scenarios():
    return parse_scenarios(parse_yaml(SCENARIOS))


@pytest.fixture(scope="module")
def results(plan, scenarios):
    names = [one.id for one in scenarios.scenarios]
    plans = {"base": plan, **scenario_plans(plan, scenarios, names)}
    return {name: played(one) for name, one in plans.items()}


def exactly(value):
    return Estimate(value, value, value)


def sample(values, *, lanes=128, stratified=True):
    return Sample(np.asarray(values, float), lanes, stratified)


def test_the_same_differs_by_exactly_nothing(results):
    """Every difference is 0 with an interval of no width, and no day is saved that could have a price."""
    found = compare(results["base"], results["same"])

    assert dict.fromkeys(MEASURES, exactly(0.0)) == found.finish.at == found.cost.at
    assert exactly(0.0) == found.chance
    assert found.finish.none
    assert found.cost.none
    assert dict.fromkeys(PER_DAY) == found.cost_per_day


def test_two_days_less_is_two_days_exactly(results):
    """Of the mean and of every quantile, with no width; and 1,000 for them is 500 a day."""
    found = compare(results["base"], results["two"])

    assert dict.fromkeys(MEASURES, exactly(-2.0)) == found.finish.at
    assert dict.fromkeys(MEASURES, exactly(1000.0)) == found.cost.at
    assert (1.0, 0.0, 0.0, 1.0) == (found.finish.lower, found.finish.higher, found.cost.lower, found.cost.higher)
    assert dict.fromkeys(PER_DAY, exactly(500.0)) == found.cost_per_day


def test_two_days_more_have_no_price(results):
    """What finishes later saves no days; the differences change their signs with the order of the two."""
    found = compare(results["two"], results["base"])

    assert dict.fromkeys(MEASURES, exactly(2.0)) == found.finish.at
    assert dict.fromkeys(PER_DAY) == found.cost_per_day


def test_a_saving_within_noise_has_no_price(results):
    """Money is spent, and no iteration finishes on another day."""
    idle = replace(results["idle"], cost=results["two"].cost)
    found = compare(results["base"], idle)

    assert found.finish.none
    assert 1000.0 == found.cost.at["mean"].value
    assert dict.fromkeys(PER_DAY) == found.cost_per_day


def test_a_cost_that_only_one_has(results):
    """What the plan without costs costs is nothing."""
    found = compare(replace(results["base"], cost=None), results["two"])
    neither = compare(replace(results["base"], cost=None), replace(results["two"], cost=None))

    assert found.cost.at["mean"].value == pytest.approx(results["two"].cost.sample.mean().value)
    assert neither.cost is None
    assert dict.fromkeys(PER_DAY) == neither.cost_per_day


def test_differences_are_those_of_what_is_shown(results):
    """P80 less P80: nobody finds another difference between the dates of the two answers."""
    base, other = results["base"], results["likely"]
    found = compare(base, other)

    for level, p in (("P50", 0.5), ("P80", 0.8)):
        days = (other.finish.sample.quantile(p).value - base.finish.sample.quantile(p).value) / 1440
        assert days == found.finish.at[level].value
    assert found.finish.at["mean"].value == pytest.approx(
        (other.finish.sample.mean().value - base.finish.sample.mean().value) / 1440
    )


def test_another_start_is_another_day(results):
    """A week later, a week later; each is asked about its own target, and the chance is the same."""
    found = compare(results["base"], results["later"])

    assert dict.fromkeys(MEASURES, exactly(7.0)) == found.finish.at
    assert 0 == found.chance.value
    assert compare(results["base"], results["later"], datetime(2027, 1, 25)).chance.value < -0.2


def test_what_is_rounded_in_another_way_is_the_same(plan, results):
    """The same dates, counted from another epoch, differ in the last bits; that is no difference."""
    values = results["base"].finish.sample.values + 0.1
    base, other = (replace(results[name].finish, sample=sample(values)) for name in ("base", "same"))
    shifted = replace(other, sample=sample(values + 10_000_000.1))
    epoch = results["same"].epoch - timedelta(minutes=10_000_000.1)

    found = compare(replace(results["base"], finish=base), replace(results["same"], finish=shifted, epoch=epoch))

    assert found.finish.none
    assert dict.fromkeys(MEASURES, exactly(0.0)) == found.finish.at


def test_a_target_of_one_serves_both(results):
    """None of both, none to ask about."""
    base, other = (replace(results[name], target=None) for name in ("base", "two"))

    assert compare(base, other).chance is None
    assert compare(results["base"], results["two"]).chance == compare(base, results["two"]).chance


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seed": 2}, "the same seed to be compared. Got 1 and 2."),
        ({"iterations": 1280}, "the same iterations to be compared. Got 2560 and 1280."),
        ({"design": "plain"}, "the same design to be compared. Got latin hypercube and plain."),
    ],
)
def test_what_is_not_paired_is_refused(plan, results, options, message):
    """Other random numbers, other draws in an iteration: no pairs."""
    with pytest.raises(ParameterError) as error:
        compare(results["base"], played(plan, **options))

    assert message in str(error.value)


def test_other_blocks_and_other_money_are_refused(results):
    """Blocks decide the strata; amounts in two currencies have no difference."""
    base = results["base"]

    with pytest.raises(ParameterError, match="Got 128 and 256"):
        compare(base, replace(base, certificate=replace(base.certificate, block=256)))
    with pytest.raises(ParameterError, match="Got EUR and USD"):
        compare(base, replace(base, currency="USD"))


def test_one_iteration_is_no_comparison(plan):
    """There is no spread to tell noise by; two give an answer, with a wide interval."""
    with pytest.raises(ParameterError, match="at least 2"):
        compare(played(plan, iterations=1), played(plan, iterations=1))

    found = compare(
        *(played(one, iterations=2) for one in (plan, read_plan_text(PLAN.replace("10ed, 15ed", "9ed, 9ed"))))
    )
    assert all(one.lower <= one.value <= one.upper for one in found.finish.at.values())


@settings(max_examples=25)
@given(st.floats(0, 0.3), st.integers(0, 2**64 - 1))
def test_lowering_a_probability_makes_no_iteration_later(probability, seed):
    """Nor dearer: occurrences can only go away."""
    base = read_plan_text(PLAN)
    text = f"scenarios: [{{id: B, overrides: {{risks: {{R1: {{probability: {probability}}}}}}}}}]"
    other = scenario_plans(base, parse_scenarios(parse_yaml(text)), ["B"])["B"]

    found = compare(*(played(one, seed, 256) for one in (base, other)))

    assert 0 == found.finish.higher == found.cost.higher


def test_closing_a_risk_takes_it_out(plan):
    """As if it had never been in the plan: the same finishes and costs to the bit."""
    text = "mitigations: [{id: M, risks: {R1: {status: closed}}}]\nscenarios: [{id: B, mitigations: [M]}]"
    closed = scenario_plans(plan, parse_scenarios(parse_yaml(text)), ["B"])["B"]
    without = plan.model_copy(update={"risks": ()})

    found = compare(*(played(one, iterations=512) for one in (without, closed)))

    assert found.finish.none
    assert found.cost.none


def test_a_mitigation_moves_no_other_draw(plan):
    """An activity, a risk and a cost more: A finishes in every iteration when it did, to the bit."""
    text = """
mitigations:
  - id: M
    cost: {uniform: [1k, 2k]}
    add_activities: [{id: D, duration: {uniform: [1ed, 2ed]}, predecessors: [A]}]
    add_risks: [{id: R2, probability: 50%, delay: 1ed, activities: [D]}]
    links: {add: [{activity: B, predecessor: D}]}
scenarios: [{id: B, mitigations: [M]}]
"""
    other = scenario_plans(plan, parse_scenarios(parse_yaml(text)), ["B"])["B"]
    before, after = (simulate(one, 512, milestones=["A"]).milestones[0].sample.values for one in (plan, other))

    assert np.array_equal(before, after)


def test_planned_starts_are_those_of_the_schedule(plan):
    """By the most likely durations: A takes 10 days."""
    expected = {"A": datetime(2027, 1, 4), "B": datetime(2027, 1, 14), "C": datetime(2027, 1, 4)}

    assert expected == planned_starts(plan)


# What is drawn for the tests of the intervals: U + V before, U + V / 2 after, with U and V uniform on [0, 1].
TRUTH = {"mean": -0.25, "P50": -0.25, "P80": np.sqrt(0.4) - np.sqrt(0.2) - 0.5, "chance": 0.25}


def pair(rng, blocks, *, stratified):
    u, v = (rng.random((blocks, 128)) for _ in range(2))
    if stratified:
        u, v = ((np.argsort(rng.random(one.shape), axis=1) + one) / 128 for one in (u, v))
    return (sample((u + w * v).ravel(), stratified=stratified) for w in (1.0, 0.5))


@pytest.mark.parametrize(("stratified", "blocks"), [(True, 12), (False, 2)])
def test_intervals_cover(stratified, blocks):
    """Of 400 seeded pairs at least 366 have the truth in each of the four intervals.

    Each has fewer with probability 0.0011 at 95 %; were it not seeded, one of the eight would fail once in 114 times.
    """
    rng = np.random.default_rng([20270630, stratified, blocks])
    held = dict.fromkeys(TRUTH, 0)
    for k in range(400):
        base, other = pair(rng, blocks, stratified=stratified)
        resamples = Resamples(base, k)
        found = {"mean": mean_difference(base, other), "chance": chance_difference(base, other, 1.0, 1.0)}
        for level, p in (("P50", 0.5), ("P80", 0.8)):
            drawn = resamples.quantiles(other.values, p) - resamples.quantiles(base.values, p)
            found[level] = resamples.interval(other.quantile(p).value - base.quantile(p).value, drawn)
        for name, one in found.items():
            held[name] += one.lower <= TRUTH[name] <= one.upper

    assert all(count >= 366 for count in held.values()), held


@pytest.mark.parametrize("stratified", [True, False])
def test_pairing_narrows_the_intervals(stratified):
    """Two samples of other random numbers would give wider ones, of the mean, of P50 and of P80."""
    base, other = pair(np.random.default_rng(7), 40, stratified=stratified)
    resamples = Resamples(base, 1)
    for p in (0.5, 0.8):
        drawn = resamples.quantiles(other.values, p) - resamples.quantiles(base.values, p)
        paired = resamples.interval(other.quantile(p).value - base.quantile(p).value, drawn)
        apart = np.hypot(*(one.upper - one.lower for one in (base.quantile(p), other.quantile(p))))
        assert paired.upper - paired.lower < apart
    paired = mean_difference(base, other)
    apart = np.hypot(*(one.upper - one.lower for one in (base.mean(), other.mean())))
    assert paired.upper - paired.lower < apart


@pytest.mark.parametrize(
    ("n", "lanes", "stratified"), [(1280, 128, True), (1300, 128, True), (700, 128, True), (60, 64, False)]
)
@pytest.mark.parametrize("p", [0.01, 0.5, 0.8, 0.99])
def test_resampled_quantiles_are_those_of_the_resamples(n, lanes, stratified, p):
    """The naive twin writes every resample out; ties are part of the values."""
    values = np.round(np.random.default_rng(n).normal(0, 50, n))
    one = sample(values, lanes=lanes, stratified=stratified)
    resamples = Resamples(one, 3)
    units = values[: resamples.units * resamples.size].reshape(resamples.units, resamples.size)

    found = resamples.quantiles(values, p)

    for k in range(0, REPLICATES, 97):
        written = np.sort(np.repeat(units, resamples.counts[k], axis=0).ravel())
        assert written[int(np.ceil(len(written) * p)) - 1] == found[k]
        assert resamples.means(values)[k] == pytest.approx(np.mean(written))


def test_units_are_blocks_where_these_are_strata():
    """Eight whole blocks or more; else iterations; never more than 250."""
    sizes = [(1280, True), (1000, True), (1280, False), (250, False), (128 * 1001, True), (5000, False)]

    assert [128, 4, 6, 1, 640, 20] == [unit_of(sample(np.zeros(n), stratified=s)) for n, s in sizes]


def test_a_chance_that_few_iterations_change():
    """The example of statpsych::ci.prop.ps for Bonett & Price (2012): 26 and 4 of 48 pairs."""
    assert (pytest.approx(0.2548067, abs=1e-7), pytest.approx(0.6251933, abs=1e-7)) == adjusted_wald(26, 4, 48)


def test_a_chance_that_no_iteration_changes():
    """0, but not for sure: only samples that are the same are known to be."""
    base = sample(np.arange(1280.0))
    other = sample(np.arange(1280.0) - 0.25)

    found = chance_difference(base, other, 600.5, 600.5)

    assert (0.0, False) == (found.value, beyond_noise(found))
    assert -0.003 < found.lower < 0 < found.upper < 0.003
    assert exactly(0.0) == chance_difference(base, base, 600.5, 600.5)


def test_ranking(results):
    """By P80: three days, two days and two days that cost more, nothing, a day lost; how far apart they are."""
    names = ("worse", "two", "same", "dear", "three")
    found = ranking(results["base"], {name: results[name] for name in names})

    assert ["three", "two", "dear", "same", "worse"] == [one.id for one in found]
    assert [1, 2, 3, 4, 5] == [one.rank for one in found]
    assert [exactly(1.0), exactly(0.0), exactly(2.0), exactly(1.0), None] == [one.to_next for one in found]


def test_what_is_remembered_between_comparisons_changes_nothing(results):
    """Of results that pair, the resamples of the first serve all, whatever they were asked before."""
    shared = resamples_of(results["base"])
    for one, other in product(results.values(), repeat=2):
        assert compare(one, other, resamples=shared) == compare(one, other)


def test_what_another_beats(results):
    """Two days for 9k are beaten by two for 1k and three for 2k; a day lost for nothing by the plan as it is."""
    names = ("worse", "two", "same", "dear", "three")
    found = ranking(results["base"], {name: results[name] for name in names})

    assert {
        "three": (),
        "two": (),
        "dear": ("two", "three"),
        "same": (),
        "worse": ("base", "same"),
    } == {one.id: one.beaten_by for one in found}
    assert [True, True, False, True, False] == [one.efficient for one in found]


def test_without_costs_nothing_is_beaten(results):
    """Who saves most is told by the rank."""
    free = {name: replace(results[name], cost=None) for name in ("base", "two", "three")}

    assert [(), ()] == [one.beaten_by for one in ranking(free.pop("base"), free)]


def test_document(results, scenarios):
    """One JSON object with stable keys, the first in rank first; dates, numbers and their intervals."""
    ranked = ranking(results["base"], {name: results[name] for name in ("two", "cheaper")})
    found = json.loads(json.dumps(comparison_document(results["base"], ranked, scenarios.scenarios), allow_nan=False))
    first = found["scenarios"][0]

    assert {"plan", "currency", "base", "scenarios", "certificate", "notes"} == set(found)
    assert ("two", ["two days"], 1, True) == tuple(first[key] for key in ("id", "mitigations", "rank", "efficient"))
    assert {"value": -2.0, "lower": -2.0, "upper": -2.0, "beyond_noise": True} == first["difference"]["finish_days"][
        "P80"
    ]
    assert {"value": 500.0, "lower": 500.0, "upper": 500.0, "beyond_noise": True} == first["cost_per_day_saved"]["P80"]
    assert {"P80": None, "mean": None} == found["scenarios"][1]["cost_per_day_saved"]
    assert "2027-01-25T00:00" == found["base"]["target"]["date"]
    days = [datetime.fromisoformat(one["finish"]["P80"]) for one in (found["base"], first)]
    assert 2 == (days[0] - days[1]).days
    assert results["two"].certificate.plan == first["digest"]
