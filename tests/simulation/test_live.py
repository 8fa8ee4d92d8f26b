"""A what-if asked of a live plan has the bits of a simulation of the changed plan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcore.errors import ParameterError, PlanError
from riskcore.plan import parse_plan
from riskcore.plan.apply_scenario import apply
from riskcore.plan.scenario import parse_scenarios
from riskcore.simulation import LivePlan, simulate
from tests.simulation.plans import plans

YARD = {
    "name": "yard",
    "start": "2027-01-04",
    "calendars": {"site": {"week": {"mon-sat": "07:00-17:00"}, "weather": {"months": {"1": "20%", "2": "30%"}}}},
    "activities": [
        {
            "id": "A",
            "duration": {"pert": ["5d", "8d", "20d"]},
            "calendar": "site",
            "cost": {"fixed": 100, "per_day": 10},
        },
        {"id": "B", "duration": {"triangular": ["2d", "4d", "9d"]}, "predecessors": ["A"]},
        {
            "id": "C",
            "duration": "6d",
            "predecessors": [{"activity": "A", "type": "SS", "lag": "2d"}],
            "calendar": "site",
        },
        {
            "id": "H",
            "cost": {"per_day": 3},
            "type": "hammock",
            "predecessors": [{"activity": "A", "type": "SS"}, {"activity": "C", "type": "FF"}],
        },
        {"id": "E", "duration": "9d", "probability": 0.7, "predecessors": ["A"], "cost": {"fixed": 50}},
        {"id": "F", "duration": "9d", "predecessors": [{"activity": "B", "lag": {"uniform": ["1d", "9d"]}}]},
        {"id": "M", "type": "milestone", "predecessors": ["B", "C", "E", "F"]},
    ],
    "risks": [
        {"id": "R1", "probability": 0.4, "delay": {"uniform": ["1d", "9d"]}, "activities": ["A", "B"]},
        {"id": "R2", "probability": 0.5, "factor": 1.4, "cost": 90, "activities": ["C"], "window": {"during": "A"}},
        {"id": "R3", "probability": 0.6, "delay": "4d", "activities": ["B"], "triggered_by": "R1"},
    ],
    "correlations": [{"activities": ["A", "B"], "coefficient": 0.6}],
}
WHAT_IFS = {
    "nothing": {},
    "a probability": {"risks": {"R1": {"probability": 0.1}}},
    "the probability of a risk with a window": {"risks": {"R2": {"probability": 0.9}}},
    "an impact": {"risks": {"R1": {"delay": {"uniform": ["1d", "2d"]}}}},
    "whom a risk is about": {"risks": {"R1": {"activities": ["C"]}}},
    "a range": {"activities": {"A": {"duration": {"pert": ["5d", "6d", "7d"]}}}},
    "a range about the same plan": {"activities": {"A": {"duration": {"pert": ["5d", "8d", "9d"]}}}},
    "a chance to exist": {"activities": {"E": {"probability": 0.2}}},
    "a certain lag": {"activities": {"B": {"predecessors": [{"activity": "A", "lag": "20d"}]}}},
    "a lag": {"activities": {"F": {"predecessors": [{"activity": "B", "lag": {"uniform": ["1d", "30d"]}}]}}},
    "a duration": {"activities": {"C": {"duration": "40d"}}},
    "a link": {"activities": {"C": {"predecessors": ["B"]}}},
    "no link": {"activities": {"B": {"predecessors": []}}},
    "a date": {"activities": {"B": {"constraint": {"start_no_earlier_than": "2027-03-01"}}}},
    "a calendar": {"activities": {"B": {"calendar": "site"}}},
    "a cost": {"activities": {"A": {"cost": {"fixed": 7}}}},
    "the start of the plan": {"start": "2027-02-01"},
}


def same(live: LivePlan, what_if: object, seed: int = 1) -> bool:
    """Whether the live plan's answer has the bits of a simulation of the changed plan."""
    answer = live.what_if(what_if)
    anew = simulate(answer.plan, live.sampling.iterations, seed, activities=False)
    cost = answer.cost is None or np.array_equal(anew.cost.sample.values, answer.cost.values)
    milestones = all(np.array_equal(one.sample.values, answer.milestones[one.id].values) for one in anew.milestones)
    return np.array_equal(anew.finish.sample.values, answer.finish.values) and cost and milestones


@pytest.fixture(scope="module")
def live() -> LivePlan:
    return LivePlan(parse_plan(YARD), 1000)


@pytest.mark.parametrize("name", WHAT_IFS)
def test_an_answer_has_the_bits_of_a_simulation(live: LivePlan, name: str):
    """One what-if after the other, each against the base: none leaves a trace."""
    assert same(live, WHAT_IFS[name])
    assert np.array_equal(live.base.finish.values, live.what_if({}).finish.values)


RULES = {"uncertainty": [{"activities": "all", "duration_factor": {"pert": [0.9, 1.0, 1.3]}}]}
BRANCH = {"branches": [{"when": {"activity": "B", "duration_over": "4d"}, "then": ["C"]}]}
CRANE = {
    "resources": {"crane": {"rate": {"pert": [900, 1000, 1500]}}},
    "activities": [{"id": "A", "duration": "10d", "cost": {"resources": [{"resource": "crane"}]}}],
    "risks": [],
    "correlations": [],
}


@pytest.mark.parametrize(
    ("document", "what_if"),
    [
        (RULES, {"uncertainty": [{"activities": "all", "duration_factor": {"pert": [0.9, 1.2, 1.3]}}]}),
        (BRANCH, {"branches": [{"when": {"activity": "B", "duration_over": "6d"}, "then": ["C"]}]}),
        (CRANE, {"resources": {"crane": {"rate": {"pert": [900, 1400, 1500]}}}}),
    ],
    ids=["a rule", "a condition", "a rate"],
)
def test_what_concerns_the_whole_plan(document: dict, what_if: dict):
    """Fields of the plan itself change what every record means: such a what-if is played from the start."""
    live = LivePlan(parse_plan(YARD | document), 500)
    assert same(live, what_if)
    assert same(live, {})


def test_each_change_changes_something(live: LivePlan):
    """What the other tests compare is not all the same: the finish, or the cost, is moved by each."""
    answers = {name: live.what_if(what_if) for name, what_if in WHAT_IFS.items()}
    found = {name: (one.finish.values.mean(), one.cost.values.mean()) for name, one in answers.items()}
    assert ["nothing"] == [name for name in found if found[name] == found["nothing"]]


def test_a_run_that_is_too_large_to_keep_is_played_anew():
    """Without memory for the run the answers are the same."""
    live = LivePlan(parse_plan(YARD), 500, most_bytes=0)
    assert live.store is None
    assert all(same(live, what_if) for what_if in WHAT_IFS.values())


def test_points_that_the_plan_itself_chooses_are_refused():
    """Scrambled Sobol' points go to the variables that matter most: another plan would have other draws."""
    with pytest.raises(ParameterError, match="latin hypercube or plain"):
        LivePlan(parse_plan(YARD), 256, design="sobol")


def test_what_does_not_fit_is_refused(live: LivePlan):
    """A what-if is checked as a scenario is, and the live plan goes on."""
    with pytest.raises(PlanError, match="must name a risk"):
        live.what_if({"risks": {"R9": {"probability": 0.1}}})
    assert same(live, {})


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_plan_and_any_duration(data: st.DataObject):
    """Random plans with calendars, links, lags, constraints and progress: one duration is changed, then another."""
    document = data.draw(plans())
    plan = parse_plan(document)
    live = LivePlan(plan, 256)
    tasks = [one.id for one in plan.activities if one.type == "task" and one.actual_start is None]
    for _ in range(2 if tasks else 0):
        name = data.draw(st.sampled_from(tasks))
        assert same(live, {"activities": {name: {"duration": f"{data.draw(st.integers(1, 40))}d"}}})


def test_a_scenario_may_add_activities(live: LivePlan):
    """A mitigation that adds work and links is answered as well, from the start."""
    document = {
        "mitigations": [{"id": "m", "add_activities": [{"id": "X", "duration": "30d", "predecessors": ["A"]}]}],
        "scenarios": [{"id": "s", "mitigations": ["m"]}],
    }
    plan = apply(live.plan, parse_scenarios(document), "s")
    anew = simulate(plan, 1000, activities=False)
    assert np.array_equal(anew.finish.sample.values, live.answer(plan).finish.values)
