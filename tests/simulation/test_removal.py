"""The plan without a risk, on shared draws, has the bits of a simulation of the plan that never had it."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcore.plan import parse_plan
from riskcore.simulation import removal, simulate, variants
from tests.simulation.plans import plans

WEATHER = {"week": {"mon-sat": "07:00-17:00"}, "weather": {"months": {"1": "20%", "2": "30%"}}}
SITE = {"week": {"mon-sat": "07:00-17:00"}, "exceptions": [{"on": "2027-01-20"}]}
LONG = {"uniform": ["1d", "9d"]}
ON_A = {"id": "R1", "probability": 0.4, "delay": LONG, "activities": ["A"], "cost": 5000}
ON_B = {"id": "R2", "probability": 0.5, "factor": 1.5, "activities": ["B"]}
A = {"id": "A", "duration": {"triangular": ["8d", "10d", "20d"]}, "cost": {"per_day": 900}}
B = {"id": "B", "duration": {"uniform": ["5d", "9d"]}, "predecessors": ["A"], "cost": {"fixed": 10_000, "per_day": 7}}
C = {"id": "C", "duration": "6d", "predecessors": ["B"], "cost": {"per_day": 3}}


def document(*activities, risks=(ON_A, ON_B), **fields):
    return {"start": "2027-01-04", "activities": list(activities), "risks": list(risks), **fields}


DOCUMENTS = {
    "links": document(A, B, C),
    "starts and finishes": document(
        A, {**B, "predecessors": ["A SS+2d"]}, {**C, "predecessors": ["A FF+1d", "B SF+9d", "B SS"]}
    ),
    "calendars": document(A, {**B, "calendar": "site"}, C, calendars={"site": SITE}),
    "a lag that is drawn": document(A, B, {**C, "predecessors": [{"activity": "A", "lag": LONG}, "B"]}),
    "a hammock": document(
        A, B, C, {"id": "H", "type": "hammock", "predecessors": ["A FF", "B SS", "C FF"], "cost": {"per_day": 500}}
    ),
    "weather": document(A, {**B, "calendar": "site"}, C, calendars={"site": WEATHER}),
    "dates": document(
        A,
        {**B, "constraint": {"finish_no_earlier_than": "2027-02-05"}},
        {**C, "constraint": {"start_no_later_than": "2027-02-01"}},
        no_later_than_binds=True,
    ),
    "a condition on a duration": document(
        A, B, C, branches=[{"when": {"activity": "A", "duration_over": "11d"}, "then": ["C"]}]
    ),
    "a condition on a date": document(
        A, B, C, branches=[{"when": {"activity": "B", "finish_after": "2027-02-01"}, "then": ["C"]}]
    ),
    "a condition on a cost": document(
        A, B, C, branches=[{"when": {"activity": "A", "cost_over": 11_000}, "then": ["C"]}]
    ),
    "a window": document(
        A,
        B,
        C,
        {"id": "D", "duration": "9d", "cost": {"per_day": 11}},
        risks=[ON_A, {**ON_B, "activities": ["D", "C"], "window": {"during": "B"}, "cost": 70}],
    ),
    "a trigger": document(A, B, C, risks=[ON_A, {**ON_B, "triggered_by": "R1"}]),
    "the largest": document(
        A, B, C, risks=[ON_A | {"combine": "parallel"}, {**ON_A, "id": "R2", "combine": "parallel"}]
    ),
    "prices": document(
        A,
        {**B, "cost": {"fixed": 900, "per_day": 7, "index": "steel"}},
        C,
        indices={"steel": {"base": "2027-01-01", "per_year": {"uniform": ["10%", "40%"]}}},
    ),
    "a penalty on what no risk touches": document(
        A, B, {**C, "cost": {}}, penalties=[{"name": "Late", "activity": "C", "date": "2027-01-25", "per_day": 10}]
    ),
    "a condition that costs and moves nothing": document(
        A,
        B,
        {"id": "C", "duration": "0d", "cost": {"fixed": 900}},
        branches=[{"when": {"activity": "A", "duration_over": "11d"}, "then": ["C"]}],
    ),
    "a chance to exist": document(A, {**B, "probability": 0.6}, C),
    "a cost in another working time": document(
        A, B, {**C, "type": "task", "calendar": "site"}, calendars={"site": SITE}
    ),
    "no cost": document({"id": "A", "duration": "9d"}, risks=[{**ON_A, "cost": 0}]),
}


def without(plan, name):
    """The plan as if risk `name`, and what it triggers, had never been."""
    gone = {name} | {risk.id for risk in plan.risks if risk.triggered_by == name}
    left = [risk.model_copy(update={"status": "closed"}) if risk.id in gone else risk for risk in plan.risks]
    return plan.model_copy(update={"risks": tuple(left)})


def check(plan, iterations=300, seed=1, threads=1):
    """Both have the same bits: as it is, and without each risk."""
    found = removal(plan, iterations, seed, threads=threads)
    played = [
        simulate(one, iterations, seed, activities=False) for one in [plan, *(without(plan, r) for r in found.id)]
    ]
    dates, costs = [found.finish, *found.finish_without], [found.cost, *found.cost_without]
    for k, one in enumerate(played):
        assert np.array_equal(one.finish.sample.values, dates[k].values), k
        expected = 0.0 * dates[k].values if one.cost is None else one.cost.sample.values
        assert np.array_equal(expected, costs[k].values), k
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_bits_of_another_simulation(name):
    """Whatever decides on a date or an amount, it decides anew; and a risk that is removed makes a difference."""
    found = check(parse_plan(DOCUMENTS[name]))

    assert any((one.values != found.finish.values).any() for one in found.finish_without)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(plans(progressed=True), st.data())
def test_any_plan(made, data):
    """Of plans with links, dates, calendars and progress of all kinds."""
    ids = [one["id"] for one in made["activities"] if one.get("type", "task") == "task"]
    risks = [
        {"id": f"R{k}", "probability": 0.5, "factor": 1.5, "activities": [data.draw(st.sampled_from(ids))]}
        for k in range(min(3, len(ids)))
    ]

    check(parse_plan(made | {"risks": risks}), 40)


def network(activities, risks, chance):
    """Activities on two calendars in a random network, and risks each on five of them."""
    rng = random.Random(7)
    made = [
        {
            "id": f"A{k}",
            "duration": {"uniform": ["1d", "9d"]},
            "predecessors": [f"A{j}" for j in sorted({rng.randrange(max(0, k - 9), k) for _ in range(2)})] if k else [],
            "calendar": rng.choice(("site", "standard")),
            "cost": {"fixed": 10.1, "per_day": 0.7},
        }
        for k in range(activities)
    ]
    found = [
        {
            "id": f"R{r}",
            "probability": chance,
            "delay": LONG,
            "activities": sorted({f"A{rng.randrange(activities)}" for _ in range(5)}),
        }
        for r in range(risks)
    ]
    return parse_plan(document(*made, risks=found, calendars={"site": SITE}))


@pytest.mark.parametrize("chance", [0.02, 0.3, 1.0])
def test_variants_side_by_side(chance):
    """However many of them fit into one pass: few lanes differ, some, or all."""
    check(network(60, 12, chance), 600, threads=2)


def test_the_memory_changes_no_bit(monkeypatch):
    """A plan so large that one block's lanes fit into a pass, and no more."""
    plan = network(30, 9, 0.4)
    wide = removal(plan, 300, 1)
    monkeypatch.setattr(variants, "CELLS", 1)
    narrow = removal(plan, 300, 1)

    assert all(
        np.array_equal(one.values, other.values)
        for one, other in zip(
            (*wide.finish_without, *wide.cost_without), (*narrow.finish_without, *narrow.cost_without), strict=True
        )
    )
