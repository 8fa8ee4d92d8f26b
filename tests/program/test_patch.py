"""A program that is patched is the one that the whole plan compiles to."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from benchmarks.networks import full
from riskcore.errors import PlanError
from riskcore.kernels.records import DRAWN
from riskcore.plan import parse_plan
from riskcore.plan.apply_scenario import apply
from riskcore.plan.scenario import parse_scenarios
from riskcore.program import compile_plan
from riskcore.program.memory import Memory
from riskcore.program.patch import patched
from riskcore.simulation.settle import settled
from tests.simulation.plans import constraints, links, plans

KINDS = {
    "a probability": {"risks": {"R1": {"probability": 0.1}}},
    "a range": {"activities": {"A50": {"duration": {"pert": ["9d", "12d", "30d"]}}}},
    "a duration": {"activities": {"A50": {"duration": "5d"}}},
    "a link": {"activities": {"A50": {"predecessors": ["A5", "A46"]}}},
    "a link of another type": {"activities": {"A50": {"predecessors": [{"activity": "A5", "type": "FF"}]}}},
    "no link": {"activities": {"A50": {"predecessors": []}}},
    "a date": {"activities": {"A50": {"constraint": {"start_no_earlier_than": "2029-06-01"}}}},
    "a date that pins": {"activities": {"A50": {"constraint": {"mandatory_finish": "2029-06-01"}}}},
    "a range of two, and a probability": {
        "activities": {"A50": {"duration": "5d"}, "A51": {"duration": {"uniform": ["1d", "2d"]}}},
        "risks": {"R2": {"probability": 0.9}},
    },
}


RULE = {"activities": "all", "duration_factor": {"pert": [0.9, 1.0, 1.3]}}


def changed(plan, overrides):
    """`plan` with these overrides."""
    return apply(plan, parse_scenarios({"scenarios": [{"id": "s", "overrides": overrides}]}), "s")


def used(program):
    """(v) the variables that are drawn."""
    charge, factor = program.costs.charge[:-1], program.costs.factor
    numbers = [program.network.row["variable"], program.shared["occurrence"], program.shared["impact"]]
    numbers += [charge["fixed"], charge["rate"], factor["number"][factor["how"] == DRAWN]]
    found = np.unique(np.concatenate(numbers))
    return found[found >= 0]


def assert_same(one, other):
    """Both programs say the same of all that they use."""
    v = used(other)
    assert np.array_equal(one.variables.item[v], other.variables.item[v])
    assert np.array_equal(one.planned[v], other.planned[v])
    size = min(len(one.variables.data), len(other.variables.data))
    assert np.array_equal(one.variables.data[:size], other.variables.data[:size])
    for field in fields(one):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if field.name in ("variables", "planned", "names"):
            continue
        if isinstance(mine, np.ndarray):
            assert np.array_equal(mine, theirs, equal_nan=mine.dtype.kind == "f"), field.name
        elif field.name in ("maps", "weather", "network", "costs"):
            for name, a, b in zip(mine._fields, mine, theirs, strict=True):
                assert np.array_equal(a, b), f"{field.name}.{name}"
        else:
            assert mine == theirs, field.name


@pytest.fixture(scope="module")
def ready():
    plan = parse_plan(full(100))
    memory = Memory(plan)
    return plan, memory, compile_plan(plan, None, memory)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_is_patched(ready, kind: str):
    """Probability, range, duration, link and date: what is patched is the same as what is compiled."""
    plan, memory, base = ready
    other = changed(plan, KINDS[kind])
    found = patched(base, other, memory)
    assert found is not None
    assert_same(found, compile_plan(other, None, memory))
    assert_same(patched(base, plan, memory), compile_plan(plan, None, memory))


def test_what_reaches_further_is_compiled(ready):
    """An impact, a cost, a calendar, what others see of an activity, many activities: not patched."""
    plan, memory, base = ready
    many = {f"A{k}": {"duration": "5d"} for k in range(30)}
    for overrides in (
        {"risks": {"R1": {"delay": "9d"}}},
        {"activities": {"A50": {"cost": {"fixed": 7}}}},
        {"activities": {"A50": {"calendar": "24h"}}},
        {"activities": {"A50": {"duration": "0d"}}},
        {"activities": many},
    ):
        assert patched(base, changed(plan, overrides), memory) is None


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_plan_and_any_change(data: st.DataObject):
    """Random plans with calendars, links, lags, constraints and progress, of which some records change."""
    document = data.draw(plans())
    ids = [one["id"] for one in document["activities"] if one["type"] == "task"]
    document["risks"] = [{"id": "R", "probability": 0.4, "delay": "1d", "activities": [ids[0]]}] if ids else []
    for one in document["activities"]:
        one.update(data.draw(st.sampled_from(({}, {}, {"cost": {"fixed": 5, "per_day": 3}}))))
    if data.draw(st.booleans()):
        name = st.sampled_from([one["id"] for one in document["activities"]])
        tied = [{"activity": data.draw(name), "type": kind} for kind in ("SS", "FF")]
        document["activities"].append({"id": "H", "type": "hammock", "predecessors": tied, "cost": {"per_day": 3}})
    document["uncertainty"] = data.draw(st.sampled_from(([], [], [RULE])))
    for one in document["activities"]:
        if one["predecessors"] and data.draw(st.integers(0, 3)) == 0:
            one["predecessors"][0]["lag"] = {"uniform": ["1d", "3d"]}
    try:
        plan = settled(parse_plan(document))
    except PlanError:  # a delay in working days of elapsed work
        return
    memory = Memory(plan)
    base = compile_plan(plan, None, memory)
    for _ in range(2):
        k = data.draw(st.integers(0, len(plan.activities) - 1))
        fields_of = {
            "duration": st.sampled_from(("3d", {"uniform": ["1d", "2d"]}, {"pert": ["1d", "3d", "9d"]}, "0d")),
            "predecessors": links(k),
            "constraint": st.one_of(st.none(), constraints()),
        }
        names = data.draw(st.lists(st.sampled_from(list(fields_of)), unique=True))
        overrides = {"activities": {plan.activities[k].id: {name: data.draw(fields_of[name]) for name in names}}}
        if plan.risks and data.draw(st.booleans()):
            overrides["risks"] = {"R": {"probability": data.draw(st.sampled_from((0.0, 0.2, 1.0)))}}
        try:
            other = settled(changed(plan, overrides))
        except PlanError:
            continue
        found = patched(base, other, memory) if memory.serves(other) else None
        event(f"patched: {found is not None}")
        if found is not None:
            assert_same(found, compile_plan(other, None, memory))
