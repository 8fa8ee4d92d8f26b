"""The shipped scenarios are whole plans of the stated size, whose question is worth asking."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from riskcore.analysis import answer, limit_of
from riskcore.formats import read_plan, read_plan_text, read_register
from riskcore.plan import check
from riskcore.simulation import simulate

SCENARIOS = Path(__file__).parents[2] / "scenarios"
GENERATOR = SCENARIOS / "portfolio" / "generate.py"
SIZES = {"quay-wall": range(55, 71), "payments-platform": range(110, 131)}


@pytest.mark.parametrize("slug", SIZES)
def test_scenario(slug):
    """The plan keeps all rules with its register; it means to keep its target, and has a fair chance to miss it."""
    folder = SCENARIOS / slug
    plan = check(read_plan(folder / "plan.yaml").with_register(read_register(folder / "risks.yaml")))

    result = simulate(plan, 2000, activities=False)

    found = answer(result.finish, limit_of(result, plan.target))
    assert len(plan.activities) in SIZES[slug]
    assert len(plan.risks) >= 10
    assert result.date(found.planned) < plan.target + timedelta(days=1)
    assert 0.1 < found.probability_of_limit.value < 0.6
    assert result.cost is not None
    assert (folder / "README.md").read_text("utf-8").startswith("# ")


def test_portfolio():
    """The generator writes the same plan for the same seed, of the size asked for, and it can be simulated."""
    command = [sys.executable, GENERATOR, "--activities", "600", "--seed", "3"]
    first, second = (subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(2))

    plan = read_plan_text(first)
    result = simulate(plan, 200, activities=False)

    assert first == second
    assert 600 == len(plan.activities) == len(json.loads(first)["activities"])
    assert result.date(result.finish.planned) > plan.start
