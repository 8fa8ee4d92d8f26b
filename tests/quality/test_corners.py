"""What a check leaves out, and figures that can be worked out by hand."""

import pytest

from tests.quality.make import chain, finding, milestone, plan, task

STATUS = {"status_date": "2027-03-08"}
DONE = {"actual_start": "2027-03-01T08:00", "actual_finish": "2027-03-05T17:00"}


def test_complete_activities_are_left_out():
    """An open end, a lag and a constraint of work that is done are history."""
    done = task("a", duration="60d", constraint={"start_on": "2027-03-01"}, **DONE)
    made = plan(done, task("b", "a SS", **DONE), *chain("c", "d"), **STATUS)

    for key in ("hard_constraints", "high_duration", "link_types"):
        assert "pass" == finding(key, made).status
    assert {"c": "no predecessor"} == dict(finding("logic", made).offenders)


def test_one_start_and_one_finish_are_allowed():
    """Two chains have one open start and one open finish too many: the later start, the earlier finish."""
    made = plan(*chain("a", "b"), *chain("c", "d", constraint={"start_no_earlier_than": "2027-03-03"}))

    assert {"b": "no successor", "c": "no predecessor"} == dict(finding("logic", made).offenders)


def test_length_index_is_target_over_finish():
    """20 working days to the finish and 18 to the target make 0.9."""
    found = finding("critical_path_length_index", plan(task("a", duration="20d"), target="2027-03-24"))

    assert 0.9 == pytest.approx(found.value)
    assert "20 working days to the finish, -2 from there to the target." == found.reason


def test_costs_are_counted():
    """Tasks of a day or more without cost are named, and not judged."""
    paid = task("a", cost={"per_day": 900})
    found = finding("resources", plan(paid, milestone("b", "a"), task("c", "a", duration="4h"), task("d", "a")))

    assert ("not applicable", 1, 2, 0.5) == (found.status, found.count, found.total, found.share)
    assert {"d": "no cost"} == dict(found.offenders)
    assert "Plans hold costs, not resources; 1 of 2 tasks of a day or more have a cost." == found.reason


def test_delay_lengthens_what_remains():
    """A task in progress is delayed by its remaining duration, and a range gives way to one value."""
    begun = task("a", actual_start="2027-03-01", remaining={"triangular": ["2d", "3d", "9d"]})
    found = finding("critical_path_test", plan(begun, task("b", "a"), **STATUS))

    assert ("pass", 1.0) == (found.status, pytest.approx(found.value, abs=0.01))


def test_elapsed_lags_count_days_of_the_clock():
    """11 days of the clock are a long lag, 10 are not, whatever a working day is."""
    made = plan(task("a"), task("b", "a FS+11ed"), task("c", "b FS+10ed"))

    assert {"b": "FS+11d after a"} == dict(finding("long_lags", made).offenders)


def test_a_mandatory_date_may_plan_the_past():
    """Work that a mandatory start puts before the status date is an invalid date."""
    made = plan(task("a", constraint={"mandatory_start": "2027-03-01"}), task("b", "a"), **STATUS)

    expected = "planned start before the status date, planned finish before the status date"
    assert {"a": expected} == dict(finding("invalid_dates", made).offenders)


@pytest.mark.parametrize(
    ("link", "dates", "what"),
    [
        ("a SS", {"actual_start": "2027-03-02"}, "started before a started (SS)"),
        ("a FF", {"actual_start": "2027-03-02", "actual_finish": "2027-03-04"}, "finished before a finished (FF)"),
        ("a SF", {"actual_start": "2027-03-02", "actual_finish": "2027-03-04"}, "finished before a started (SF)"),
    ],
)
def test_sequence_of_every_link_type(link, dates, what):
    """Each link type awaits its own event; a lead is not judged."""
    assert {"b": what} == dict(
        finding("out_of_sequence", plan(task("a"), task("b", link, **dates), **STATUS)).offenders
    )
    led = plan(task("a"), task("b", f"{link}-2d", **dates), **STATUS)
    assert "not applicable" == finding("out_of_sequence", led).status


def test_no_work_remains():
    """A task in progress without work left is told from one that never had any."""
    made = plan(task("a", actual_start="2027-03-01", remaining="0d"), milestone("b", "a"), **STATUS)

    assert {"a": "no work remains, yet it has no actual finish"} == dict(finding("zero_duration", made).offenders)


@pytest.mark.parametrize(
    ("calendar", "duration", "what"),
    [
        ({}, "300d", "has no holiday in a plan of a year or more"),
        ({"hours_per_day": 10}, "5d", "counts 10 h as 1d, and no day of its week is that long"),
    ],
)
def test_calendar_faults(calendar, duration, what):
    """A long plan needs holidays, and 1d a day of its length."""
    calendars = {"site": {"week": {"mon-fri": "08:00-16:00"}, **calendar}}
    found = finding("calendars", plan(task("a", duration=duration), calendar="site", calendars=calendars))

    assert {"a": f'calendar "site" {what}'} == dict(found.offenders)


def test_dense_network():
    """Above the threshold the activities with more than 4 links are named."""
    names = [f"t{i}" for i in range(8)]
    made = plan(*(task(name, *names[:i]) for i, name in enumerate(names)))
    found = finding("links_per_activity", made)

    assert ("fail", 7.25) == (found.status, found.value)  # (8 * 7 + 2) / 8
    assert 8 == found.count
