"""How the scheduling tools compute dates, rule by rule: small plans with dates computed by hand.

March 2027 begins on a Monday. Where nothing else is said work is done Monday to Friday, 08:00-12:00 and 13:00-17:00.
"""

from datetime import timedelta

import pytest

from riskcore.analysis.import_check import import_check
from riskcore.errors import PlanError
from riskcore.formats.mpxj import plan_of
from riskcore.plan import parse_plan
from riskcore.quality import assess
from riskcore.simulation import schedule

OFFICE = [[[480, 720], [780, 1020]]] * 5 + [[], []]
LONG_DAYS = [[[360, 1320]]] * 7
SIX_DAYS = [[[480, 960]]] * 6 + [[]]
NIGHTS = [[[1320, 1800]]] * 7
NO_LAG = {"value": 0.0, "unit": "DAYS", "minutes": 0.0}


def plan(*activities, **more):
    """A plan document, read."""
    return parse_plan({"start": "2027-03-01", "activities": list(activities), **more})


def task(name, duration="1d", *predecessors, **more):
    """An activity document."""
    return {"id": name, "duration": duration, "predecessors": list(predecessors), **more}


def event(name, *predecessors, **more):
    """A milestone document."""
    return {"id": name, "type": "milestone", "predecessors": list(predecessors), **more}


def dates(plan):
    """Early start and finish by id."""
    found = schedule(plan)
    moments = [
        [f"{found.epoch + timedelta(minutes=float(minute)):%m-%d %H:%M}" for minute in column]
        for column in (found.early_start, found.early_finish)
    ]
    return {name: f"{start} - {finish}" for name, start, finish in zip(found.id, *moments, strict=True)}


def floats(plan):
    """Total and free float by id, in days of eight hours."""
    found = schedule(plan)
    return {name: (t / 480, f / 480) for name, t, f in zip(found.id, found.total_float, found.free_float, strict=True)}


def span(days, unit="DAYS", minutes=None):
    """A length of time as the reader of files writes it."""
    return {"value": float(days), "unit": unit, "minutes": days * 480.0 if minutes is None else float(minutes)}


def row(uid, days, **more):
    """A row of a file, with an activity's fields as the reader writes them."""
    return {"uid": uid, "id": uid, "name": f"Row {uid}", "duration": span(days), "effective_calendar": 1, **more}


def link(source, target, kind="FINISH_START", lag=NO_LAG):
    return {"predecessor": source, "successor": target, "type": kind, "lag": lag}


def read(file_format, *tasks, links=(), project=None, calendars=(OFFICE,), **more):
    """The plan of a file's document, as the reader writes it; calendars are numbered from 1."""
    written = [
        {"uid": uid, "name": f"calendar {uid}", "minutes_per_day": 480.0, "week": week, "exceptions": [], "weeks": []}
        for uid, week in enumerate(calendars, 1)
    ]
    document = {
        "format": file_format,
        "project": {"start": "2027-03-01T08:00:00", "default_calendar": 1} | (project or {}),
        "calendars": written,
        "tasks": [dict(one) for one in tasks],
        "links": list(links),
        "resources": [],
        "assignments": [],
        "unmodelled": {},
    }
    return plan_of(document | more, "test")


DATA_DATE = {"status_date": "2027-03-08T08:00:00"}


# Microsoft Project


def test_rule_01_zero_duration_task_sits_at_the_instant():
    """It is at its predecessor's 17:00, not at the next 08:00; first of all, at the project's start on a Sunday."""
    found = read(
        "mspdi",
        row(1, 0),
        row(2, 1),
        row(3, 0),
        links=[link(1, 2), link(2, 3)],
        project={"start": "2027-02-28T08:00:00"},
    )

    assert {
        "1": "02-28 08:00 - 02-28 08:00",
        "2": "03-01 08:00 - 03-01 17:00",
        "3": "03-01 17:00 - 03-01 17:00",
    } == dates(found)


def test_rule_01_milestone_of_a_plan_lies_at_the_end_of_the_day():
    """A milestone ends the day of its predecessor, a start milestone begins the next."""
    found = plan(task("A"), event("M", "A"), event("S", "A") | {"type": "start milestone"})

    assert {
        "A": "03-01 08:00 - 03-01 17:00",
        "M": "03-01 17:00 - 03-01 17:00",
        "S": "03-02 08:00 - 03-02 08:00",
    } == dates(found)


def test_rule_02_no_earlier_than_without_predecessors_is_a_floor_of_its_own():
    """It may lie before the project's start, and successors follow it there."""
    found = plan(
        task("A", "2d", constraint={"start_no_earlier_than": "2027-03-01"}),
        task("B", "1d", "A"),
        task("C", "2d", constraint={"finish_no_earlier_than": "2027-03-03"}),
        start="2027-03-08",
    )

    assert {
        "A": "03-01 08:00 - 03-02 17:00",
        "B": "03-03 08:00 - 03-03 17:00",
        "C": "03-02 08:00 - 03-03 17:00",
    } == dates(found)


def test_rule_02_with_predecessors_the_later_of_both_holds():
    """A date before the predecessor's finish does nothing, one after it does."""
    found = plan(
        task("A", "2d"),
        task("B", "1d", "A", constraint={"start_no_earlier_than": "2027-03-02"}),
        task("C", "1d", "A", constraint={"start_no_earlier_than": "2027-03-05"}),
    )

    assert "03-03 08:00 - 03-03 17:00" == dates(found)["B"]
    assert "03-05 08:00 - 03-05 17:00" == dates(found)["C"]


def test_rule_02_finish_links_pull_nothing_before_the_start_of_the_project():
    """Three days of work that may end with a one-day task begin with the project."""
    found = plan(task("A"), task("B", "3d", "A FF"), task("C", "3d", "A SF"))

    assert dates(found)["B"] == dates(found)["C"] == "03-01 08:00 - 03-03 17:00"


def test_rule_03_manual_summary_is_the_floor_of_what_lies_below():
    """Its typed start replaces the project's start for children that are as soon as possible, also earlier."""
    manual = {"summary": True, "mode": "MANUALLY_SCHEDULED"}
    soon = {"constraint": "AS_SOON_AS_POSSIBLE"}
    dated = {"constraint": "START_NO_EARLIER_THAN", "constraint_date": "2027-03-09T08:00:00"}
    found = read(
        "mspdi",
        row(1, 2, start="2027-03-03T08:00:00", **manual),
        row(2, 1, parent_uid=1, **soon),
        row(3, 2, start="2027-03-10T08:00:00", **manual),
        row(4, 1, parent_uid=3, **soon),
        row(5, 1, parent_uid=3, **dated),
        row(6, 1, parent_uid=3, **soon),
        links=[link(4, 6)],
        project={"start": "2027-03-08T08:00:00"},
    )

    assert {
        "2": "03-03 08:00 - 03-03 17:00",
        "4": "03-10 08:00 - 03-10 17:00",
        "5": "03-09 08:00 - 03-09 17:00",
        "6": "03-11 08:00 - 03-11 17:00",
    } == dates(found)


SUMMARY = (
    row(1, 2, summary=True, start="2027-03-01T08:00:00", finish="2027-03-03T17:00:00"),
    row(2, 1, parent_uid=1, start="2027-03-01T08:00:00", finish="2027-03-01T17:00:00"),
    row(3, 2, parent_uid=1, start="2027-03-02T08:00:00", finish="2027-03-03T17:00:00"),
    row(4, 1),
)


def test_rule_04_link_from_a_summary_waits_for_all_that_lies_below():
    """FS waits for the last of its leaves, SS only for the first."""
    inside = link(2, 3)

    assert "03-04 08:00 - 03-04 17:00" == dates(read("mspdi", *SUMMARY, links=[inside, link(1, 4)]))["4"]
    lagged = read("mspdi", *SUMMARY, links=[inside, link(1, 4, "START_START", span(1))])
    assert "03-02 08:00 - 03-02 17:00" == dates(lagged)["4"]


def test_rule_04_link_to_a_summary_holds_back_all_that_lies_below():
    """Each leaf waits, also the one with no link of its own."""
    found = dates(read("mspdi", *SUMMARY, links=[link(4, 1)]))

    assert "03-02 08:00 - 03-02 17:00" == found["2"]
    assert "03-02 08:00 - 03-03 17:00" == found["3"]


def test_rule_04_links_on_summaries_make_hidden_cycles():
    """A summary that waits for what waits for its own leaf: told, not computed."""
    with pytest.raises(PlanError, match="cycle"):
        read("mspdi", *SUMMARY, links=[link(2, 4), link(4, 1)])


def test_rule_05_task_calendar_else_that_of_the_project():
    """Eight hours from Friday on: a task with a calendar of six days works on Saturday."""
    found = read(
        "mspdi",
        row(1, 2),
        row(2, 2, calendar=2, effective_calendar=2),
        calendars=(OFFICE, SIX_DAYS),
        project={"start": "2027-03-05T08:00:00"},
    )

    assert {"1": "03-05 08:00 - 03-08 17:00", "2": "03-05 08:00 - 03-06 16:00"} == dates(found)


def crew(calendar, start, finish, **more):
    """One resource, on task 1."""
    assignment = {"uid": 1, "task": 1, "resource": 7, "start": start, "finish": finish, **more}
    return {"resources": [{"uid": 7, "type": "WORK", "calendar": calendar}], "assignments": [assignment]}


NIGHT = ("2027-03-01T22:00:00", "2027-03-02T06:00:00")


def test_rule_05_resources_bring_their_calendar():
    """A task of a night crew is done at night."""
    stored = {"start": NIGHT[0], "finish": NIGHT[1]}
    found = read("mspdi", row(1, 1, **stored), calendars=(OFFICE, NIGHTS), **crew(2, *NIGHT))

    assert {"1": "03-01 22:00 - 03-02 06:00"} == dates(found)


def test_rule_05_task_calendar_and_resource_calendar_must_both_work():
    """A crew of 06:00-22:00 on a task of office hours works in the office hours; or on its own where those rule."""
    stored = {"start": "2027-03-01T08:00:00", "finish": "2027-03-01T17:00:00", "calendar": 1}
    both = read(
        "mspdi", row(1, 1, **stored), calendars=(OFFICE, LONG_DAYS), **crew(2, stored["start"], stored["finish"])
    )
    ignored = row(1, 1, **stored, ignore_resource_calendar=True)

    assert {"1": "03-01 08:00 - 03-01 17:00"} == dates(both)
    assert dates(read("mspdi", ignored, calendars=(OFFICE, NIGHTS), **crew(2, *NIGHT))) == dates(both)


def test_rule_06_assignment_that_begins_late_makes_the_task_longer():
    """Two days of work that begin a day into the task: three days, also for its successor."""
    stored = {"start": "2027-03-01T08:00:00", "finish": "2027-03-03T17:00:00"}
    late = crew(1, "2027-03-02T08:00:00", stored["finish"], delay=span(1))
    found = read("mspdi", row(1, 2, **stored), row(2, 1), links=[link(1, 2)], **late)

    assert {"1": "03-01 08:00 - 03-03 17:00", "2": "03-04 08:00 - 03-04 17:00"} == dates(found)


@pytest.mark.parametrize(
    ("resume", "finish"), [("2027-03-04T08:00:00", "03-08 17:00"), ("2027-03-02T08:00:00", "03-04 17:00")]
)
def test_rule_07_started_task_goes_on_where_it_resumes(resume, finish):
    """One of four days is done: three from where it resumes; the status date moves nothing."""
    begun = {"actual_start": "2027-03-01T08:00:00", "percent_complete": 25.0, "remaining_duration": span(3)}
    found = read(
        "mspdi",
        row(1, 4, stop="2027-03-01T17:00:00", resume=resume, **begun),
        project={"status_date": "2027-03-19T17:00:00"},
    )

    assert {"1": f"03-01 08:00 - {finish}"} == dates(found)


@pytest.mark.parametrize(
    ("lag", "start"),
    [
        (span(1), "03-06 09:00"),  # Friday 17:00-22:00 and Saturday 06:00-09:00, of the successor's hours
        (span(1, "ELAPSED_DAYS", 1440), "03-06 17:00"),
        ({"value": 50.0, "unit": "PERCENT"}, "03-06 21:00"),  # 20 hours: 5 on Friday, 15 on Saturday
        ({"value": 50.0, "unit": "ELAPSED_PERCENT"}, "03-06 13:00"),  # 20 hours of the clock
    ],
)
def test_rule_08_lag_is_counted_on_the_successors_calendar(lag, start):
    """After a week of office hours, Friday 17:00; the successor works 06:00-22:00 every day."""
    found = read(
        "mspdi",
        row(1, 5),
        row(2, 1, effective_calendar=2),
        links=[link(1, 2, lag=lag)],
        calendars=(OFFICE, LONG_DAYS),
    )

    assert dates(found)["2"].startswith(start)


def test_rule_08_percent_of_an_elapsed_duration_is_elapsed():
    """Half of two days of the clock is a day of the clock."""
    found = read("mspdi", row(1, 0, duration=span(2, "ELAPSED_DAYS", 2880)), row(2, 1), links=[HALF])

    assert {"1": "03-01 08:00 - 03-03 08:00", "2": "03-04 08:00 - 03-04 17:00"} == dates(found)


HALF = link(1, 2, lag={"value": 50.0, "unit": "PERCENT"})
NO_LATER = {"constraint": "START_NO_LATER_THAN", "constraint_date": "2027-03-03T08:00:00"}
MUST = {"constraint": "MUST_START_ON", "constraint_date": "2027-03-03T08:00:00"}


@pytest.mark.parametrize(
    ("dated", "honoured", "start"),
    [(NO_LATER, False, "03-08 08:00"), (NO_LATER, True, "03-03 08:00"), (MUST, False, "03-03 08:00")],
)
def test_rule_09_no_later_than_binds_where_constraints_are_honoured(dated, honoured, start):
    """What may start no later gives way to links unless constraints are always honoured; what must start never does."""
    found = read("mspdi", row(1, 5), row(2, 1, **dated), links=[link(1, 2)], project={"honour_constraints": honoured})

    assert dates(found)["2"].startswith(start)
    assert -3 == floats(found)["1"][0]


def test_rule_09_deadline_touches_floats_only():
    """A week of work whose deadline is Wednesday ends on Friday, two days late."""
    found = plan(task("A", "5d", deadline="2027-03-03"))

    assert {"A": "03-01 08:00 - 03-05 17:00"} == dates(found)
    assert {"A": (-2, 0)} == floats(found)


def test_rule_09_as_late_as_possible_uses_late_dates():
    """What is to be late takes its total float, and its successor goes with it."""
    late = {"constraint": "AS_LATE_AS_POSSIBLE"}
    found = read("mspdi", row(1, 5), row(2, 1, **late), row(3, 1), links=[link(2, 3)])

    assert "03-04 08:00 - 03-04 17:00" == dates(found)["2"]
    assert "03-05 08:00 - 03-05 17:00" == dates(found)["3"]


def test_rule_10_scheduled_from_the_finish():
    """Five days of work that end on the 12th; what may wait, waits."""
    found = plan(task("A", "2d"), task("B", "3d", "A"), task("C", "1d"), schedule_from="finish", finish="2027-03-12")

    assert {
        "A": "03-08 08:00 - 03-09 17:00",
        "B": "03-10 08:00 - 03-12 17:00",
        "C": "03-12 08:00 - 03-12 17:00",
    } == dates(found)


def test_rule_10_file_scheduled_from_its_finish():
    """Its tasks are as late as possible, but for one that is to be as soon as possible."""
    project = {"schedule_from": "FINISH", "finish": "2027-03-12T17:00:00"}
    late, soon = {"constraint": "AS_LATE_AS_POSSIBLE"}, {"constraint": "AS_SOON_AS_POSSIBLE"}
    found = read("mspdi", row(1, 2, **late), row(2, 3, **late), row(3, 1, **soon), links=[link(1, 2)], project=project)

    assert {
        "1": "03-08 08:00 - 03-09 17:00",
        "2": "03-10 08:00 - 03-12 17:00",
        "3": "03-01 08:00 - 03-01 17:00",
    } == dates(found)


def test_rule_10_external_task_stays_where_its_own_project_put_it():
    """Neither the project's start nor a link moves it, and it moves what follows it."""
    elsewhere = {"external": True, "start": "2027-03-10T08:00:00", "finish": "2027-03-11T17:00:00"}
    found = read("mspdi", row(1, 5), row(2, 2, **elsewhere), row(3, 1), links=[link(1, 2), link(2, 3)])

    assert "03-10 08:00 - 03-11 17:00" == dates(found)["2"]
    assert "03-12 08:00 - 03-12 17:00" == dates(found)["3"]
    assert "1 tasks of other projects keep the dates that the file states" in " ".join(found.notes)


def test_rule_10_blank_rows_are_no_activities():
    """A blank row is skipped."""
    assert {"1": "03-01 08:00 - 03-01 17:00"} == dates(read("mspdi", row(1, 1), row(2, 1, null=True)))


def test_rule_10_inactive_task_holds_nothing_back():
    """Its successor does not wait for it, nor does the plan, but it has dates of its own."""
    found = read("mspdi", row(1, 5, active=False), row(2, 1), links=[link(1, 2)])

    assert {"1": "03-01 08:00 - 03-05 17:00", "2": "03-01 08:00 - 03-01 17:00"} == dates(found)
    assert schedule(found).finish == schedule(found).early_finish[1]


def test_rule_11_parts_of_minutes_are_kept():
    """6,240.4 minutes of office time are thirteen days and 24 seconds."""
    found = schedule(read("mspdi", row(1, 0, duration=span(6240.4, "MINUTES", 6240.4))))

    finish = found.epoch + timedelta(seconds=round(60 * float(found.early_finish[0])))
    assert "03-18 08:00:24" == f"{finish:%m-%d %H:%M:%S}"


STALE = (
    row(1, 5, early_start="2027-03-01T08:00:00", early_finish="2027-03-05T17:00:00"),
    row(2, 1, early_start="2027-03-03T08:00:00", early_finish="2027-03-03T17:00:00"),
)


def test_rule_11_stale_dates_are_reported_and_not_mended():
    """A stored start before the finish of a predecessor: computed anew, and the file called stale."""
    found = read("mspdi", *STALE, links=[link(1, 2)])
    first, second = import_check(found).activities

    assert "03-08 08:00 - 03-08 17:00" == dates(found)["2"]
    assert (True, "") == (first.equal, first.cause)
    assert (False, "stale file") == (second.equal, second.cause)


# Primavera P6


@pytest.mark.parametrize(
    ("whose", "start"),
    [
        ("PREDECESSOR", "03-08 17:00"),  # office hours: Monday
        ("SUCCESSOR", "03-06 09:00"),  # 06:00-22:00: five hours on Friday, three on Saturday
        ("PROJECT_DEFAULT", "03-06 16:00"),  # six days, 08:00-16:00: Saturday
        ("TWENTY_FOUR_HOUR", "03-06 06:00"),  # Saturday 01:00, when nobody is there
    ],
)
def test_rule_13_lag_counts_on_the_calendar_of_the_schedule_options(whose, start):
    """Eight hours after Friday 17:00, for an activity that works 06:00-22:00 every day."""
    found = read(
        "xer",
        row(1, 5),
        row(2, 2, effective_calendar=2),
        links=[link(1, 2, lag=span(1))],
        calendars=(OFFICE, LONG_DAYS, SIX_DAYS),
        project={"lag_calendar": whose, "default_calendar": 3},
    )

    assert dates(found)["2"].startswith(start)


def test_rule_13_everything_runs_on_the_activitys_own_calendar():
    """Start, duration and total float of a six-day activity count Saturdays."""
    found = plan(
        task("A", "5d"),
        task("B", "12h", "A", calendar="six"),
        task("C", "6d"),
        calendars={"six": {"week": {"mon-sat": "08:00-16:00"}}},
    )

    assert "03-06 08:00 - 03-08 12:00" == dates(found)["B"]
    assert (0.5, 0.5) == floats(found)["B"]  # to Monday 16:00, when its day ends


def test_rule_14_not_started_begins_at_the_data_date():
    """What remains of it, on the next work instant after data date, predecessors and constraint."""
    dated = {"constraint": "START_NO_EARLIER_THAN", "constraint_date": "2027-03-10T08:00:00"}
    found = read(
        "xer",
        row(1, 5, remaining_duration=span(2)),
        row(2, 1, remaining_duration=span(1)),
        row(3, 1, remaining_duration=span(1), **dated),
        links=[link(1, 2)],
        project={"status_date": "2027-03-06T12:00:00"},
    )

    assert {
        "1": "03-08 08:00 - 03-09 17:00",
        "2": "03-10 08:00 - 03-10 17:00",
        "3": "03-10 08:00 - 03-10 17:00",
    } == dates(found)


def test_rule_14_finish_milestone_in_the_evening_start_milestone_in_the_morning():
    """After work that ends at 16:00 on Saturday."""
    found = read(
        "xer",
        row(1, 6),
        row(2, 0, milestone=True, activity_type="FINISH_MILESTONE"),
        row(3, 0, milestone=True, activity_type="START_MILESTONE"),
        links=[link(1, 2), link(1, 3)],
        calendars=(SIX_DAYS,),
        project={"status_date": "2027-03-01T08:00:00"},
    )

    assert "03-06 16:00 - 03-06 16:00" == dates(found)["2"]
    assert "03-08 08:00 - 03-08 08:00" == dates(found)["3"]


def begun(name, duration, start, *predecessors, **more):
    """A started activity document."""
    return task(name, duration, *predecessors, actual_start=start, **more)


def done(name, start, finish, *predecessors):
    """A complete activity document."""
    return {"id": name, "actual_start": start, "actual_finish": finish, "predecessors": list(predecessors)}


def test_rule_15_remaining_work_waits_for_its_predecessors():
    """Out of sequence: started before its predecessor, its last day comes after that."""
    found = plan(task("P", "2d"), begun("S", "3d", "2027-03-03", "P", remaining="1d"), **DATA_DATE)

    assert "03-03 00:00 - 03-10 17:00" == dates(found)["S"]


def test_rule_15_complete_activity_passes_logic_through():
    """What follows a complete activity waits for that activity's unfinished predecessor, with its lag."""
    found = plan(
        task("P", "2d"),
        done("C", "2027-03-02", "2027-03-04T17:00", "P FS+1d"),
        task("B", "1d", "C"),
        **DATA_DATE,
    )

    assert "03-02 00:00 - 03-04 17:00" == dates(found)["C"]
    assert "03-11 08:00 - 03-11 17:00" == dates(found)["B"]


def test_rule_15_start_lag_counts_from_the_actual_start():
    """Six days after a start on the 3rd: four have passed by the data date."""
    found = plan(
        begun("S", "9d", "2027-03-03T08:00", remaining="5d"),
        done("C", "2027-03-03T08:00", "2027-03-05T17:00"),
        task("B", "1d", "S SS+6d"),
        task("D", "1d", "C SS+6d"),
        **DATA_DATE,
    )

    assert dates(found)["B"] == dates(found)["D"] == "03-11 08:00 - 03-11 17:00"


@pytest.mark.parametrize(("kind", "start"), [("FF", "03-10 08:00"), ("SF+3d", "03-11 08:00")])
def test_rule_15_finish_links_into_a_complete_activity_are_handed_on_too(kind, start):
    """What it still waits for, as real files of P6 show: their successors start after the open predecessor's finish."""
    found = plan(
        task("P", "2d"),
        done("C", "2027-03-02", "2027-03-04T17:00", f"P {kind}"),
        task("B", "1d", "C"),
        **DATA_DATE,
    )

    assert start == dates(found)["B"][:11]


def test_rule_16_of_a_lag_after_a_complete_activity_the_rest_remains():
    """Of five days since Thursday evening one has passed on the data date."""
    found = plan(done("C", "2027-03-02", "2027-03-04T17:00"), task("B", "1d", "C FS+5d"), **DATA_DATE)

    assert "03-12 08:00 - 03-12 17:00" == dates(found)["B"]


MODES = {"RETAINED_LOGIC": "03-10 17:00", "PROGRESS_OVERRIDE": "03-08 17:00", "ACTUAL_DATES": "03-10 17:00"}


@pytest.mark.parametrize("mode", MODES)
def test_rule_17_remaining_work_waits_unless_progress_overrides(mode):
    """A day remains of what began before its predecessor: it waits, or goes on at the data date."""
    started = {"actual_start": "2027-03-03T08:00:00", "remaining_duration": span(1)}
    found = read(
        "xer",
        row(1, 2, remaining_duration=span(2)),
        row(2, 3, **started),
        links=[link(1, 2)],
        project={"status_date": "2027-03-08T08:00:00", "progress_mode": mode},
    )

    assert f"03-03 08:00 - {MODES[mode]}" == dates(found)["2"]


@pytest.mark.parametrize(
    ("mode", "start"),
    [("retained logic", "03-10 08:00"), ("progress override", "03-08 08:00"), ("actual dates", "03-08 08:00")],
)
def test_rule_17_what_a_complete_activity_hands_on(mode, start):
    """Its predecessor's remaining two days, or its own actual finish."""
    found = plan(
        task("P", "2d"),
        done("C", "2027-03-02", "2027-03-04T17:00", "P"),
        task("B", "1d", "C"),
        progress=mode,
        **DATA_DATE,
    )

    assert dates(found)["B"].startswith(start)


def test_rule_18_as_late_as_possible_takes_the_free_float():
    """It moves to where its successor just does not, though that successor could."""
    found = plan(
        task("A", "5d"),
        task("L", "1d", constraint={"as_late_as_possible": True}),
        task("B", "1d", "L", constraint={"start_no_earlier_than": "2027-03-03"}),
    )

    assert "03-02 08:00 - 03-02 17:00" == dates(found)["L"]
    assert "03-03 08:00 - 03-03 17:00" == dates(found)["B"]
    assert (2, 0) == floats(found)["L"]


def test_rule_18_as_late_as_possible_in_reverse_order():
    """Of two in a row the last moves first."""
    late = {"constraint": {"as_late_as_possible": True}}
    found = plan(task("A", "5d"), task("K", "1d", **late), task("L", "1d", "K", **late))

    assert "03-04 08:00 - 03-04 17:00" == dates(found)["K"]
    assert "03-05 08:00 - 03-05 17:00" == dates(found)["L"]


@pytest.mark.parametrize(
    ("bound", "expected"),
    [
        ({"start_on": "2027-03-02"}, "03-04 08:00 - 03-05 17:00"),  # after its predecessor all the same
        ({"start_on": "2027-03-08"}, "03-08 08:00 - 03-09 17:00"),
        ({"finish_on": "2027-03-10"}, "03-09 08:00 - 03-10 17:00"),
        ({"finish_no_earlier_than": "2027-03-10"}, "03-09 08:00 - 03-10 17:00"),
        ({"mandatory_start": "2027-03-02"}, "03-02 08:00 - 03-03 17:00"),
        ({"mandatory_finish": "2027-03-02"}, "03-01 08:00 - 03-02 17:00"),
    ],
)
def test_rule_19_constraints(bound, expected):
    """Two days after three: "on" pushes later only, a finish pulls its start along, the mandatory override."""
    found = plan(task("A", "3d"), task("B", "2d", "A", constraint=bound))

    assert expected == dates(found)["B"]


@pytest.mark.parametrize("kind", ["FF+1d", "SF+4d"])
def test_rule_19_finish_links_pull_the_start_along(kind):
    """The last of two days is the fourth of the plan."""
    found = plan(task("A", "3d"), task("B", "2d", f"A {kind}"))

    assert "03-03 08:00 - 03-04 17:00" == dates(found)["B"]


def test_rule_19_mandatory_start_overrides_links_to_the_finish():
    """It stays where it is, though its predecessor ends later."""
    found = plan(task("A", "10d"), task("B", "1d", "A FF", constraint={"mandatory_start": "2027-03-03"}))

    assert "03-03 08:00 - 03-03 17:00" == dates(found)["B"]
    assert (-7, -7) == floats(found)["A"]


@pytest.mark.parametrize(("used", "finish"), [(True, "03-12 17:00"), (False, "03-09 17:00")])
def test_rule_19_expected_finish_if_the_option_is_on(used, finish):
    """Two days that are expected to end on Friday are five."""
    found = read(
        "xer",
        row(1, 2, remaining_duration=span(2), expected_finish="2027-03-12T17:00:00"),
        project={"status_date": "2027-03-08T08:00:00", "use_expected_finish": used},
    )

    assert {"1": f"03-08 08:00 - {finish}"} == dates(found)


def test_rule_19_expected_finish_of_what_has_started():
    """The remaining duration shrinks, too."""
    found = plan(begun("A", "5d", "2027-03-01", remaining="4d", expected_finish="2027-03-09"), **DATA_DATE)

    assert {"A": "03-01 00:00 - 03-09 17:00"} == dates(found)


def test_rule_20_hammock_spans_what_it_is_linked_with():
    """From the start of the first to the finish of the last; it drives nothing and has no float."""
    found = plan(
        task("A", "2d"),
        task("B", "3d", "A"),
        {"id": "H", "type": "level of effort", "predecessors": ["A SS", "B FF"]},
        task("C", "1d", "H"),
    )

    assert "03-01 08:00 - 03-05 17:00" == dates(found)["H"]
    assert "03-01 08:00 - 03-01 17:00" == dates(found)["C"]


def test_rule_20_summarising_activity_spans_its_branch():
    """A P6 activity of type WBS summary covers what lies below its node."""
    found = read(
        "xer",
        row(1, 0, summary=True),
        row(2, 1, parent_uid=1, remaining_duration=span(1)),
        row(3, 2, parent_uid=1, remaining_duration=span(2)),
        row(4, 0, parent_uid=1, activity_type="WBS_SUMMARY"),
        links=[link(2, 3)],
        project={"status_date": "2027-03-01T08:00:00"},
    )

    assert "03-01 08:00 - 03-03 17:00" == dates(found)["4"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("RESOURCE_DEPENDENT", "03-01 22:00 - 03-02 06:00"), ("TASK_DEPENDENT", "03-01 08:00 - 03-01 17:00")],
)
def test_rule_20_resource_dependent_activities_use_resource_calendars(kind, expected):
    """A night crew's activity, by its type."""
    stored = {"start": NIGHT[0], "finish": NIGHT[1], "remaining_duration": span(1), "activity_type": kind}
    found = read(
        "xer",
        row(1, 1, **stored),
        calendars=(OFFICE, NIGHTS),
        project={"status_date": "2027-03-01T08:00:00"},
        **crew(2, *NIGHT),
    )

    assert {"1": expected} == dates(found)


def test_rule_21_complete_activities_are_compared_by_their_actual_dates():
    """P6 stores the data date as their early dates."""
    moved = {"early_start": "2027-03-08T08:00:00", "early_finish": "2027-03-08T08:00:00"}
    happened = {"actual_start": "2027-03-01T08:00:00", "actual_finish": "2027-03-02T17:00:00"}
    found = read("xer", row(1, 2, **moved, **happened), project={"status_date": "2027-03-08T08:00:00"})

    assert {"1": "03-01 08:00 - 03-02 17:00"} == dates(found)
    assert [True] == [one.equal for one in import_check(found).activities]


def test_rule_22_actual_dates_after_the_data_date_are_kept_and_told():
    """They stay, and the check of dates names the activity."""
    found = plan(done("A", "2027-03-09T08:00", "2027-03-10T17:00"), task("B", "1d", "A"), **DATA_DATE)
    finding = assess(found, schedule(found))["invalid_dates"]

    assert "03-09 08:00 - 03-10 17:00" == dates(found)["A"]
    assert ["A"] == [offender.activity for offender in finding.offenders]


# ProjectLibre, GanttProject, MPX


def test_rule_23_projectlibre_writes_1970_for_no_date():
    """A constraint of that date is none."""
    none = {"constraint": "MUST_START_ON", "constraint_date": "1970-01-01T00:00:00"}

    assert {"1": "03-01 08:00 - 03-01 17:00"} == dates(read("pod", row(1, 1, **none)))


def test_rule_23_projectlibre_start_no_later_than_pulls():
    """It sets the start, links or not."""
    found = read("pod", row(1, 5), row(2, 1, **NO_LATER), links=[link(1, 2)])

    assert "03-03 08:00 - 03-03 17:00" == dates(found)["2"]


def test_rule_24_ganttproject_keeps_typed_starts():
    """What follows nothing begins on the day that was typed, what follows something after that; no constraint binds."""
    bound = {"constraint": "START_NO_EARLIER_THAN", "constraint_date": "2027-03-20T00:00:00"}
    found = read(
        "gan",
        row(1, 2, start="2027-03-10T00:00:00", finish="2027-03-11T17:00:00"),
        row(2, 1, start="2027-03-12T00:00:00", finish="2027-03-12T17:00:00", **bound),
        row(3, 0, start="2027-03-15T00:00:00", finish="2027-03-15T00:00:00"),
        links=[link(1, 2), link(2, 3)],
    )

    assert {
        "1": "03-10 08:00 - 03-11 17:00",
        "2": "03-12 08:00 - 03-12 17:00",
        "3": "03-15 08:00 - 03-15 08:00",
    } == dates(found)


def test_rule_24_ganttproject_rubber_links_only_push():
    """A task behind rubber links keeps its typed start where it can; one strong link puts it right after another."""
    day = {"finish": "2027-03-08T17:00:00"}
    found = read(
        "gan",
        row(1, 2, start="2027-03-01T00:00:00"),
        row(2, 1, start="2027-03-08T00:00:00", **day),
        row(3, 1, start="2027-03-01T00:00:00", **day),
        row(4, 1, start="2027-03-08T00:00:00", **day),
        links=[
            link(1, 2) | {"rubber": True},
            link(1, 3) | {"rubber": True},
            link(1, 4) | {"rubber": True},
            link(1, 4, "START_START"),
        ],
    )

    assert {
        "1": "03-01 08:00 - 03-02 17:00",
        "2": "03-08 08:00 - 03-08 17:00",
        "3": "03-03 08:00 - 03-03 17:00",
        "4": "03-03 08:00 - 03-03 17:00",
    } == dates(found)


def test_rule_24_ganttproject_dates_are_compared_by_day():
    """The reader gives 00:00 for a start and 17:00 for a finish."""
    stored = {"start": "2027-03-01T00:00:00", "finish": "2027-03-02T17:00:00"}

    assert [True] == [one.equal for one in import_check(read("gan", row(1, 2, **stored))).activities]


def test_rule_25_dates_without_a_time_are_compared_by_day():
    """MPX files say on which day a task ends, and no more."""
    stored = {"start": "2027-03-01T00:00:00", "finish": "2027-03-02T00:00:00"}

    assert [True] == [one.equal for one in import_check(read("mpx", row(1, 2, **stored))).activities]


# Features that no public file has


def test_elapsed_duration_runs_on_the_clock():
    """Two days from Friday 17:00 end on Sunday 17:00; what follows begins on Monday."""
    found = plan(task("A", "5d"), task("E", "2ed", "A"), task("B", "1d", "E"))

    assert "03-05 17:00 - 03-07 17:00" == dates(found)["E"]
    assert "03-08 08:00 - 03-08 17:00" == dates(found)["B"]


def test_lag_after_an_elapsed_duration_is_working_time():
    """Eight hours after a Monday at midnight are Tuesday's."""
    found = plan(task("E", "1ed"), task("B", "1h", "E FS+8h"))

    assert {"E": "03-01 00:00 - 03-02 00:00", "B": "03-03 08:00 - 03-03 09:00"} == dates(found)


@pytest.mark.parametrize(("lag", "start"), [("+2ed", "03-07 17:00"), ("-12eh", "03-05 05:00")])
def test_elapsed_lag_runs_on_the_clock(lag, start):
    """After Friday 17:00, for work that never stops."""
    found = plan(task("A", "5d"), task("B", "1eh", f"A FS{lag}"))

    assert dates(found)["B"].startswith(start)


def test_inactive_task_of_a_plan_holds_nothing_back():
    """Its successor does not wait; what it follows itself, it waits for."""
    found = plan(task("A", "2d"), task("I", "5d", "A", active=False), task("B", "1d", "I"))

    assert {
        "A": "03-01 08:00 - 03-02 17:00",
        "I": "03-03 08:00 - 03-09 17:00",
        "B": "03-01 08:00 - 03-01 17:00",
    } == dates(found)


# Found by the twin


def test_lag_days_are_those_of_the_calendar_they_count_on():
    """A day of lag on the clock is 24 hours; on ten-hour days, ten."""
    ten = {"ten": {"week": {"mon-fri": "07:00-17:00"}}}
    found = plan(
        task("A"),
        task("B", "1h", {"activity": "A", "lag": "1d", "lag_calendar": "24h"}),
        task("C", "1h", {"activity": "A", "lag": "1d", "lag_calendar": "successor"}, calendar="ten"),
        calendars=ten,
    )

    assert "03-03 08:00 - 03-03 09:00" == dates(found)["B"]
    assert "03-03 07:00 - 03-03 08:00" == dates(found)["C"]


def test_link_that_falls_into_a_rest_takes_no_float():
    """12:30 is lunch where B works: A may end at 13:00 as well, and nothing is late."""
    found = plan(task("A", "750emin"), task("B", "1h", "A FF"), event("M", constraint={"start_on": "2027-03-01T17:00"}))

    assert (4.5 / 8, 0.5 / 8) == floats(found)["A"]


def test_finish_of_the_plan_is_the_latest_of_all():
    """12:30 is lunch where B works, which so ends at 12:00; the plan ends with A."""
    found = schedule(plan(task("A", "750emin"), task("B", "1h", "A FF")))

    assert found.finish == found.early_finish[0]


def test_finish_of_the_plan_may_be_a_start_milestone():
    """It lies in the morning, after the evening of what must not end before it."""
    found = schedule(plan(task("A"), event("M", "A", type="start milestone"), task("B", "2h", "M FF")))

    assert found.finish == found.early_start[1]


def test_what_is_complete_does_not_move_the_finish_of_the_plan():
    """Nothing follows C, so its predecessor's lag of ten days is nobody's."""
    found = schedule(plan(task("A", "2d"), done("C", "2027-03-01", "2027-03-03", "A FS+10d"), **DATA_DATE))

    assert found.finish == found.early_finish[0]


def test_resume_before_the_status_date():
    """Nothing open is done before the status date."""
    found = plan(begun("A", "2d", "2027-03-01", remaining="1d", resume="2027-03-04"), **DATA_DATE)

    assert {"A": "03-01 00:00 - 03-08 17:00"} == dates(found)


def test_overtime_is_not_forgotten():
    """Without a status date, too, what follows waits for the actual finish, on a Saturday."""
    found = plan(done("A", "2027-03-05T10:00", "2027-03-06T11:00"), task("B", "1eh", "A"))

    assert "03-06 11:00 - 03-06 12:00" == dates(found)["B"]


def test_late_milestone_is_not_before_its_predecessor():
    """As late as possible after Saturday noon is Monday morning."""
    found = plan(task("A", "36eh"), event("M", "A", constraint={"as_late_as_possible": True}), start="2027-03-05")

    assert "03-08 08:00 - 03-08 08:00" == dates(found)["M"]


@pytest.mark.parametrize("way", ["free float", "total float"])
def test_late_milestone_is_put_off_to_an_evening(way):
    """As late as possible before work that begins on Monday at 08:00 is Friday, 17:00."""
    late = {"as_late_as_possible": way}
    found = plan(event("M", constraint=late), task("B", "1d", "M", constraint={"start_on": "2027-03-08"}))

    assert "03-05 17:00 - 03-05 17:00" == dates(found)["M"]


def test_late_date_of_a_milestone_in_its_rest():
    """It must lie by Saturday noon, so its predecessor must end on Friday at 17:00, seven hours earlier."""
    found = plan(
        task("A", "24eh"),
        event("M", "A"),
        task("B", "72eh", "M", constraint={"start_no_later_than": "2027-03-06T12:00"}),
        start="2027-03-05",
    )

    assert -7 / 8 == floats(found)["A"][0]


def test_start_on_without_predecessors_is_a_floor_of_its_own():
    """It may lie before the start of the plan, as "no earlier than" may."""
    found = plan(task("A", constraint={"start_on": "2027-02-26"}))

    assert {"A": "02-26 08:00 - 02-26 17:00"} == dates(found)


@pytest.mark.parametrize(("hours", "finish"), [(495, "05-02 23:00"), (497, "05-03 01:00")])
def test_sunday_without_its_night_shift_is_one_sunday(hours, finish):
    """The exception takes six hours from the Monday after it, and from no other."""
    nights = {"nights": {"week": {"mon-sun": "22:00-06:00"}, "exceptions": [{"on": "2027-03-07"}]}}
    found = plan(task("A", f"{hours}h"), calendar="nights", calendars=nights)

    assert dates(found)["A"].endswith(finish)


def test_shifts_of_two_days_that_overlap_count_once():
    """Saturday 22:00 to Sunday 12:00 are fourteen hours a week, however they are written."""
    odd = {"odd": {"week": {"sat": "22:00-06:00", "sun": "00:00-12:00"}}}
    found = plan(task("A", "140h"), calendar="odd", calendars=odd)

    assert {"A": "03-06 22:00 - 05-09 12:00"} == dates(found)


def test_milestone_at_the_start_of_another():
    """At 17:00 its calendar has just stopped: it may lie there, as after a finish."""
    long = {"long": {"week": {"mon-sun": "06:00-22:00"}}}
    found = plan(task("A", "1h", calendar="long"), event("M", "A SS"), start="2027-03-01T17:00", calendars=long)

    assert "03-01 17:00 - 03-01 17:00" == dates(found)["M"]


@pytest.mark.parametrize(("way", "start"), [("free float", "03-08 08:00"), ("total float", "03-05 16:59")])
def test_late_start_before_what_begins_in_the_evening(way, start):
    """A must start by Friday 17:00, when B starts, which as a start is Monday: P6 lets it lie there, others do not."""
    found = plan(
        task("A", "1h", constraint={"as_late_as_possible": way}),
        task("S", "4d"),
        task("B", "1eh", "A SS", constraint={"start_on": "2027-03-05T17:00"}),
        start="2027-03-04",
    )

    assert dates(found)["A"].startswith(start)


def test_what_a_start_milestone_follows_ends_with_the_plan():
    """Eleven hours to the end of the plan on the clock; the milestone's own office hours do not give A the night."""
    found = plan(
        task("A", "1eh"),
        event("S", "A", type="start milestone"),
        task("B", "12eh"),
        start="2027-03-01T08:00",
    )

    assert floats(found)["A"][0] <= 11 / 8


def test_float_before_a_lag_on_a_third_calendar():
    """Eight office hours later is to be Tuesday 17:00 at the latest, so A must start by Monday 17:00."""
    found = plan(
        task("A", "2ed"),
        task("B", "2ed", "A SF+8h", constraint={"finish_no_later_than": "2027-03-02T23:00"}),
        start="2027-03-02",
        lag_calendar="plan",
    )

    assert -7 / 8 == floats(found)["A"][0]


@pytest.mark.parametrize("way", ["free float", "total float"])
def test_inactive_task_is_not_put_off(way):
    """Nothing waits for it, so that there is nothing to be late for."""
    found = plan(task("A", "3d"), task("I", constraint={"as_late_as_possible": way}, active=False))

    assert "03-01 08:00 - 03-01 17:00" == dates(found)["I"]


@pytest.mark.parametrize("only", [task("A", active=False), {"id": "H", "type": "hammock"}])
def test_plan_without_any_work(only):
    """Told, not computed."""
    with pytest.raises(PlanError):
        schedule(plan(only))
