"""The shipped scenarios are whole plans of the stated size, whose question is worth asking."""

import json
from datetime import timedelta

import pytest

from riskcore.analysis import answer, limit_of
from riskcore.analysis.compare_plans import scenario_plans
from riskcore.analysis.compare_ranking import ranking
from riskcore.formats import read_plan_text, read_scenarios
from riskcore.simulation import simulate
from tests.scenarios.shipped import SCENARIOS, generated, scenario

SIZES = {"quay-wall": range(60, 80), "payments-platform": range(110, 140)}


@pytest.mark.parametrize("slug", SIZES)
def test_scenario(slug):
    """The plan keeps all rules with its register; it means to keep its target, and has a fair chance to miss it."""
    folder = SCENARIOS / slug
    plan = scenario(slug)

    result = simulate(plan, 2000, activities=False)

    found = answer(result.finish, limit_of(result, plan.target))
    assert len(plan.activities) in SIZES[slug]
    assert len(plan.risks) >= 10
    assert result.date(found.planned) < plan.target + timedelta(days=1)
    assert 0.1 < found.probability_of_limit.value < 0.6
    assert result.cost is not None
    assert (folder / "README.md").read_text("utf-8").startswith("# ")


@pytest.mark.parametrize(
    ("slug", "best", "none"), [("quay-wall", "both", "divers"), ("payments-platform", "all", "logo")]
)
def test_mitigations(slug, best, none):
    """Doing more helps beyond noise, and one scenario changes nothing but the cost."""
    plan, scenarios = scenario(slug), read_scenarios(SCENARIOS / slug / "scenarios.yaml")
    plans = scenario_plans(plan, scenarios, [best, none], "scenarios.yaml")
    every = {"base": plan, **plans}
    played = {name: simulate(one, 2000, milestones=(), activities=False) for name, one in every.items()}
    ranked = {one.id: one for one in ranking(played["base"], {name: played[name] for name in plans}, None)}

    assert ranked[best].comparison.finish.at["P80"].upper < 0
    assert ranked[none].comparison.finish.none


def test_portfolio():
    """The generator writes the same plan for the same seed, of the size asked for, and it can be simulated."""
    first, second = generated(600), generated(600)

    plan = read_plan_text(first)
    result = simulate(plan, 200, activities=False)

    assert first == second
    assert 600 == len(plan.activities) == len(json.loads(first)["activities"])
    assert result.date(result.finish.planned) > plan.start
