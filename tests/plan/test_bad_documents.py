"""Every way a document can be wrong: its place, the rule, what was found; all problems at once."""

import pytest

from riskcore.errors import PlanError
from riskcore.formats import read_plan_text

HEAD = "start: 2027-01-04\nactivities:\n"
ONE = HEAD + "  - {id: A, duration: 5d}\n"


def activities(*lines):
    return HEAD + "".join(f"  - {{{line}}}\n" for line in lines)


BAD = {
    "empty": ("", "must be a mapping of keys to values. Got nothing."),
    "a list": ("- 1", "must be a mapping of keys to values. Got list."),
    "no start": ("activities: [{id: A, duration: 5d}]", "must have start."),
    "no activities": ("start: 2027-01-04", "must have activities."),
    "empty plan": ("start: 2027-01-04\nactivities: []", "activities: must not be empty. Got nothing."),
    "unknown key": (
        activities("id: A, name: Hot tap, durration: 5d, duration: 5d"),
        'activities[0] "Hot tap": has an unknown key. Got "durration". Did you mean "duration"?',
    ),
    "unknown key at the top": (ONE + "calender: x", 'has an unknown key. Got "calender". Did you mean "calendar"?'),
    "no duration": (activities("id: A"), 'activities[0] "A": duration is missing. Write duration: 5d'),
    "bare number": (activities("id: A, duration: 5"), 'activities[0] "A": duration: must be a duration. Got 5.'),
    "unknown unit": (activities("id: A, duration: 5y"), "must be a duration. Got '5y'."),
    "negative": (activities("id: A, duration: -5d"), 'activities[0] "A": duration must not be negative. Got'),
    "infinite": (activities("id: A, duration: 1e999d"), "must be a duration. Got '1e999d'."),
    "nan cost": (activities("id: A, duration: 5d, cost: {fixed: .nan}"), "must be an amount of money. Got '.nan'."),
    "min above mode": (
        activities("id: A, duration: {triangular: [13d, 12d, 20d]}"),
        'activities[0] "A": duration: triangular.mode must lie in [min, max] = [13, 20]. Got 12.',
    ),
    "unnamed distribution": (
        activities("id: A, duration: [1d, 2d, 3d]"),
        "must be a duration. Got ['1d', '2d', '3d'].",
    ),
    "unknown distribution": (
        activities("id: A, duration: {triangle: [1d, 2d, 3d]}"),
        'must be a known distribution. Got "triangle". Did you mean "triangular"?',
    ),
    "two distributions": (
        activities("id: A, duration: {uniform: [1d, 2d], pert: [1d, 2d, 3d]}"),
        "must name exactly one distribution. Got uniform, pert.",
    ),
    "mixed units": (activities("id: A, duration: {uniform: [1d, 2ed]}"), "must not mix working and elapsed units."),
    "duplicate id": (
        activities("id: A, duration: 5d", "id: A, duration: 5d"),
        'activities[1].id: must be unique. Got "A" again, first at activities[0].',
    ),
    "dangling link": (
        activities("id: A100, duration: 5d", "id: B, duration: 5d, predecessors: [A10]"),
        'activities[1] "B": predecessors[0]: must name an activity. Got "A10". Did you mean "A100"?',
    ),
    "self link": (
        activities("id: A, duration: 5d, predecessors: [A]"),
        'activities[0] "A": predecessors[0]: must be another activity. Got "A" itself.',
    ),
    "cycle": (
        activities(
            "id: A, duration: 5d, predecessors: [C]",
            "id: B, duration: 5d, predecessors: [A]",
            "id: C, duration: 5d, predecessors: [B SS+2d]",
        ),
        "activities: links must not form a cycle. Got A -> B -> C -> A. Remove one of these links.",
    ),
    "bad lag": (activities("id: A, duration: 5d", "id: B, duration: 5d, predecessors: [A FS+2]"), "must be a duration"),
    "unknown calendar": (
        activities("id: A, duration: 5d, calendar: standrad"),
        'activities[0] "A": calendar: must name a calendar. Got "standrad". Did you mean "standard"?',
    ),
    "no working time": (
        ONE + 'calendars: {never: {week: {mon-fri: ""}}}',
        "calendars.never: must have working time in its week.",
    ),
    "unknown day": (ONE + 'calendars: {x: {week: {mon-fry: "08:00-16:00"}}}', "must name days of the week."),
    "overlapping shifts": (
        ONE + 'calendars: {x: {week: {mon: "08:00-12:00, 11:00-17:00"}}}',
        "must be shifts that do not overlap.",
    ),
    "backward exception": (
        ONE + 'calendars: {x: {week: {mon: "08:00-12:00"}, exceptions: [{from: 2027-02-02, to: 2027-02-01}]}}',
        "must not end before it begins. Got 2027-02-02 to 2027-02-01.",
    ),
    "impossible date": (ONE.replace("01-04", "02-30"), 'start: must be a date of the calendar. Got "2027-02-30".'),
    "far date": (ONE.replace("2027", "2200"), "start: must lie between 1900 and 2199. Got 2200-01-04T00:00:00."),
    "no date": (ONE.replace("2027-01-04", "soon"), "start: must be a date or a local time. Got 'soon'."),
    "finish before start": (
        activities("id: A, duration: 5d, actual_start: 2027-02-02, actual_finish: 2027-02-01"),
        "actual_finish must not lie before actual_start.",
    ),
    "no status date": (activities("id: A, duration: 5d, actual_start: 2027-01-05"), "needs the plan's status_date"),
    "milestone with duration": (
        activities("id: A, type: milestone, duration: 5d"),
        "must be 0 for a milestone. Got 5d.",
    ),
    "probability": (
        ONE + "risks: [{id: R, name: Flood, probability: 1.3, cost: 5}]",
        'risks[0] "Flood": probability: must lie in [0, 1]. Got 1.3. Write 0.3 or 30%.',
    ),
    "no impact": (ONE + "risks: [{id: R, probability: 0.3}]", 'risks[0] "R": must have an impact.'),
    "delay of nothing": (ONE + "risks: [{id: R, probability: 0.3, delay: 5d}]", "must say which activities it delays."),
    "delay on the clock": (
        ONE + "risks: [{id: R, probability: 0.3, delay: 5ed, activities: [A]}]",
        'risks[0] "R": delay: must be in working time, as the duration of its activity A is. Got elapsed time.',
    ),
    "delay of a milestone": (
        activities("id: A, type: milestone") + "risks: [{id: R, probability: 0.3, delay: 5d, activities: [A]}]",
        'risks[0] "R": delay: must be of activities with a duration to delay. Got milestones only.',
    ),
    "endless below": (
        activities("id: A, duration: {normal: [10d, 2d]}"),
        "duration must not be negative. Got a distribution without a smallest value. Give min: 0d.",
    ),
    "selects nothing": (
        ONE + "risks: [{id: R, probability: 0.3, delay: 5d, activities: {wbs: 9}}]",
        'risks[0] "R": activities: must match at least one activity.',
    ),
    "unknown target": (
        ONE + "risks: [{id: R, probability: 0.3, delay: 5d, activities: [AA]}]",
        'risks[0] "R": activities: must name an activity. Got "AA".',
    ),
    "overlapping groups": (
        ONE + "correlations: [{activities: all, coefficient: 0.2}, {activities: [A], coefficient: 0.3}]",
        'correlations[0] and correlations[1]: must not share members. Got "A".',
    ),
    "coefficient": (
        ONE + "correlations: [{activities: all, coefficient: 1.2}]",
        "correlations[0].coefficient: must be",
    ),
    "object tag": ("!!python/object/apply:os.system [ls]", 'must have no tags. Got "tag:yaml.org,2002:python/object'),
    "key twice": ("start: 2027-01-04\nstart: 2027-01-05", 'must have each key once. Got "start" again in line 2.'),
    "broken yaml": ("activities: [1", "must be YAML. Got line"),
    "json key twice": ('{"start": "2027-01-04", "start": 1}', 'must have each key once. Got "start" again.'),
    "json nan": ('{"start": NaN}', "must hold finite numbers. Got NaN."),
    "deep": ("a: " + "[" * 60 + "]" * 60, "must not nest deeper than 50. Got line 1."),
    "deep json": ('{"a":' * 100_000 + "1" + "}" * 100_000, "must not nest"),
    "alias bomb": (
        "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + "".join(f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]\n" for k in range(1, 12)),
        "must not hold more than 5000000 values",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_problem_is_told(name):
    """One readable problem with place, rule and what was found."""
    text, expected = BAD[name]

    with pytest.raises(PlanError) as error:
        read_plan_text(text, "plan.yaml")

    assert expected in str(error.value)
    assert "Traceback" not in str(error.value)


def test_all_problems_at_once():
    """Three mistakes, three problems, in the order of the document."""
    text = activities("id: A, duration: 5x", "id: B, duration: 5d, owner: 7", "id: C, duration: 5d, tag: x")

    with pytest.raises(PlanError) as error:
        read_plan_text(text)

    assert [problem.where for problem in error.value.problems] == [
        'activities[0] "A": duration',
        'activities[1] "B": owner',
        'activities[2] "C"',
    ]
