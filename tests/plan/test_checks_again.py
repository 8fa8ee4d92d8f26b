"""What is changed in a sound plan is checked as the whole plan would be: the same plan, or the same problems."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from riskcore.errors import PlanError
from riskcore.plan import Activity, Risk, parse_plan
from riskcore.plan.apply_scenario import apply
from riskcore.plan.checks import CHECKS
from riskcore.plan.checks_again import READS, is_sound
from riskcore.plan.scenario import parse_scenarios

PLAN = {
    "name": "yard",
    "start": "2027-01-04",
    "status_date": "2027-01-08",
    "currency": "EUR",
    "currencies": {"USD": {"rate": 0.9}},
    "indices": {"steel": {"base": "2027-01-01", "per_year": "3%"}},
    "calendars": {"site": {"week": {"mon-sat": "07:00-17:00"}}},
    "resources": {"crane": {"rate": 900}},
    "activities": [
        {"id": "A", "duration": "5d", "actual_start": "2027-01-04", "tags": ["x"], "cost": {"fixed": 5}},
        {"id": "B", "duration": {"uniform": ["2d", "9d"]}, "predecessors": ["A"], "tags": ["x"], "cost": {"fixed": 5}},
        {"id": "C", "duration": "4ed", "predecessors": ["A"], "rework": {"probability": 0.2, "duration": "1ed"}},
        {"id": "D", "duration": "3d", "predecessors": ["B"], "cost": {"resources": [{"resource": "crane"}]}},
        {"id": "E", "duration": "3d", "predecessors": ["B"], "probability": 0.5, "calendar": "site", "owner": "Kim"},
        {"id": "H", "type": "hammock", "predecessors": [{"activity": "B", "type": "SS"}]},
        {"id": "M", "type": "milestone", "predecessors": ["D", "E", "C"]},
    ],
    "risks": [
        {"id": "R1", "probability": 0.4, "delay": "1d", "activities": ["B"], "exclusive": "one"},
        {"id": "R2", "probability": 0.4, "delay": "1d", "activities": {"tag": "x"}, "exclusive": "one"},
        {"id": "R3", "probability": 0.4, "delay": "1ed", "activities": ["C"], "window": {"during": "B"}},
        {"id": "R4", "probability": 0.4, "factor": 1.5, "activities": ["D"], "triggered_by": "R3"},
        {"id": "R5", "probability": 0.4, "activities": ["D"], "impacts": [{"activities": ["D"], "delay": "2d"}]}
        | {"residual": {"delay": "1d"}},
    ],
    "branches": [
        {"when": {"activity": "B", "cost_over": 10}, "then": ["D"]},
        {"options": [{"probability": 0.5, "activities": ["E"]}, {"probability": 0.5}]},
    ],
    "correlations": [
        {"activities": ["A", "B"], "coefficient": 0.5},
        {"items": ["R4", "cost of D"], "matrix": [[1, 0.2], [0.2, 1]]},
    ],
    "uncertainty": [{"activities": {"owner": "Kim"}, "duration_factor": {"pert": [0.9, 1.0, 1.3]}}],
    "penalties": [{"name": "late", "activity": "M", "date": "2027-03-01", "per_day": 5}],
}
ACTIVITY = {
    "name": ("other", "A*"),
    "type": ("task", "milestone", "hammock"),
    "duration": ("5d", "5ed", "0d", {"uniform": ["1d", "2d"]}, {"uniform": ["-1d", "2d"]}),
    "remaining": ("2d", "2ed"),
    "planned": ("3d", "-3d"),
    "predecessors": ([], ["A"], ["B"], ["D"], ["M"], ["X"], [{"activity": "A", "type": "SS"}]),
    "constraint": ({"start_on": "2027-02-01"}, {"start_on": "2027-02-01", "finish_on": "2027-02-01"}),
    "calendar": ("site", "nowhere"),
    "actual_start": ("2027-01-05",),
    "actual_finish": ("2027-01-07", "2027-01-01"),
    "resume": ("2027-01-20",),
    "active": (False,),
    "probability": (0.3, 2),
    "rework": ({"probability": 0.3, "duration": "1d"},),
    "cost": ({"fixed": 1}, {"fixed": 1, "currency": "USD"}, {"fixed": 1, "currency": "GBP"},
             {"fixed": 1, "index": "oil"}, {"resources": [{"resource": "boat"}]},
             {"resources": [{"resource": "crane"}, {"resource": "crane"}]}),
    "tags": ([], ["x"], ["y"]),
    "wbs": ("1", ""),
    "owner": ("Kim", ""),
    "deadline": ("2027-05-01",),
}  # fmt: skip
RISK = {
    "name": ("other",),
    "probability": (0.1, 0.9),
    "delay": ("2d", "2ed", {"uniform": ["1d", "2d"]}),
    "factor": (1.2, -1),
    "activities": (["A"], ["C"], ["M"], ["H"], ["X"], {"tag": "y"}, "all"),
    "impacts": ([{"activities": ["C"], "delay": "2d"}],),
    "residual": ({"probability": 0.9}, {"delay": "1ed"}),
    "window": ({"during": "A"}, {"during": "D"}, {"during": "X"}, {"from": "2027-02-01"}),
    "exclusive": ("", "one"),
    "triggered_by": ("R5", "R4", "R9"),
    "recurs": ({"mean": 2},),
    "status": ("closed",),
}


def fields(known):
    """New values of up to two fields; None puts a field back."""
    pairs = [(name, value) for name, values in known.items() for value in (*values, None)]
    return st.lists(st.sampled_from(pairs), min_size=1, max_size=2).map(dict)


def records(ids, known):
    """New fields of up to two records."""
    return st.dictionaries(st.sampled_from(ids), fields(known), max_size=2)


CHANGES = st.fixed_dictionaries(
    {
        "activities": records([one["id"] for one in PLAN["activities"]], ACTIVITY),
        "risks": records([one["id"] for one in PLAN["risks"]], RISK),
    }
)
LINK = st.builds(
    lambda activity, predecessor: {"activity": activity, "predecessor": predecessor},
    st.sampled_from("ABCDEHM"),
    st.sampled_from("ABCDEHM"),
)
MITIGATIONS = st.fixed_dictionaries(
    {"id": st.just("m"), "cost": st.just("5k")},
    optional={
        "activities": records(["B", "D", "H"], ACTIVITY),
        "links": st.fixed_dictionaries({"add": st.lists(LINK, max_size=1), "remove": st.lists(LINK, max_size=1)}),
        "add_activities": st.just([{"id": "N", "duration": "2d", "predecessors": ["B"]}]),
        "add_risks": st.just([{"id": "R6", "probability": 0.4, "delay": "1d", "activities": ["C"]}]),
        "remove_activities": st.sampled_from((["M"], ["H"], ["A"])),
        "add_calendars": st.just({"night": {"week": {"mon-fri": "22:00-06:00"}}}),
    },
)


def told(plan, document, *, sound):
    """The plan and what was set in it, or the problems."""
    try:
        found = apply(plan, parse_scenarios(document), "s", sound=sound)
    except PlanError as error:
        return str(error)
    return found, found.model_fields_set


@pytest.fixture(scope="module")
def plan():
    return parse_plan(PLAN)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES, mitigation=st.none() | MITIGATIONS)
def test_a_change_to_a_sound_plan_is_told_as_any_other(plan, changes: dict, mitigation: dict | None):
    """The short way makes the same plan as the long one, or tells the same problems in the same words."""
    scenario = {"id": "s", "overrides": changes, "mitigations": [] if mitigation is None else ["m"]}
    document = {"mitigations": [] if mitigation is None else [mitigation], "scenarios": [scenario]}
    try:
        parse_scenarios(document)
    except PlanError:
        return
    found = told(plan, document, sound=True)
    event(f"a plan: {not isinstance(found, str)}")
    assert told(plan, document, sound=False) == found


def test_the_plan_of_these_tests_is_sound(plan):
    """It keeps every rule, and one that does not is known."""
    assert is_sound(plan)
    assert not is_sound(plan.model_copy(update={"calendar": "nowhere"}))


@pytest.mark.parametrize("rule", CHECKS)
def test_a_rule_reads_what_it_is_said_to_read(plan, rule, monkeypatch: pytest.MonkeyPatch):
    """No rule looks at a field that is not listed for it: a change to that field could go unseen."""
    names = {"activities": Activity, "risks": Risk}
    read = set()

    def spy(section):
        def look(record, name):
            if name in names[section].model_fields:
                read.add(f"{section}.{name}")
            return object.__getattribute__(record, name)

        return look

    for section, kind in names.items():
        monkeypatch.setattr(kind, "__getattribute__", spy(section), raising=False)
    assert list(rule(plan)) == []
    assert read - WORDS <= READS[rule]


WORDS = {"activities.name", "risks.name", "activities.id", "risks.id"}
"""Every place in a problem is told by name; where records are called otherwise, all rules are asked anyway, or none."""
