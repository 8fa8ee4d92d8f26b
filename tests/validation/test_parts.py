"""The validation itself: laws that are exact, verdicts that can fail, a page that says what was found."""

import numpy as np
import pytest

from validation import laws
from validation.coverage import Coverage, coverage
from validation.figure import Figure, Figures, sampled
from validation.judge import judge
from validation.laws import law_of
from validation.page import page
from validation.run import run_case
from validation.series_parallel import Leaf, Node, RandomPlan, document, random_plan
from validation.tiers import QUICK, Found
from validation.words import lines

UNIFORM = [Leaf(f"A{k}", "uniform", (1.0, 3.0)) for k in range(3)]


def plan_of(tree, **more):
    return RandomPlan(tree, leaves=(), **more)


def test_the_law_of_a_sum():
    """Irwin and Hall: three uniform durations on [1, 3] sum to 6 +- 1; P(sum <= 4) = 1/48."""
    law = law_of(plan_of(Node(parallel=False, parts=tuple(UNIFORM))))

    assert pytest.approx(6, abs=1e-6) == law.mean
    assert pytest.approx(1 / 48, abs=1e-6) == law.chance(4)
    assert pytest.approx(6, abs=1e-6) == law.quantile(0.5)
    assert pytest.approx({"A0": 1, "A1": 1, "A2": 1}) == law.criticality


def test_the_law_of_a_maximum():
    """The largest of three: mean 1 + 2 x 3/4, P80 at the cube root, each critical a third of the time."""
    law = law_of(plan_of(Node(parallel=True, parts=tuple(UNIFORM))))

    assert pytest.approx(2.5, abs=1e-6) == law.mean
    assert pytest.approx(1 + 2 * 0.8 ** (1 / 3), abs=1e-5) == law.quantile(0.8)
    assert pytest.approx({"A0": 1 / 3, "A1": 1 / 3, "A2": 1 / 3}, abs=1e-6) == law.criticality


def test_the_law_under_a_risk_on_everything():
    """With one half all is twice as long: the mean is that of 6 and 12."""
    law = law_of(plan_of(Node(parallel=False, parts=tuple(UNIFORM)), chance=0.5, factor=2.0))

    assert pytest.approx(9, abs=1e-6) == law.mean


def test_the_law_of_a_delay():
    """With one fourth a delay of 2 to 4 days."""
    law = law_of(plan_of(Node(parallel=False, parts=(Leaf("A", "uniform", (1.0, 3.0), 0.25, (2.0, 4.0)),))))

    assert pytest.approx(2.75, abs=1e-6) == law.mean


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_finer_grid_gives_the_same_law(seed, monkeypatch):
    """Four times the cells move nothing by more than a ten-thousandth of the spread between P10 and P90."""
    plan = random_plan(seed)
    coarse = law_of(plan)
    read = coarse.mean, coarse.quantile(0.1), coarse.quantile(0.5), coarse.quantile(0.9)
    monkeypatch.setattr(laws, "CELLS", 4 * laws.CELLS)
    fine = law_of(plan)
    again = fine.mean, fine.quantile(0.1), fine.quantile(0.5), fine.quantile(0.9)

    assert pytest.approx(again, abs=1e-4 * (again[3] - again[1])) == read
    assert pytest.approx(fine.criticality, abs=1e-4) == coarse.criticality


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_law_is_that_of_the_plan(seed):
    """By an own forward pass over the plan's document, 200,000 seeded draws: within 4 errors, missed with 0.00006."""
    rng = np.random.default_rng(seed)
    made, n = random_plan(seed), 200_000
    law, plan = law_of(made), document(made)
    by_id = {leaf.id: leaf for leaf in made.leaves}
    everywhere = np.where(rng.random(n) < made.chance, made.factor, 1.0)
    finish = {}
    for activity in plan["activities"]:
        leaf = by_id[activity["id"]]
        grid = np.linspace(0, 60, 200_001)
        own = np.interp(rng.random(n), laws.chance_below(leaf, grid), grid) * everywhere
        delay = np.where(rng.random(n) < leaf.chance, rng.uniform(*leaf.delay, n), 0.0)
        start = np.max([finish[name] for name in activity["predecessors"]], axis=0) if activity["predecessors"] else 0.0
        finish[leaf.id] = start + own + delay
    end = np.max(list(finish.values()), axis=0)

    assert abs(end.mean() - law.mean) < 4 * end.std() / np.sqrt(n)
    assert abs(np.mean(end <= law.quantile(0.8)) - 0.8) < 4 * 0.4 / np.sqrt(n)


def test_coverage_that_is_too_low_fails():
    """Of 100 intervals 80 hold; 88 and more would do."""
    low, good = (Coverage("plain", "mean", 1000, 100, held, 0.88, 0.99) for held in (80, 95))

    assert (low.passed, good.passed) == (False, True)
    assert "failed" in next(lines(low))


def test_coverage_of_a_few_plans():
    """Each design and quantity once, and no more plans than were asked for."""
    found = coverage(8, 1024)

    assert {("plain", "P80"), ("latin hypercube", "mean")} <= {(one.design, one.quantity) for one in found}
    assert all(0 <= one.held <= one.plans <= 8 for one in found)


def test_the_error_of_a_figure():
    """Of a mean, from groups, it is sd / sqrt(n): within 4 of its own errors, 11 % each."""
    found = sampled(lambda x: float(np.mean(x)), np.random.default_rng(1).normal(size=40 * 1280))

    assert abs(found.error * np.sqrt(40 * 1280) - 1) < 4 * 0.113


@pytest.mark.parametrize(
    ("expected", "got", "status"),
    [
        ({"value": 2.0, "tol": 0.1}, Figure(2.1), "passed"),
        ({"value": 2.0, "tol": 0.1}, Figure(2.2), "failed"),
        ({"value": 2.0, "tol": 0.1}, Figure(float("nan")), "failed"),
        ({"value": 2.0, "mc_sigma": 10}, Figure(2.3, 0.001, 10_000), "passed"),
        ({"value": 2.0, "mc_sigma": 10}, Figure(2.5, 0.001, 10_000), "failed"),
        ({"value": 2.0}, Figure(2.3, 0.1), "passed"),
        ({"value": 2.0}, Figure(2.5, 0.1), "failed"),
        ({"value": True}, Figure(0.0), "failed"),
        ({"value": "ff 10"}, Figures((255.0, 16.0)), "passed"),
        ({"value": "ff 11"}, Figures((255.0, 16.0)), "failed"),
        ({"value": [1, 2]}, Figures((1.0,)), "failed"),
    ],
)
def test_judgement(expected, got, status):
    """By tolerance, by the case's own sigma, by the run's own error, and number by number."""
    assert status == judge("x", expected, got).status


def test_the_page_says_what_was_found():
    """The case, its figures, and what is not run with the reason."""
    given = {"id": "X1", "kind": "fit", "description": "Three numbers", "inputs": {}, "source": "Somebody (1999)"}
    found = Found()
    found.add(run_case({**given, "expected": {"naive_average_periods": {"value": 1}}}, 100, 1))
    found.add(Coverage("plain", "mean", 1000, 100, 95, 0.88, 0.99))
    text = page(found, QUICK)

    assert "| X1 | Three numbers | a division that a forecast is to replace" in text
    assert "| plain | 1,000 | 100 | 95.0% |" in text
    assert "What is not proven" in text


def test_three_points_are_in_order():
    """Rounding leaves no mode beyond its maximum, in any plan of the full tier."""
    leaves = [leaf for seed in range(1, 2001) for leaf in random_plan(seed).leaves]
    three = [leaf.arguments for leaf in leaves if leaf.family in ("triangular", "pert")]

    assert all(low <= mode <= high for low, mode, high in three)
