"""Risks, branches and rules that cannot be: all problems at once, each with its place and remedy."""

import pytest

from riskcore.errors import PlanError
from riskcore.plan import parse_plan

PLAN = {
    "start": "2027-01-04",
    "activities": [
        {"id": "A", "duration": "5d"},
        {"id": "B", "duration": "5d", "predecessors": ["A"]},
        {"id": "C", "duration": "5d", "predecessors": ["B"]},
        {"id": "M", "type": "milestone", "predecessors": ["C"]},
    ],
}
RISK = {"id": "R", "probability": 0.5, "delay": "1d", "activities": ["A"]}
OPTIONS = [{"probability": 0.5, "activities": ["A"]}, {"probability": 0.5, "activities": ["B"]}]


def risks(*changes):
    return {"risks": [RISK | {"id": f"R{k}"} | change for k, change in enumerate(changes)]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (risks({"probability": None}), "must have a probability, or recur"),
        (risks({"recurs": {"mean": 2}}), "must have a probability, or recur"),
        (risks({"probability": None, "recurs": {"mean": 0}}), "must be greater than 0"),
        (risks({"probability": None, "recurs": {"mean": 2}, "exclusive": "g"}), "cannot be exclusive, triggered"),
        (risks({"exclusive": "g", "triggered_by": "R0"}), "must be exclusive or triggered, not both"),
        (risks({"type": "opportunity"}), "must shorten or save, being an opportunity"),
        (risks({"triggered_by": "X"}), 'risks[0] "R0": triggered_by: must name a risk. Got "X".'),
        (risks({"triggered_by": "R1"}, {"triggered_by": "R0"}), "must not trigger each other in a cycle"),
        (risks({"exclusive": "g", "probability": 0.6}, {"exclusive": "g"}), "must not sum to more than 1"),
        (
            risks({"exclusive": "g"}, {"exclusive": "g", "residual": {"probability": 0.7}}),
            "must not sum to more than 1. Got a residual sum of 1.2",
        ),
        (risks({"window": {"during": "X"}}), 'window.during: must name an activity. Got "X".'),
        (risks({"window": {}}), "must name dates or an activity"),
        (risks({"window": {"from": "2027-02-01", "to": "2027-01-01"}}), "must not close before it opens"),
        (risks({"window": {"during": "C"}}), "windows and conditions must not ask for what depends on them"),
        (
            risks({"delay": None, "cost": 5, "activities": ["H"], "window": {"from": "2027-02-01"}})
            | {"activities": [*PLAN["activities"], {"id": "H", "type": "hammock", "predecessors": ["A SS", "C FF"]}]},
            'risks[0] "R0": activities: must have an activity that is no hammock, for its window. Got H.',
        ),
        (risks({"impacts": [{"activities": ["X"], "delay": "1d"}]}), "impacts[0]: activities: must name an activity"),
        (risks({"impacts": [{"activities": ["B"]}]}), "must have an impact"),
        (risks({"impacts": [{"activities": ["B"], "delay": "1ed"}]}), "must be in working time"),
        (risks({"delay": None, "activities": None}), "must have an impact"),
        (risks({"activities": None}), "must say which activities it delays"),
        ({"branches": [{}]}, "must have options, or a condition"),
        ({"branches": [{"options": [{"probability": 0.4, "activities": ["A"]}]}]}, "must sum to 1. Got a sum of 0.4"),
        ({"branches": [{"options": OPTIONS, "then": ["C"]}]}, "then and otherwise are for a branch with a condition"),
        ({"branches": [{"options": OPTIONS}, {"options": OPTIONS}]}, "must be in one way of one branch"),
        ({"branches": [{"when": {"activity": "A"}, "then": ["B"]}]}, "must have one limit"),
        (
            {"branches": [{"when": {"activity": "A", "cost_over": 5, "duration_over": "1d"}, "then": ["B"]}]},
            "must have one limit. Got duration_over, cost_over. Give start_after, finish_after, duration_over or",
        ),
        (
            {"branches": [{"when": {"activity": "A", "cost_over": -5}, "then": ["B"]}]},
            "when.cost_over: must not be negative. Got -5.",
        ),
        (
            {"branches": [{"when": {"activity": "A", "cost_over": "5k"}, "then": ["B"]}]},
            'branches[0]: when: must ask for the cost of an activity that has one. Got "A". Give it a cost.',
        ),
        ({"branches": [{"when": {"activity": "A", "duration_over": "3d"}}]}, "must say what exists"),
        (
            {"branches": [{"when": {"activity": "X", "duration_over": "3d"}, "then": ["B"]}]},
            'branches[0]: when: must name an activity. Got "X".',
        ),
        (
            {"branches": [{"when": {"activity": "C", "duration_over": "3d"}, "then": ["A"]}]},
            "windows and conditions must not ask for what depends on them",
        ),
        (
            {"branches": [{"when": {"activity": "A", "duration_over": "3d"}, "then": ["A"]}]},
            "must not depend on itself",
        ),
        ({"uncertainty": [{"activities": "all"}]}, "must give a factor"),
        (
            {"uncertainty": [{"activities": "all", "lag_factor": {"uniform": [-1, 1]}}]},
            "lag_factor must not be negative",
        ),
        ({"uncertainty": [{"activities": "all", "bias": 0}]}, "must be greater than 0"),
    ],
)
def test_problem_is_told(change, expected):
    """In words, with the value received."""
    with pytest.raises(PlanError) as error:
        parse_plan(PLAN | change)

    assert expected in str(error.value)


@pytest.mark.parametrize(
    ("activity", "expected"),
    [
        ({"type": "milestone", "probability": 0.5}, "must be a task to have a probability or rework"),
        (
            {"duration": "3d", "rework": {"probability": 0.5, "duration": "1ed"}},
            "must be in the time in which the duration is",
        ),
        ({"duration": "3d", "rework": {"probability": 1.5, "duration": "1d"}}, "must lie in [0, 1]"),
        (
            {"duration": "3d", "rework": {"probability": 0.5, "duration": "1d", "at_most": 0}},
            "greater than or equal to 1",
        ),
        (
            {"type": "hammock", "duration": {"uniform": ["1d", "2d"]}},
            "must have no length of its own, being a hammock: it is as long as what it spans. Got duration.",
        ),
        ({"type": "hammock", "constraint": {"start_on": "2027-02-01"}}, "must have no constraint"),
        ({"type": "milestone", "expected_finish": "2027-02-01"}, "expected_finish is for a task that has not finished"),
    ],
)
def test_activity_that_cannot_be(activity, expected):
    """In words, with the value received."""
    with pytest.raises(PlanError) as error:
        parse_plan(PLAN | {"activities": [*PLAN["activities"], {"id": "X"} | activity]})

    assert expected in str(error.value)


def test_all_at_once():
    """Problems of risks, branches and correlations in one answer."""
    document = PLAN | risks({"triggered_by": "X"}, {"window": {"during": "Y"}})
    document |= {"correlations": [{"risks": ["Z"], "coefficient": 0.5}], "schedule_from": "finish"}
    with pytest.raises(PlanError) as error:
        parse_plan(document)

    assert 4 == len(error.value.problems)
