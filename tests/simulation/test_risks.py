"""Risks, branches and rework against laws that are known.

A mean is held to 4.5 standard errors of plain sampling (Latin hypercubes only do better), a share to as many of its
own: a false alarm has probability below 7e-6 for each of the figures here, of which there are some 40. Seeds are fixed.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.plan import parse_plan
from riskcore.simulation import simulate

N = 20_000
REACH = 4.5


def days(risks=(), activity=None, **rest):
    """Days that an activity of 100 days on the clock takes more than planned, iteration by iteration."""
    document = {
        "start": "2027-01-04",
        "calendar": "24h",
        "activities": [{"id": "A", "duration": "100d"} | (activity or {})],
        "risks": list(risks),
    }
    found = simulate(parse_plan(document | rest), N, 7, activities=False)
    return (found.finish.sample.values - found.finish.planned) / 1440


def holds(expected, sd, values):
    """Whether the mean of `values` agrees with what it should be, given the standard deviation of one."""
    return abs(np.mean(values) - expected) <= REACH * sd / np.sqrt(len(values)) + 1e-9


def share(p, happened):
    """Whether something happened as often as it should."""
    return holds(p, np.sqrt(p * (1 - p)), happened)


def test_a_risk_happens_or_does_not_and_is_never_probability_times_impact():
    """47 % of 53 days has P80 at 53 and a deviation near 26, not 25 days in every iteration."""
    more = days([{"id": "R", "probability": 0.47, "delay": "53d", "activities": ["A"]}])

    assert {0.0, 53.0} == set(more)
    assert share(0.47, more > 0)
    assert 53 == np.quantile(more, 0.8)
    assert abs(53 * np.sqrt(0.47 * 0.53) - more.std()) < 0.3


R1 = {"id": "R1", "probability": 0.6, "factor": {"triangular": [1.0, 1.2, 1.5]}, "activities": ["A"]}
R2 = {"id": "R2", "probability": 0.5, "factor": {"triangular": [1.1, 1.3, 1.5]}, "activities": ["A"]}


@pytest.mark.parametrize(("combine", "mean"), [("series", 131.1), ("parallel", 122.79791666666667)])
def test_factors_in_series_multiply_and_in_parallel_the_largest_acts(combine, mean):
    """Means by quadrature (series: (1 + 0.6 x 0.2333) (1 + 0.5 x 0.3) x 100)."""
    more = days([R1 | {"combine": combine}, R2 | {"combine": combine}])

    assert holds(mean - 100, 20, more)


def test_delays_in_parallel():
    """Of 4 and 9 days the larger counts; one alone counts itself."""
    more = days(
        [
            {"id": "R1", "probability": 0.5, "delay": "4d", "activities": ["A"], "combine": "parallel"},
            {"id": "R2", "probability": 0.2, "delay": "9d", "activities": ["A"], "combine": "parallel"},
        ]
    )

    assert {0.0, 4.0, 9.0} == set(more)
    assert share(0.2, more == 9)
    assert share(0.4, more == 4)


def test_a_recurring_risk_is_a_compound_poisson_sum():
    """N Poisson (2), each triangular (2, 3, 7): mean 8, variance 2 E(X^2) = 34.3333, P(0) = e^-2."""
    more = days([{"id": "R", "recurs": {"mean": 2}, "delay": {"triangular": ["2d", "3d", "7d"]}, "activities": ["A"]}])

    assert holds(8, 5.8595, more)
    assert abs(5.8595 - more.std()) < 0.15
    assert share(np.exp(-2), more == 0)
    assert share(0.7705428560784622, more <= 12)


def test_risks_with_a_coefficient_of_1_are_comonotone():
    """P 0.6 and 0.8: both in 60 %, the likelier one alone in 20 %."""
    more = days(
        [
            {"id": "R1", "probability": 0.6, "delay": "1d", "activities": ["A"]},
            {"id": "R2", "probability": 0.8, "delay": "10d", "activities": ["A"]},
        ],
        correlations=[{"risks": ["R1", "R2"], "coefficient": 1}],
    )

    assert {0.0, 10.0, 11.0} == set(more)
    assert share(0.6, more == 11)
    assert share(0.2, more == 0)


def test_exclusive_and_triggered_risks():
    """At most one of the group happens; what is triggered happens with its own probability after its trigger."""
    more = days(
        [
            {"id": "R3", "probability": 0.5, "delay": "100d", "activities": ["A"], "triggered_by": "R2"},
            {"id": "R1", "probability": 0.3, "delay": "1d", "activities": ["A"], "exclusive": "g"},
            {"id": "R2", "probability": 0.5, "delay": "10d", "activities": ["A"], "exclusive": "g"},
        ]
    )

    assert {0.0, 1.0, 10.0, 110.0} == set(more)
    assert share(0.3, more == 1)
    assert share(0.25, more == 10)
    assert share(0.25, more == 110)


def test_impacts_of_their_own():
    """One event, another delay for each activity: they happen together."""
    document = {
        "start": "2027-01-04",
        "calendar": "24h",
        "activities": [{"id": "A", "duration": "10d"}, {"id": "B", "duration": "10d", "predecessors": ["A"]}],
        "risks": [
            {
                "id": "R",
                "probability": 0.4,
                "delay": "1d",
                "activities": ["A"],
                "impacts": [{"activities": ["B"], "delay": "4d"}],
            }
        ],
    }
    found = simulate(parse_plan(document), N, 1, activities=False)

    assert {0.0, 5.0} == set((found.finish.sample.values - found.finish.planned) / 1440)


@pytest.mark.parametrize(("window", "expected"), [({"from": "2027-03-01"}, 3.0), ({"to": "2027-01-03"}, 0.0)])
def test_a_risk_acts_within_its_window(window, expected):
    """The work runs from 4 January to 14 April: a window before it catches nothing."""
    risk = {"id": "R", "probability": 1, "delay": "3d", "activities": ["A"], "window": window}

    assert {expected} == set(days([risk]))


def test_a_closed_risk_is_out():
    """It delays nothing, nor does what it would trigger."""
    risk = {"id": "R", "probability": 1, "delay": "3d", "activities": ["A"]}

    assert {0.0} == set(days([risk | {"status": "closed"}, risk | {"id": "S", "triggered_by": "R"}]))


def test_rework_is_geometric():
    """Fails with 0.3 each time, then 4, 6, 12 days again: mean 22/7 days, variance 34.1633."""
    rework = {"probability": 0.3, "duration": {"triangular": ["4d", "6d", "12d"]}, "at_most": 60}
    more = days(activity={"rework": rework})

    assert holds(0.3 / 0.7 * 22 / 3, np.sqrt(34.16326530612245), more)
    assert abs(np.sqrt(34.16326530612245) - more.std()) < 0.2
    assert share(0.7, more == 0)


def test_rework_is_bounded():
    """Two failures at most."""
    more = days(activity={"rework": {"probability": 0.9, "duration": "5d", "at_most": 2}})

    assert {0.0, 5.0, 10.0} == set(more)
    assert share(0.81, more == 10)


BRANCHING = {
    "start": "2027-01-04",
    "calendar": "24h",
    "activities": [
        {"id": "A", "duration": {"uniform": ["5d", "15d"]}},
        {"id": "B", "duration": "10d", "predecessors": ["A"], "cost": {"fixed": 1000}},
        {"id": "C", "duration": "20d", "predecessors": ["A"], "cost": {"fixed": 500}},
        {"id": "D", "duration": "30d", "predecessors": ["B", "C"], "probability": 0.25},
        {"id": "E", "duration": "100d", "predecessors": ["D"]},
    ],
    "branches": [
        {
            "name": "way",
            "options": [{"probability": 0.7, "activities": ["B"]}, {"probability": 0.3, "activities": ["C"]}],
        },
        {"when": {"activity": "A", "duration_over": "12d"}, "then": ["E"]},
    ],
}


def test_branches_by_chance_and_by_condition():
    """After A: B or C, perhaps D, and E where A took more than 12 days."""
    found = simulate(parse_plan(BRANCHING), N, 1, milestones=["A"], activities=False)
    a = found.milestones[0].sample.values
    rest = np.round((found.finish.sample.values - a) / 1440, 6)

    assert share(0.7, np.isin(rest % 100, (10, 40)))
    assert share(0.25, np.isin(rest % 100, (40, 50)))
    assert np.array_equal(a - a.min() > (12 - 5 + 1e-9) * 1440, rest >= 100) or share(0.3, rest >= 100)


def test_what_does_not_exist_costs_nothing():
    """Either B or C is paid."""
    found = simulate(parse_plan(BRANCHING), 1000, 1, activities=False)

    assert {500.0, 1000.0} == set(found.cost.sample.values)


@settings(max_examples=25, deadline=None)
@given(
    before=st.floats(0, 1),
    less=st.floats(0, 1),
    kind=st.sampled_from(["delay", "factor", "parallel", "trigger", "recurs"]),
    seed=st.integers(0, 99),
)
def test_a_lower_probability_never_makes_an_iteration_later(before, less, kind, seed):
    """With the same draws it can only take occurrences away."""
    risk = {"id": "R", "probability": before, "delay": {"uniform": ["1d", "9d"]}, "activities": ["A"]}
    if kind == "factor":
        risk = {"id": "R", "probability": before, "factor": {"uniform": [1.0, 2.0]}, "activities": ["A"]}
    if kind == "parallel":
        risk["combine"] = "parallel"
    others = [{"id": "S", "probability": 0.5, "delay": "4d", "activities": ["A"], "combine": "parallel"}]
    if kind == "trigger":
        others = [{"id": "S", "probability": 0.5, "delay": "4d", "activities": ["A"], "triggered_by": "R"}]
    low, high = risk | {"probability": before * less}, risk
    if kind == "recurs":
        low, high = ({k: v for k, v in risk.items() if k != "probability"} for _ in range(2))
        high["recurs"], low["recurs"] = {"mean": 3 * before + 0.01}, {"mean": 3 * before * less + 0.005}
    document = {"start": "2027-01-04", "activities": [{"id": "A", "duration": {"uniform": ["5d", "9d"]}}]}
    found = [
        simulate(parse_plan(document | {"risks": [one, *others]}), 256, seed, activities=False).finish.sample.values
        for one in (low, high)
    ]

    assert np.all(found[0] <= found[1])
