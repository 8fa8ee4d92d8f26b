"""Each check on a plan that fails it and on one that passes it."""

import pytest

from riskcore.quality import CHECKS
from tests.quality.make import chain, finding, milestone, plan, task

ROUND_THE_CLOCK = {"always": {"week": {"mon-sun": "00:00-24:00"}}}
DONE_A = {"actual_start": "2027-03-01T08:00", "actual_finish": "2027-03-05T17:00"}
STATUS = {"status_date": "2027-03-08"}
ALIKE = [task(name, "start") for name in "abcdef"]
STAGGERED = [task(name, "start", duration=f"{i + 1}d") for i, name in enumerate("abcdef")]

CASES = {
    "logic": (
        plan(*chain("a", "b", "c"), task("loose")),
        {"loose": "no predecessor and no successor"},
        plan(*chain("a", "b", "c")),
    ),
    "leads": (
        plan(task("a"), task("b", "a FS-2d")),
        {"b": "FS-2d after a"},
        plan(task("a"), task("b", "a FS+2d")),
    ),
    "lags": (
        plan(task("a"), task("b", "a FS+2d")),
        {"b": "FS+2d after a"},
        plan(task("a"), task("b", "a FS-2d")),
    ),
    "link_types": (
        plan(task("a"), task("b", "a SS")),
        {"b": "SS after a"},
        plan(*chain("a", "b")),
    ),
    "hard_constraints": (
        plan(*chain("a", "b", constraint={"finish_on": "2027-03-10", "mandatory_start": "2027-03-02"})),
        {"a": "mandatory start, finish on"},
        plan(*chain("a", "b", constraint={"start_no_earlier_than": "2027-03-02"})),
    ),
    "high_float": (
        plan(
            task("start"), task("a", "start", duration="46d"), task("b", "start", duration="1d"), task("end", "a", "b")
        ),
        {"b": "45d of total float"},
        plan(
            task("start"), task("a", "start", duration="45d"), task("b", "start", duration="1d"), task("end", "a", "b")
        ),
    ),
    "negative_float": (
        plan(*chain("a", "b"), milestone("end", "b", deadline="2027-03-11")),
        {"a": "-1d of total float", "b": "-1d of total float", "end": "-1d of total float"},
        plan(*chain("a", "b"), milestone("end", "b", deadline="2027-03-12")),
    ),
    "high_duration": (
        plan(task("a", duration="45d"), task("b", "a")),
        {"a": "45d"},
        plan(task("a", duration="44d"), task("b", "a")),
    ),
    "invalid_dates": (
        plan(*chain("a", "b", actual_start="2027-03-09T08:00"), **STATUS),
        {"a": "actual start after the status date"},
        plan(*chain("a", "b", **DONE_A), **STATUS),
    ),
    "critical_path_test": (
        plan(task("a", deadline="2027-01-05"), task("c", constraint={"start_no_earlier_than": "2035-01-01"})),
        {"a": "600 working days more move its finish by 840 and the plan's by 0 days"},
        plan(*chain("a", "b", "c")),
    ),
    "critical_path_length_index": (
        plan(*chain("a", "b", "c", "d"), target="2027-03-24"),
        {"d": "finishes last"},
        plan(*chain("a", "b", "c", "d"), target="2027-03-25"),
    ),
    "wbs": (
        plan(task("a"), task("b", "a", wbs="")),
        {"b": "no wbs"},
        plan(*chain("a", "b")),
    ),
    "dangling": (
        plan(task("a"), task("b", "a FF"), task("c", "a", "b SS")),
        {"b": "its start is loose: only FF in; its finish is loose: only SS out"},
        plan(task("a"), task("b", "a SS", "a FF"), milestone("c", "a FF", "b")),
    ),
    "long_lags": (
        plan(task("a"), task("b", "a FS+11d")),
        {"b": "FS+11d after a"},
        plan(task("a"), task("b", "a FS+10d")),
    ),
    "soft_constraints": (
        plan(*chain("a", "b", constraint={"start_no_earlier_than": "2027-03-02"})),
        {"a": "start no earlier than"},
        plan(*chain("a", "b", constraint={"start_on": "2027-03-02"})),
    ),
    "links_per_activity": (
        plan(*chain("a", "b"), task("c")),
        {"a": "1 links", "b": "1 links", "c": "0 links"},
        plan(*chain("a", "b", "c")),
    ),
    "merge_points": (
        plan(task("start"), *ALIKE, milestone("end", *"abcdef")),
        {"end": "6 links in, 6 of them without slack"},
        plan(task("start"), *STAGGERED, milestone("end", *"abcdef")),
    ),
    "zero_duration": (
        plan(*chain("a", "b"), task("c", "b", duration="0d")),
        {"c": "its duration is 0"},
        plan(*chain("a", "b"), milestone("c", "b")),
    ),
    "calendars": (
        plan(task("a", calendar="always"), task("b", "a"), calendars=ROUND_THE_CLOCK),
        {"a": 'calendar "always" works day and night all week'},
        plan(task("a", calendar="always", duration="5ed"), task("b", "a"), calendars=ROUND_THE_CLOCK),
    ),
    "out_of_sequence": (
        plan(task("a"), task("b", "a", actual_start="2027-03-03"), **STATUS),
        {"b": "started before a finished (FS)"},
        plan(task("a", **DONE_A), task("b", "a", actual_start="2027-03-06"), **STATUS),
    ),
}
NEVER_JUDGED = {"missed_tasks", "baseline_execution_index", "resources"}


def test_every_check_is_tried():
    """The table has a plan for each check but those that lack what a plan never holds."""
    assert {check.key for check in CHECKS} == CASES.keys() | NEVER_JUDGED
    assert len(CHECKS) == len(CASES) + len(NEVER_JUDGED)


@pytest.mark.parametrize("key", CASES)
def test_fails(key):
    """The failing plan fails, for the reason and by the activities expected."""
    made, offenders, _ = CASES[key]
    found = finding(key, made)

    assert "fail" == found.status
    assert offenders == dict(found.offenders)
    assert len(offenders) == found.count <= found.total


@pytest.mark.parametrize("key", CASES)
def test_passes(key):
    """The passing plan passes, and nobody offends."""
    found = finding(key, CASES[key][2])

    assert ("pass", ()) == (found.status, found.offenders)


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("missed_tasks", "It needs baseline dates, which a plan does not hold."),
        ("baseline_execution_index", "It needs baseline dates, which a plan does not hold."),
        ("invalid_dates", "The plan has no status date."),
        ("critical_path_length_index", "The plan has no target date."),
        ("resources", "Plans hold costs, not resources; 0 of 0 tasks of a day or more have a cost."),
        ("leads", "The plan has no links into unfinished activities."),
        ("critical_path_test", "No task has work left to do."),
    ],
)
def test_not_applicable(key, reason):
    """A check that lacks what it needs says so, and neither passes nor fails."""
    found = finding(key, plan(milestone("a")))

    assert ("not applicable", reason) == (found.status, found.reason)
    assert (0, 0, 0.0) == (found.count, found.total, found.share)
