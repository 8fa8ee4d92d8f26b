"""Scenarios make plans: what they change, what they leave alone, and every way in which they can be wrong."""

from datetime import datetime

import pytest

from riskcore.errors import ParameterError, PlanError
from riskcore.formats import read_plan_text
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan import Duration, certain, check, digest, document_of, parse_plan
from riskcore.plan.apply_scenario import apply, apply_all
from riskcore.plan.mitigation import Mitigation
from riskcore.plan.scenario import parse_scenarios

PLAN = """
name: Pump station
start: 2027-01-04
target: 2027-06-30
activities:
  - {id: A10, name: Dig, duration: {triangular: [10d, 12d, 20d]}, planned: 12d, tags: [civil]}
  - {id: A20, name: Pour, duration: 10d, predecessors: [A10, A10 SS+2d], tags: [civil]}
  - {id: A30, name: Cure, duration: 7ed, predecessors: [A20]}
  - {id: A40, name: Test, duration: 5d, predecessors: [A30]}
  - {id: A50, name: Ready, type: milestone, predecessors: [A40]}
risks:
  - {id: R1, name: Flood, probability: 30%, delay: {pert: [2d, 5d, 10d]}, cost: 5k, activities: [A10]}
  - {id: R2, name: Frost, probability: 20%, delay: 3d, activities: {tag: civil}}
  - {id: R3, name: Price, probability: 40%, cost: 20k}
  - {id: R4, name: Storm, probability: 10%, impacts: [{activities: [A10], delay: 1d}, {activities: [A40], delay: 4d}]}
"""
STARTS = {
    "A10": datetime(2027, 1, 4, 8),
    "A20": datetime(2027, 1, 20, 8),
    "A30": datetime(2027, 2, 2, 17),
    "A40": datetime(2027, 2, 10, 8),
    "A50": datetime(2027, 2, 16, 17),
}


@pytest.fixture(scope="module")
def plan():
    return read_plan_text(PLAN)


def read(text):
    return parse_scenarios(parse_yaml(text), "scenarios.yaml")


def one(changes, overrides="{}"):
    """Scenarios of one, B, with one mitigation, M1, of these lines."""
    lines = "\n".join(f"    {line}" for line in changes.strip().splitlines())
    return read(
        f"mitigations:\n  - id: M1\n{lines}\nscenarios:\n  - {{id: B, mitigations: [M1], overrides: {overrides}}}"
    )


def made(plan, changes, overrides="{}"):
    return apply(plan, one(changes, overrides), "B", lambda _: STARTS)


def activity(plan, name):
    return next(found for found in plan.activities if found.id == name)


def risk(plan, name):
    return next(found for found in plan.risks if found.id == name)


def problems(plan, scenarios, *names):
    with pytest.raises(PlanError) as error:
        apply_all(plan, scenarios, names, lambda _: STARTS, "scenarios.yaml")
    assert "scenarios.yaml" == error.value.source
    return [str(problem) for problem in error.value.problems]


def test_the_base_is_the_plan_itself(plan):
    """Always there, listed or not; and a scenario of nothing makes an equal plan."""
    scenarios = read("scenarios: [{id: B}]")

    assert plan is apply(plan, scenarios, "base")
    assert plan == apply(plan, scenarios, "B")
    assert digest(plan) == digest(apply(plan, scenarios, "B"))


def test_fields_are_replaced_and_the_rest_stays(plan):
    """Each field as a whole; null is the default again; what is not named is the same object."""
    changed = made(
        plan,
        """
risks: {R1: {probability: 10%, cost: null}, R3: {cost: {uniform: [1k, 2k]}}}
activities: {A20: {duration: 8d, calendar: 24h, tags: null}}
""",
    )

    assert (0.1, None) == (risk(changed, "R1").probability, risk(changed, "R1").cost)
    assert risk(changed, "R1").delay is risk(plan, "R1").delay
    assert {"uniform": {"min": 1000.0, "max": 2000.0}} == risk(changed, "R3").cost.document()
    assert risk(changed, "R2") is risk(plan, "R2")
    assert certain(Duration(8, "d")) == activity(changed, "A20").duration
    assert ("24h", ()) == (activity(changed, "A20").calendar, activity(changed, "A20").tags)
    assert activity(changed, "A20").predecessors == activity(plan, "A20").predecessors
    assert activity(changed, "A10") is activity(plan, "A10")


def test_the_plan_is_not_touched(plan):
    """Applying is pure: the base is the same afterwards, and a second time gives the same."""
    before = document_of(plan)
    changes = "cost: 5k\nactivities: {A20: {duration: 8d}}\nremove_activities: [A50]"

    assert made(plan, changes) == made(plan, changes)
    assert before == document_of(plan)


def test_a_scenario_is_a_plan_document(plan):
    """Written and read again it is the same plan: a scenario can be saved with its result."""
    changed = made(plan, "cost: {pert: [1k, 2k, 5k]}\nrisks: {R1: {probability: 0.05}}\nactivities: {A20: {owner: X}}")

    assert changed == parse_plan(document_of(changed))
    assert changed is check(changed)


def test_a_planned_duration_goes_with_its_duration(plan):
    """A10 was planned with 12d; of a new duration the plan is the most likely value, unless it is stated."""
    shorter = made(plan, "activities: {A10: {duration: {triangular: [6d, 8d, 9d]}}}")
    stated = made(plan, "activities: {A10: {duration: {triangular: [6d, 8d, 9d]}, planned: 7d}}")

    assert (None, Duration(7, "d")) == (activity(shorter, "A10").planned, activity(stated, "A10").planned)


def test_activities_risks_and_calendars_are_added(plan):
    """Behind those of the plan, as full documents."""
    changed = made(
        plan,
        """
add_calendars: {six: {week: {mon-sat: "08:00-16:00"}}}
add_activities: [{id: A15, duration: 4d, calendar: six, predecessors: [A10]}]
add_risks: [{id: R9, probability: 5%, delay: 2d, activities: [A15]}]
links: {add: [{activity: A20, predecessor: A15 FS+1d}]}
""",
    )

    assert ["A10", "A20", "A30", "A40", "A50", "A15"] == [found.id for found in changed.activities]
    assert ["R1", "R2", "R3", "R4", "R9"] == [found.id for found in changed.risks]
    assert "A15 FS+1d" == document_of(changed)["activities"][1]["predecessors"][-1]


def test_links_are_removed_by_their_type(plan):
    """A20 waits for A10 twice; only the one named goes, whatever its lag."""
    changed = made(plan, "links: {remove: [{activity: A20, predecessor: A10 SS}]}")

    assert ["A10"] == document_of(changed)["activities"][1]["predecessors"]


def test_an_activity_is_removed_where_nothing_waits_for_it(plan):
    """A40 is linked anew, so A30 can go."""
    changed = made(plan, "remove_activities: [A30]\nactivities: {A40: {predecessors: [A20 FS+3d]}}")

    assert ["A10", "A20", "A40", "A50"] == [found.id for found in changed.activities]


def test_the_cost_of_a_mitigation_is_a_cost_of_the_plan(plan):
    """One amount, in a part of its own, whatever happens; on the day from which it acts, if there is one."""
    (spent,) = made(plan, "name: Second crane\ncost: {uniform: [80k, 90k]}").fixed_costs
    (later,) = made(plan, "from: 2027-02-01\ncost: 5k").fixed_costs

    assert ("cost of M1", "mitigations", None) == (spent.name, spent.wbs, spent.date)
    assert {"uniform": {"min": 80_000.0, "max": 90_000.0}} == spent.amount.document()
    assert datetime(2027, 2, 1) == later.date


def test_the_cost_of_a_mitigation_is_added_to_those_of_the_plan():
    """Behind the plan's own fixed costs; a name that is taken is told."""
    permit = read_plan_text(PLAN + "fixed_costs: [{name: Permit, amount: 3k}]")
    taken = read_plan_text(PLAN + "fixed_costs: [{name: cost of M1, amount: 3k}]")

    assert ["Permit", "cost of M1"] == [spent.name for spent in made(permit, "cost: 5k").fixed_costs]
    assert ['scenarios[0] "B": in its plan, fixed_costs: must name each cost once. Got "cost of M1" 2 times.'] == (
        problems(taken, one("cost: 5k"), "B")
    )


def test_overrides_win(plan):
    """Over the mitigations, in risks, in activities and in the plan's own fields."""
    overrides = "{target: 2027-05-31, risks: {R1: {probability: 1%}}, activities: {A20: {duration: 6d}}}"
    changed = made(plan, "risks: {R1: {probability: 10%, cost: 1k}}\nactivities: {A20: {duration: 8d}}", overrides)

    assert (0.01, 1000.0) == (risk(changed, "R1").probability, risk(changed, "R1").cost.document())
    assert certain(Duration(6, "d")) == activity(changed, "A20").duration
    assert datetime(2027, 5, 31) == changed.target


TWO = """
mitigations:
  - {id: M1, risks: {R1: {probability: 10%}}, activities: {A20: {duration: 8d}}}
  - {id: M2, risks: {R1: {probability: FIRST, delay: 1d}}, activities: {A20: {duration: SECOND}}}
scenarios:
  - {id: B, name: Both, mitigations: [M1, M2], overrides: {activities: {THIRD}}}
"""


SETTLE = "Leave one mitigation out, or give the field a value in the overrides of the scenario."


def two(first, second, third=""):
    return read(TWO.replace("FIRST", first).replace("SECOND", second).replace("THIRD", third))


def test_two_mitigations_may_say_the_same(plan):
    """0.1 is 10 %; their other fields add up."""
    changed = apply(plan, two("0.1", "8d"), "B")

    assert (0.1, certain(Duration(1, "d"))) == (risk(changed, "R1").probability, risk(changed, "R1").delay)


def test_two_mitigations_that_contradict_each_other_are_refused(plan):
    """Both fields are told, with both values and whose they are."""
    assert [
        f'scenarios[0] "Both": must not get two values for activities.A20.duration. Got 8d by M1, 9d by M2. {SETTLE}',
        f'scenarios[0] "Both": must not get two values for risks.R1.probability. Got 10% by M1, 0.2 by M2. {SETTLE}',
    ] == problems(plan, two("0.2", "9d"), "B")


def test_overrides_settle_a_contradiction(plan):
    """What the scenario says itself needs no mitigation."""
    changed = apply(plan, two("0.1", "9d", "A20: {duration: 7d}"), "B")

    assert certain(Duration(7, "d")) == activity(changed, "A20").duration


def test_from_leaves_earlier_work_alone(plan):
    """Of A20 and A40, A40 starts late enough; R1 strikes A10 only, R3 no activity; the notes say what stays."""
    changed = made(
        plan,
        """
from: 2027-02-01
activities: {A20: {duration: 8d}, A40: {duration: 4d}}
risks: {R1: {probability: 10%}, R3: {probability: 10%}}
links: {remove: [{activity: A20, predecessor: A10}]}
""",
    )

    assert activity(changed, "A20") == activity(plan, "A20")
    assert certain(Duration(4, "d")) == activity(changed, "A40").duration
    assert (0.3, 0.1) == (risk(changed, "R1").probability, risk(changed, "R3").probability)
    assert (
        "M1 acts from 2027-02-01 and does not change A20: A20 starts on 2027-01-20.",
        "M1 acts from 2027-02-01 and does not change risk R1: A10 starts on 2027-01-04.",
        "M1 acts from 2027-02-01 and does not change the links of A20: A20 starts on 2027-01-20.",
    ) == changed.notes


def test_from_includes_its_day(plan):
    """Work that starts on that day, or is added, is changed."""
    changed = made(plan, "from: 2027-01-20\nactivities: {A20: {duration: 8d}}")

    assert certain(Duration(8, "d")) == activity(changed, "A20").duration


@pytest.mark.parametrize(("risk", "late"), [("R2", "A20 starts on 2027-01-20"), ("R4", "A40 starts on 2027-02-10")])
def test_from_does_not_split_a_risk(plan, risk, late):
    """Both strike A10 before and another activity after the date, with one draw."""
    (found,) = problems(plan, one(f"from: 2027-01-10\nrisks: {{{risk}: {{probability: 1%}}}}"), "B")

    assert found == (
        f'mitigations[0] "M1": risks.{risk}: must not act from 2027-01-10 on a risk of work that starts before and '
        f"after that date, being one event. Got A10 starts on 2027-01-04 and {late}. "
        "Make a risk of each part in the plan, or leave out from: 2027-01-10."
    )


def test_from_needs_the_planned_starts(plan):
    """Without them it is not known what starts when."""
    with pytest.raises(ParameterError, match="starts must be given where mitigations act from a date"):
        apply(plan, one("from: 2027-01-10\ncost: 5k"), "B")


def test_a_change_in_vain_is_told():
    """The duration of what is complete, or has a remaining duration, moves nothing."""
    progress = "status_date: 2027-01-25\n" + PLAN.replace(
        "{id: A10,", "{id: A10, actual_start: 2027-01-04, actual_finish: 2027-01-20T17:00,"
    )

    changed = made(read_plan_text(progress), "activities: {A10: {duration: 8d}}")

    assert ("M1 changes the duration of A10 in vain: it is complete.",) == changed.notes


def test_another_base_is_refused(plan):
    """Both digests and the remedy; the first 12 digits suffice to be bound."""
    own = digest(plan)
    other = "0123456789ab"

    assert plan is apply(plan, read(f"base: {{digest: '{own[:12]}'}}\nscenarios: [{{id: B}}]"), "base")
    (found,) = problems(plan, read(f"base: {{digest: '{other}'}}\nscenarios: [{{id: B}}]"), "B")
    assert found == (
        f"base.digest: must be that of the plan, {own}. Got {other}. "
        f"See with riskcore diff what changed in the plan, look through the scenarios, and write {own}."
    )


BAD = {
    "unknown risk": ("risks: {R11: {probability: 1%}}", 'mitigations[0] "M1": risks: must name a risk. Got "R11".'),
    "unknown activity": (
        "activities: {A2: {duration: 5d}}",
        'mitigations[0] "M1": activities: must name an activity. Got "A2". Did you mean "A20"?',
    ),
    "unknown field": (
        "risks: {R1: {probabilty: 1%}}",
        'mitigations[0] "M1": risks.R1: has an unknown key. Got "probabilty". Did you mean "probability"?',
    ),
    "unknown field to be removed": (
        "risks: {R1: {probabilty: null}}",
        'mitigations[0] "M1": risks.R1: has an unknown key. Got "probabilty".',
    ),
    "bad value": (
        "activities: {A20: {duration: 5}}",
        'mitigations[0] "M1": activities.A20.duration: must be a duration. Got 5.',
    ),
    "record that breaks its own rule": (
        "risks: {R3: {cost: null}}",
        'mitigations[0] "M1": risks.R3: must have an impact.',
    ),
    "required field removed": ("activities: {A20: {duration: null}}", "activities.A20: duration is missing."),
    "id": ("risks: {R1: {id: R4}}", 'mitigations[0] "M1": risks.R1.id: must stay as it is. Got "R4".'),
    "removed and unknown": (
        "remove_activities: [A3]",
        'mitigations[0] "M1": remove_activities[0]: must name an activity. Got "A3". Did you mean "A30"?',
    ),
    "removed with a successor": (
        "remove_activities: [A30]",
        'mitigations[0] "M1": remove_activities[0]: must be waited for by nothing. Got "A30", for which A40 waits.',
    ),
    "removed and changed": (
        "remove_activities: [A50]\nactivities: {A50: {owner: X}}",
        'remove_activities[0]: must not be changed too, as M1 does. Got "A50".',
    ),
    "added again": (
        "add_activities: [{id: A10, duration: 1d}]",
        'add_activities: must be new, and the same in every mitigation that adds it. Got "A10", which the plan has.',
    ),
    "link of nothing": (
        "links: {add: [{activity: A20, predecessor: A99 SS}]}",
        'mitigations[0] "M1": links.add[0]: must name an activity. Got "A99".',
    ),
    "link that is not there": (
        "links: {remove: [{activity: A20, predecessor: A10 FF}]}",
        "links.remove[0]: must be a link of the plan. Got A20 after A10 FF. A20 waits for A10 FS, A10 SS.",
    ),
    "cycle": (
        "links: {add: [{activity: A10, predecessor: A40}]}",
        'scenarios[0] "B": in its plan, activities: links must not form a cycle. Got A10 -> A20 -> A30 -> A40 -> A10.',
    ),
    "unknown calendar": (
        "activities: {A20: {calendar: six-day}}",
        'scenarios[0] "B": in its plan, activities[1] "Pour": calendar: must name a calendar. Got "six-day".',
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_fit_the_plan(plan, name):
    """One problem with its place in the document of the scenarios."""
    text, expected = BAD[name]

    (found,) = problems(plan, one(text), "B")

    assert expected in found


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ("{risks: {R8: {probability: 1%}}}", 'scenarios[0] "B": overrides.risks: must name a risk. Got "R8".'),
        (
            "{activities: {A20: {duration: x}}}",
            'scenarios[0] "B": overrides.activities.A20.duration: must be a duration.',
        ),
        ("{start: soon}", "scenarios[0] \"B\": overrides.start: must be a date or a local time. Got 'soon'."),
        ("{start: null}", 'scenarios[0] "B": overrides: must have start. Got none.'),
    ],
)
def test_overrides_that_do_not_fit_the_plan(plan, overrides, expected):
    """Told with their place too."""
    (found,) = problems(plan, one("cost: 5k", overrides), "B")

    assert expected in found


def test_all_problems_at_once(plan):
    """Of two scenarios, of base, mitigations and overrides; what both share is told once."""
    scenarios = read("""
base: {digest: "000000000000"}
mitigations:
  - {id: M1, risks: {R8: {probability: 1%}, R1: {cost: x}}, remove_activities: [A9]}
scenarios:
  - {id: B, mitigations: [M1]}
  - {id: C, mitigations: [M1], overrides: {activities: {A7: {duration: 1d}}}}
""")

    places = [found.split(": must")[0] for found in problems(plan, scenarios, "B", "C")]

    assert [
        "base.digest",
        'mitigations[0] "M1": risks',
        'mitigations[0] "M1": risks.R1.cost',
        'mitigations[0] "M1": remove_activities[0]',
        'scenarios[1] "C": overrides.activities',
    ] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "must be a mapping of keys to values. Got nothing."),
        ("scenario: []", 'has an unknown key. Got "scenario". Did you mean "scenarios"?'),
        ("mitigations: [{id: M1, name: X}]", 'mitigations[0] "X": must change or cost something.'),
        ("mitigations: [{id: M1, cost: x}]", 'mitigations[0] "M1": cost: must be an amount of money.'),
        ("mitigations: [{id: M1, risk: {}}]", 'mitigations[0] "M1": has an unknown key. Got "risk". Did you mean'),
        ("mitigations: [{id: M1, cost: 1}, {id: M1, cost: 2}]", 'mitigations[1].id: must be unique. Got "M1" again'),
        ("scenarios: [{id: B}, {id: B}]", 'scenarios[1].id: must be unique. Got "B" again, first at scenarios[0].'),
        ("scenarios: [{id: B, mitigations: [M7]}]", 'mitigations[0]: must name a mitigation. Got "M7". Known: none.'),
        (
            "mitigations: [{id: M1, cost: 1}]\nscenarios: [{id: B, mitigations: [M1, M1]}]",
            'scenarios[0] "B": mitigations[1]: must name each mitigation once. Got "M1" again.',
        ),
        ("scenarios: [{id: base, overrides: {start: 2027-01-01}}]", 'must change nothing: "base" is the plan'),
        ("scenarios: [{id: B, overrides: {currency: USD}}]", 'has a key that no scenario may set. Got "currency".'),
        ("scenarios: [{id: B, overrides: {strat: 1}}]", 'Got "strat". Did you mean "start"?'),
        ("base: {digest: xyz}", "base.digest: must be 12 to 64 hexadecimal digits. Got 'xyz'."),
        ("base: {digest: 123456789012}", "base.digest: must be 12 to 64 hexadecimal digits. Got 123456789012."),
    ],
)  # fmt: skip
def test_what_is_wrong_without_a_plan(text, expected):
    """Told when the document is read."""
    with pytest.raises(PlanError) as error:
        read(text)

    assert expected in str(error.value)


def test_unknown_scenario(plan):
    """The nearest name is offered."""
    with pytest.raises(ParameterError, match="Known: early, base"):
        apply(plan, read("scenarios: [{id: early}]"), "Bee")


def test_numbers_are_names(plan):
    """Ids may be numbers in YAML."""
    scenarios = read("mitigations: [{id: 1, cost: 5k}]\nscenarios: [{id: 2, mitigations: [1]}]")

    assert "cost of 1" == apply(plan, scenarios, "2").fixed_costs[-1].name


def test_a_mitigation_is_a_document():
    """`from` is written as it is read."""
    text = {
        "id": "M1",
        "from": "2027-03-01",
        "cost": 5000.0,
        "links": {"add": [{"activity": "B", "predecessor": "A SS"}]},
    }

    assert text == document_of(Mitigation.model_validate(text))
