"""What does not exist, does not happen or is past costs nothing; and what costs may decide what exists.

A share is held to 4.5 of its standard errors: a false alarm has probability below 7e-6 for each, some ten here.
"""

import numpy as np
import pytest

from riskcore.plan import parse_plan
from riskcore.simulation import simulate
from riskcore.simulation.removal import removal
from tests.simulation.test_risks import share


def test_a_condition_on_cost():
    """B exists where A, at 100 a day and with its rework, costs more than 1,200; what a risk on it costs is no part."""
    document = {
        "start": "2027-01-04",
        "calendar": "24h",
        "currencies": {"USD": {"rate": 0.5}},
        "activities": [
            {
                "id": "A",
                "wbs": "1",
                "duration": {"uniform": ["8d", "12d"]},
                "cost": {"per_day": 200, "currency": "USD"},
                "rework": {"probability": 0.3, "duration": "0d", "cost": 300, "at_most": 1},
            },
            {"id": "B", "wbs": "2", "duration": "10d", "predecessors": ["A"], "cost": {"fixed": 7}},
            {"id": "C", "wbs": "3", "duration": "20d", "predecessors": ["A"], "cost": {"fixed": 5}},
        ],
        "branches": [{"when": {"activity": "A", "cost_over": 1200}, "then": ["B"], "otherwise": ["C"]}],
        "risks": [{"id": "R", "probability": 0.5, "cost": 5000, "activities": ["A"]}],
    }
    found = simulate(parse_plan(document), 2000, 1, activities=False)
    parts = {part.id: part.sample.values for part in found.cost_parts}
    dear = parts["1"] + np.where(np.isin(parts["risks"], (300, 5300)), 300, 0) > 1200

    assert share(0.3 * 0.75, dear)
    assert np.array_equal(np.where(dear, 7.0, 0.0), parts["2"])
    assert np.array_equal(np.where(dear, 0.0, 5.0), parts["3"])
    assert 0 == next(part.planned for part in found.cost_parts if part.id == "2")


def test_a_condition_on_a_cost_that_has_a_condition():
    """Cost decides twice in a row: C exists where B exists, and B where A is dear."""
    document = {
        "start": "2027-01-04",
        "activities": [
            {"id": "A", "duration": "1d", "cost": {"fixed": {"uniform": [0, 100]}}},
            {"id": "B", "duration": "1d", "cost": {"fixed": 1000}, "predecessors": ["A"]},
            {"id": "C", "duration": "1d", "cost": {"fixed": 10_000}, "predecessors": ["A"]},
        ],
        "branches": [
            {"when": {"activity": "A", "cost_over": 60}, "then": ["B"]},
            {"when": {"activity": "B", "cost_over": 999}, "then": ["C"]},
        ],
    }
    total = simulate(parse_plan(document), 1000, 1, activities=False).cost.sample.values

    assert share(0.4, total > 60)
    assert np.array_equal(total > 60, total > 11_000)


def test_a_condition_on_cost_without_a_risk():
    """The plan without the risk is another simulation's, to the bit: its cost decides anew."""
    document = {
        "start": "2027-01-04",
        "activities": [
            {"id": "A", "duration": {"uniform": ["8d", "12d"]}, "cost": {"per_day": 100}},
            {"id": "B", "duration": "10d", "predecessors": ["A"], "cost": {"fixed": 5000}},
        ],
        "branches": [{"when": {"activity": "A", "cost_over": 1100}, "then": ["B"]}],
        "risks": [{"id": "R", "probability": 0.5, "delay": "2d", "activities": ["A"]}],
    }
    found = removal(parse_plan(document), 1000, 1)
    alone = simulate(parse_plan(document | {"risks": []}), 1000, 1, activities=False)

    assert np.array_equal(alone.cost.sample.values, found.cost_without[0].values)
    assert np.array_equal(alone.finish.sample.values, found.finish_without[0].values)


def cost(risks, activities=(), **rest):
    """What a plan costs, iteration by iteration, in which nothing but the risks does."""
    document = {"start": "2027-01-04", "activities": [{"id": "A", "duration": "10d"}, *activities], "risks": risks}
    return simulate(parse_plan(document | rest), 2000, 1, activities=False).cost.sample.values


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"from": "2027-01-10"}, 70.0),
        ({"from": "2027-01-16"}, 0.0),
        ({"to": "2027-01-03"}, 0.0),
        ({"from": "2027-01-08", "to": "2027-01-08"}, 70.0),
        ({"during": "B"}, 70.0),
        ({"during": "C"}, 0.0),
    ],
)
def test_a_risk_outside_its_window_costs_nothing(window, expected):
    """A works from 4 to 15 January, B beside it, C from the 18th."""
    more = [{"id": "B", "duration": "5d"}, {"id": "C", "duration": "1d", "constraint": {"start_on": "2027-01-18"}}]
    risk = {"id": "R", "probability": 1, "cost": 70, "activities": ["A"], "window": window}

    assert {expected} == set(cost([risk], more))


def test_a_milestone_within_a_window():
    """What costs money may lie on a milestone, which no risk can delay."""
    more = [{"id": "M", "type": "milestone", "predecessors": ["A"]}]
    risk = {"id": "R", "probability": 1, "cost": 70, "activities": ["M"], "window": {"from": "2027-01-15"}}

    assert {70.0} == set(cost([risk], more))
    assert {0.0} == set(cost([risk | {"window": {"from": "2027-01-16"}}], more))


@pytest.mark.parametrize("window", [None, {"from": "2027-01-01"}])
def test_a_risk_on_what_does_not_exist_costs_nothing(window):
    """On B alone it is paid where B exists, on B and C where one of them does, and with A always."""
    more = [
        {"id": "B", "duration": "5d", "probability": 0.4},
        {"id": "C", "duration": "5d", "probability": 0.5},
    ]

    def paid(names):
        return cost([{"id": "R", "probability": 1, "cost": 70, "activities": names, "window": window}], more) == 70

    assert share(0.4, paid(["B"]))
    assert share(1 - 0.6 * 0.5, paid(["B", "C"]))
    assert np.all(paid(["A", "B"]))


@pytest.mark.parametrize("window", [None, {"from": "2027-01-01"}])
def test_a_risk_in_a_way_that_is_not_taken_costs_nothing(window):
    """It needs its activity and its own luck; where neither way has it, nothing is paid."""
    more = [{"id": "B", "duration": "5d"}, {"id": "C", "duration": "5d"}]
    ways = [{"options": [{"probability": 0.3, "activities": ["B"]}, {"probability": 0.7, "activities": ["C"]}]}]
    risks = [
        {"id": "R", "probability": 0.5, "cost": 1, "activities": ["B"], "window": window},
        {"id": "S", "probability": 0.5, "cost": 10, "activities": ["C"], "window": window},
    ]
    found = cost(risks, more, branches=ways)

    assert {0.0, 1.0, 10.0} == set(found)
    assert share(0.15, found == 1)
    assert share(0.35, found == 10)


def test_of_exclusive_risks_at_most_one_costs():
    """Never the sum of both."""
    risks = [{"id": name, "probability": 0.4, "cost": 10**k, "exclusive": "g"} for k, name in enumerate("RS")]
    found = cost(risks)

    assert {0.0, 1.0, 10.0} == set(found)
    assert share(0.4, found == 1)
    assert share(0.4, found == 10)


PAST = [
    {"id": "B", "duration": "5d", "actual_start": "2026-12-01", "actual_finish": "2026-12-07"},
    {"id": "C", "duration": "5d", "active": False},
]


def test_a_risk_on_what_is_past_costs_nothing():
    """What is complete or inactive can no longer be hit, neither in time nor in money; a note tells so."""
    risk = {"id": "R", "name": "Flood", "probability": 1, "cost": 70, "delay": "3d", "activities": ["B", "C"]}
    document = {
        "start": "2027-01-04",
        "status_date": "2027-01-04",
        "activities": [{"id": "A", "duration": "9d"}, *PAST],
    }
    plain, found = (simulate(parse_plan(document | {"risks": risks}), 100) for risks in ([], [risk]))

    assert found.cost is None
    assert np.array_equal(plain.finish.sample.values, found.finish.sample.values)
    assert ('Risk "Flood" delays nothing and costs nothing: its activities are complete or inactive.',) == found.notes
    assert () == plain.notes


def test_a_risk_on_what_is_partly_past_is_paid():
    """One open activity is enough, and a risk on no activity at all is always open."""
    risk = {"id": "R", "probability": 1, "cost": 70, "activities": ["A", "B", "C"]}

    assert {70.0} == set(cost([risk], PAST, status_date="2027-01-04"))
    assert {70.0} == set(cost([{"id": "R", "probability": 1, "cost": 70}], PAST, status_date="2027-01-04"))
