"""A plan and its scenarios in one run: each has the bits of a simulation of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcore.errors import Cancelled, ParameterError
from riskcore.plan import parse_plan
from riskcore.plan.apply_scenario import apply, apply_all
from riskcore.plan.scenario import parse_scenarios
from riskcore.simulation import LivePlan, simulate, simulate_scenarios
from tests.simulation.plans import plans
from tests.simulation.test_live import BRANCH, RULES, WHAT_IFS, YARD

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.results import Result

MITIGATIONS = [
    {"id": "more work", "add_activities": [{"id": "X", "duration": "30d", "predecessors": ["A"]}], "cost": 70},
    {"id": "less work", "remove_activities": ["E"], "activities": {"M": {"predecessors": ["B", "C", "F"]}}},
    {"id": "a new risk", "add_risks": [{"id": "R9", "probability": 0.5, "delay": "30d", "activities": ["B"]}]},
    {"id": "certain", "cost": 5, "activities": {"A": {"duration": "7d"}}},
]


def versions(plan: Plan) -> dict[str, Plan]:
    """One for each what-if and each mitigation; those that change the network come in between."""
    overrides = [{"id": name, "overrides": what_if} for name, what_if in WHAT_IFS.items()]
    alone = [{"id": one["id"], "mitigations": [one["id"]]} for one in MITIGATIONS]
    document = {"mitigations": MITIGATIONS, "scenarios": [*overrides[:4], *alone, *overrides[4:]]}
    names = [one["id"] for one in document["scenarios"]]
    return apply_all(plan, parse_scenarios(document), names, lambda _: {})


def told(result: Result) -> dict[str, object]:
    """All that a result tells, but when it was made."""
    outcomes = [one for one in (result.finish, result.cost, *result.milestones, *result.cost_parts) if one]
    return {
        "outcomes": [replace(one, sample=one.sample.values.tobytes()) for one in outcomes],
        "drivers": {name: np.asarray(value).tolist() for name, value in vars(result.drivers).items()},
        "correlations": [(one.name, one.members, one.size, one.realised.tolist()) for one in result.correlations],
        "certificate": replace(result.certificate, created=""),
        "rest": (result.name, result.epoch, result.target, result.notes, result.currency, result.lost),
    }


def same(found: Result, plan: Plan, iterations: int, **options: object) -> bool:
    """Whether it tells what a simulation of the plan alone tells; what is not a number is alike."""
    alone = told(simulate(plan, iterations, activities=False, **options))
    return repr(told(found)) == repr(alone)


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("design", ["latin hypercube", "plain"])
def test_each_is_what_a_simulation_tells(threads: int, design: str):
    """What-ifs of every kind, activities and risks that come and go: the schedule is given back after each."""
    plan = parse_plan(YARD)
    others = versions(plan)

    base, found = simulate_scenarios(plan, others, 700, 3, design=design, threads=threads)

    assert list(found) == list(others)
    assert same(base, plan, 700, seed=3, design=design)
    assert [] == [name for name, one in found.items() if not same(one, others[name], 700, seed=3, design=design)]


@pytest.mark.parametrize("document", [RULES, BRANCH, {"correlations": []}], ids=["rules", "branches", "independent"])
def test_plans_of_other_kinds(document: dict):
    """What concerns the whole plan, changed and not."""
    plan = parse_plan(YARD | document)
    others = {"as it is": plan, "another plan": parse_plan(YARD)} | versions(plan)

    _, found = simulate_scenarios(plan, others, 300)

    assert [] == [name for name, one in found.items() if not same(one, others[name], 300)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_plan_and_any_duration(data: st.DataObject):
    """Random plans with calendars, links, lags, constraints and progress: a duration is changed in each scenario."""
    plan = parse_plan(data.draw(plans()))
    tasks = [one.id for one in plan.activities if one.type == "task" and one.actual_start is None]
    others = {}
    for k in range(3 if tasks else 0):
        name = data.draw(st.sampled_from(tasks))
        change = {"activities": {name: {"duration": f"{data.draw(st.integers(1, 40))}d"}}}
        document = parse_scenarios({"scenarios": [{"id": "s", "overrides": change}]})
        others[str(k)] = apply(plan, document, "s")

    base, found = simulate_scenarios(plan, others, 256)

    assert same(base, plan, 256)
    assert all(same(one, others[name], 256) for name, one in found.items())


def test_other_versions_of_a_live_plan_leave_no_names():
    """What one version made certain does not count among what varies together in another."""
    plan = parse_plan(YARD)
    found = versions(plan)
    _, results = simulate_scenarios(plan, found, 256)

    assert [2] == [one.size for one in results["nothing"].correlations]
    assert () == results["certain"].correlations
    live = LivePlan(plan, 256)
    assert len(live.answer(found["certain"]).program.drawn()) < len(live.program.drawn())


def test_progress_and_stop():
    """Iterations are told for all together, and it ends where it is asked to."""
    plan, told_so_far = parse_plan(YARD), []

    simulate_scenarios(plan, {"same": plan}, 300, progress=told_so_far.append)
    with pytest.raises(Cancelled):
        simulate_scenarios(plan, {"same": plan}, 300, stop=lambda: True)

    assert [128, 256, 300] == told_so_far


def test_what_cannot_be_shared_is_refused():
    """Points that follow the plan; a milestone that a scenario has not."""
    plan = parse_plan(YARD)
    with pytest.raises(ParameterError, match="latin hypercube or plain"):
        simulate_scenarios(plan, {}, 256, design="sobol")
    with pytest.raises(ParameterError, match="milestones must be ids of activities"):
        simulate_scenarios(plan, versions(plan), 256, milestones=["E"])
