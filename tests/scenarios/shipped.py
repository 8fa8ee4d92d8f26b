"""The shipped scenarios, read as their READMEs say."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

from riskcore.formats import read_plan, read_plan_text, read_register
from riskcore.formats import register as tables
from riskcore.plan import check

SCENARIOS = Path(__file__).parents[2] / "scenarios"
GENERATOR = SCENARIOS / "portfolio" / "generate.py"


@cache
def scenario(name):
    """The plan with its registers; of the portfolio, 80 activities."""
    if name == "portfolio":
        return read_plan_text(generated(80))
    folder = SCENARIOS / name
    plan = read_plan(folder / "plan.yaml").with_register(read_register(folder / "risks.yaml"))
    for path in folder.glob("*.csv"):
        read = tables.read_register(path, tables.read_mapping(path.with_suffix(".mapping.yaml")))
        plan = plan.with_register(tables.register_of(read))
    return check(plan)


def generated(activities):
    """The text of a portfolio of so many activities."""
    command = [sys.executable, GENERATOR, "--activities", str(activities), "--seed", "3"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
