"""Each kind of change is named, once, and nothing else is."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from riskcore.formats import read_plan
from riskcore.plan import Activity, parse_plan
from riskcore.plan.difference import KINDS, PLAN_FIELDS, difference
from tests.formats import needs

CORPUS = Path(__file__).parents[2].parent / "shared/corpus/files"
UPDATES = ("xer-bl0902", "xer-up1121", "xer-up1204", "xer-up1218", "xer-up0122")
"""One real project, as it was told at five dates."""
A = {"id": "A", "name": "Dig", "wbs": "1.1", "duration": "10d"}
B = {"id": "B", "name": "Pour", "wbs": "1.2", "duration": "5d", "predecessors": ["A"]}
C = {"id": "C", "name": "Cure", "wbs": "1.3", "duration": {"triangular": ["2d", "3d", "6d"]}}
FLOOD = {"id": "R1", "name": "Flood", "probability": 0.3, "delay": "3d", "activities": ["A"]}
RULE = {"activities": {"wbs": "1.1"}, "duration_factor": {"uniform": [0.9, 1.3]}}
GROUP = {"name": "ground", "activities": ["A", "B"], "coefficient": 0.5}
WEEK = {"mon-fri": "08:00-16:00"}
FIRST = {"start": "2027-01-04", "status_date": "2027-01-18", "activities": [A, B, C]}
BEGUN = {"actual_start": "2027-01-05T08:00", "remaining": "6d"}
DONE = {"actual_start": "2027-01-05T08:00", "actual_finish": "2027-01-15T17:00"}


def plan(*activities, **fields):
    return parse_plan(FIRST | fields | ({"activities": list(activities)} if activities else {}))


def told(old, new):
    """Every change as (part or kind, id, sentence)."""
    found = difference(old, new).document()
    rows = [("plan", change["id"], change["what"]) for change in found["plan"]]
    parts = {part: kinds for part, kinds in found.items() if part not in ("summary", "plan")}
    return rows + [
        (kind if part == "activities" else f"{part} {kind}", change["id"], change["what"])
        for part, kinds in parts.items()
        for kind, changes in kinds.items()
        for change in changes
    ]


@pytest.mark.parametrize(
    ("old", "new", "kind", "what"),
    [
        ({}, BEGUN, "progressed", "started on 2027-01-05; remaining work went from 10d to 6d"),
        ({}, DONE, "progressed", "started on 2027-01-05; finished on 2027-01-15"),
        (BEGUN, DONE, "progressed", "finished on 2027-01-15"),
        (BEGUN, BEGUN | {"remaining": "4d"}, "progressed", "remaining work went from 6d to 4d"),
        (BEGUN, BEGUN | {"remaining": "4d", "duration": "4d"}, "progressed", "remaining work went from 6d to 4d"),
        (
            BEGUN,
            BEGUN | {"actual_start": "2027-01-06"},
            "progressed",
            "actual start moved from 2027-01-05 to 2027-01-06",
        ),
        (
            BEGUN,
            BEGUN | {"actual_start": "2027-01-05T10:00"},
            "progressed",
            "actual start moved from 2027-01-05 08:00 to 10:00",
        ),
        (
            BEGUN | {"actual_start": "2027-01-05"},
            BEGUN | {"actual_start": "2027-01-05T08:00"},
            "progressed",
            "actual start moved from 2027-01-05 to 2027-01-05 08:00",
        ),
        (BEGUN, BEGUN | {"resume": "2027-02-01"}, "progressed", "resuming 2027-02-01 was set"),
        (
            {"constraint": {"start_on": "2027-01-05"}},
            {"actual_start": "2027-01-05"},
            "progressed",
            "started on 2027-01-05; its constraint ended with the start",
        ),
        (DONE, BEGUN, "set_back", "is no longer finished"),
        (BEGUN, {}, "set_back", "is no longer started"),
        ({}, {"duration": "12d"}, "reestimated", "duration went from 10d to 12d"),
        (
            {},
            {"duration": {"triangular": ["8d", "10d", "15d"]}},
            "reestimated",
            "duration went from 10d to triangular (min 8d, mode 10d, max 15d)",
        ),
        (BEGUN, BEGUN | {"remaining": "9d"}, "reestimated", "remaining work went from 6d to 9d"),
        (BEGUN, BEGUN | {"duration": "12d"}, "reestimated", "duration went from 10d to 12d"),
        ({}, {"planned": "9d"}, "reestimated", "planned duration 9d was set"),
        (DONE, DONE | {"duration": "9d"}, "reestimated", "duration went from 10d to 9d"),
        ({}, {"name": "Dig deep"}, "renamed", 'name went from Dig to "Dig deep"'),
        ({}, {"wbs": "2.1"}, "reclassified", "wbs went from 1.1 to 2.1"),
        ({"tags": ["civil"]}, {"owner": "Ann"}, "reclassified", "tags civil was removed; owner Ann was set"),
        ({}, {"type": "milestone", "duration": 0}, "reclassified", "type went from task to milestone"),
        ({}, {"constraint": {"finish_on": "2027-02-01"}}, "rescheduled", "finish on 2027-02-01 was set"),
        (
            {"constraint": {"start_on": "2027-02-01"}},
            {"constraint": {"start_on": "2027-02-08"}},
            "rescheduled",
            "start on moved from 2027-02-01 to 2027-02-08",
        ),
        (
            {},
            {"constraint": {"as_late_as_possible": True}},
            "rescheduled",
            'as late as possible "free float" was set',
        ),
        ({}, {"expected_finish": "2027-03-01"}, "rescheduled", "expected finish 2027-03-01 was set"),
        ({}, {"active": False}, "reclassified", "active was removed"),
        ({}, {"probability": "60%"}, "reclassified", "probability 0.6 was set"),
        ({"deadline": "2027-03-01"}, {}, "rescheduled", "deadline 2027-03-01 was removed"),
        ({}, {"calendar": "24h"}, "rescheduled", "calendar went from standard to 24h"),
        ({}, {"cost": {"fixed": "12k"}}, "recosted", "fixed cost went from 0 to 12000"),
        ({"cost": {"per_day": 800}}, {"cost": {"per_day": 850}}, "recosted", "cost per day went from 800 to 850"),
    ],
)
def test_what_happens_to_an_activity(old, new, kind, what):
    """One change of the field is one change of its kind; work that only shrank is no other estimate."""
    changes = told(plan(A | old, B, C), plan(A | new, B, C))

    if new.get("type"):  # a milestone has no duration
        changes.remove(("reestimated", "A", "duration went from 10d to 0d"))
    assert [(kind, "A", what)] == changes


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (["A"], [], "link from A was removed"),
        ([], ["A SS"], "link from A SS was added"),
        (["A"], ["A FS+2d"], "link A became A FS+2d"),
        (["A"], ["A SS"], "link A became A SS"),
        (["A", "A FF"], ["A", "A FF+1d"], "link A FF became A FF+1d"),
        (["A"], ["C"], "link from A was removed; link from C was added"),
        (
            ["A FS+2d"],
            [{"activity": "A", "lag": "2d", "lag_calendar": "24h"}],
            "link A FS+2d became A FS+2d by the calendar 24h",
        ),
        (["A"], [{"activity": "A", "lag": {"uniform": ["1d", "2d"]}}], "link A became A FS + uniform (min 1d, max 2d)"),
    ],
)
def test_relinked(old, new, what):
    """Links added, removed, and those whose type, lag or lag calendar changed."""
    assert [("relinked", "B", what)] == told(
        plan(A, B | {"predecessors": old}, C), plan(A, B | {"predecessors": new}, C)
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"status_date": "2027-02-01"}, ("plan", "status_date", "status date moved from 2027-01-18 to 2027-02-01")),
        ({}, {"start": "2027-01-05"}, ("plan", "start", "start moved from 2027-01-04 to 2027-01-05")),
        ({}, {"target": "2027-06-30"}, ("plan", "target", "target 2027-06-30 was set")),
        ({}, {"calendar": "24h"}, ("plan", "calendar", "default calendar went from standard to 24h")),
        ({}, {"lag_calendar": "plan"}, ("plan", "lag_calendar", "calendar of lags went from predecessor to plan")),
        ({}, {"calendars": {"site": {"week": WEEK}}}, ("calendars added", "site", "40h a week, 0 exceptions")),
        ({"calendars": {"site": {"week": WEEK}}}, {}, ("calendars removed", "site", "40h a week, 0 exceptions")),
        (
            {"calendars": {"site": {"week": WEEK}}},
            {"calendars": {"site": {"week": {"mon-thu": "06:00-16:00"}, "exceptions": [{"on": "2027-05-01"}]}}},
            (
                "calendars changed",
                "site",
                "another working week; 1d went from 8h to 10h; exceptions: 1 added",
            ),
        ),
        ({}, {"risks": [FLOOD]}, ("risks added", "R1", "probability 0.3, delay 3d")),
        ({"risks": [FLOOD]}, {}, ("risks removed", "R1", "probability 0.3, delay 3d")),
        (
            {"risks": [FLOOD]},
            {"risks": [FLOOD | {"probability": 0.4, "activities": ["A", "B"]}]},
            (
                "risks changed",
                "R1",
                'probability went from 0.3 to 0.4; choice of activities went from "id A" to "id A, B"',
            ),
        ),
        ({}, {"uncertainty": [RULE]}, ("uncertainty added", "wbs 1.1", "factor uniform (min 0.9, max 1.3)")),
        (
            {"uncertainty": [RULE]},
            {"uncertainty": [RULE | {"duration_factor": 1.2}]},
            ("uncertainty changed", "wbs 1.1", "factor went from uniform (min 0.9, max 1.3) to 1.2"),
        ),
        (
            {"uncertainty": [RULE, RULE | {"activities": "all"}]},
            {"uncertainty": [RULE | {"activities": "all"}, RULE]},
            ("uncertainty changed", "order", "the order of the rules, of which the last one holds"),
        ),
        (
            {"uncertainty": [RULE]},
            {"uncertainty": [RULE, RULE | {"duration_factor": 1.2}]},
            ("uncertainty added", "wbs 1.1 (2)", "factor 1.2"),
        ),
        ({"correlations": [GROUP]}, {}, ("correlations removed", "ground", "coefficient 0.5")),
        (
            {"correlations": [GROUP]},
            {"correlations": [GROUP | {"coefficient": 0.7}]},
            ("correlations changed", "ground", "coefficient went from 0.5 to 0.7"),
        ),
    ],
)
def test_what_happens_to_the_plan(old, new, expected):
    """Dates and defaults of the plan, calendars, and everything of the register."""
    assert [expected] == told(plan(**old), plan(**new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (plan(), plan()),
        (plan(), plan(C, B, A)),
        (plan(), plan(A | {"duration": "80h"}, B, C)),
        (plan(), plan(A | {"calendar": "standard"}, B, C)),
        (plan(), plan(A, B, C | {"duration": {"triangular": {"min": "16h", "mode": "3d", "max": "6d"}}})),
        (plan(), plan(notes=["read from elsewhere"])),
        (
            plan(calendars={"site": {"week": WEEK, "exceptions": [{"on": "2026-12-24"}]}}),
            plan(calendars={"site": {"week": {"mon-thu": WEEK["mon-fri"], "fri": WEEK["mon-fri"]}}}),
        ),
        (plan(A | BEGUN, B, C), plan(A | BEGUN | {"remaining": "48h"}, B, C)),
    ],
)
def test_no_difference(old, new):
    """Order, notes, other units and days off before the start change nothing."""
    found = difference(old, new)

    assert not found
    assert [] == told(old, new)
    assert {"old": 3, "new": 3} | dict.fromkeys(KINDS, 0) == found.summary()["activities"]


def test_added_and_removed():
    """The whole record stands on the side that has it."""
    found = difference(plan(A, B), plan(A, C | {"predecessors": ["A SS"]}))
    changes = {change.kind: change for change in found.activities}

    assert {"added", "removed"} == set(changes)
    assert ("B", "5d after A", B, None) == tuple(
        getattr(changes["removed"], f) for f in ("id", "what", "before", "after")
    )
    assert changes["added"].before is None
    assert ["A SS"] == changes["added"].after["predecessors"]


def test_renumbered():
    """The same name at the same place under another id; links, risks and groups follow it."""
    old = plan(A, B, C, risks=[FLOOD], correlations=[GROUP])
    new = plan(
        A | {"id": "A10", "duration": "12d"},
        B | {"predecessors": ["A10"]},
        C,
        risks=[FLOOD | {"activities": ["A10"]}],
        correlations=[GROUP | {"activities": ["A10", "B"]}],
    )

    assert [
        ("renumbered", "A10", "id A became A10"),
        ("reestimated", "A10", "duration went from 10d to 12d"),
    ] == told(old, new)


@pytest.mark.parametrize(
    ("gone", "come"),
    [
        ([A], [A | {"id": "X", "name": "Other"}]),
        ([A], [A | {"id": "X", "wbs": "9"}]),
        ([A], [A | {"id": "X"}, A | {"id": "Y"}]),
        ([A, A | {"id": "A2"}], [A | {"id": "X"}]),
        ([A | {"name": ""}], [A | {"id": "X", "name": ""}]),
    ],
)
def test_not_renumbered(gone, come):
    """Another name or place, or two that it might be: removed and added."""
    counts = difference(plan(*gone, C), plan(*come, C)).summary()["activities"]

    assert (len(gone), len(come), 0) == (counts["removed"], counts["added"], counts["renumbered"])


def test_root_of_the_breakdown():
    """A project that is called otherwise at each update has moved no activity."""
    rows = [[row | {"wbs": f"{root}.{row['wbs']}"} for row in (A, B, C)] for root in ("P1.0", "P2.0")]
    rows[1][0]["id"], rows[1][1]["predecessors"] = "A10", ["A10"]
    rules = [{"uncertainty": [RULE | {"activities": {"wbs": f"{root}.1.1"}}]} for root in ("P1.0", "P2.0")]

    assert [
        ("plan", "wbs", "WBS root went from P1 to P2"),
        ("renumbered", "A10", "id A became A10"),
    ] == told(plan(*rows[0], **rules[0]), plan(*rows[1], **rules[1]))


def test_no_field_is_forgotten():
    """Every field of an activity and of a plan is compared; a new one must choose its kind."""
    compared = {
        "id", "name", "type", "wbs", "tags", "owner", "calendar", "duration", "planned", "predecessors", "constraint",
        "deadline", "actual_start", "actual_finish", "remaining", "resume", "cost", "expected_finish",
        "active", "probability", "rework",
    }  # fmt: skip
    parts = {"calendars", "activities", "risks", "uncertainty", "correlations", "branches"}
    parts |= {"resources", "currencies", "indices", "fixed_costs", "penalties", "benefits"}
    parts |= {"breakdown"}
    of_the_file = {"source", "left_out", "notes"}

    assert compared == set(Activity.model_fields) - of_the_file
    assert {*PLAN_FIELDS, *parts} == set(type(plan()).model_fields) - of_the_file


def test_document_is_plain():
    """Dates are written as in a plan, so that the document survives YAML and JSON."""
    found = difference(plan(), plan(A | DONE, B, C, target="2027-06-30")).document()

    assert found == yaml.safe_load(yaml.safe_dump(found))
    assert {"actual_start": "2027-01-05T08:00", "actual_finish": "2027-01-15T17:00"} == found["activities"][
        "progressed"
    ][0]["after"]
    assert "2027-06-30" == found["plan"][0]["after"]


@needs.java
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the folder of real schedules is not beside the repository")
@pytest.mark.parametrize("step", list(pairwise(UPDATES)), ids="-".join)
def test_updates_of_a_real_project(step):
    """Each update has progress, a later status date, and as many activities as the changes say."""
    old, new = (read_plan(CORPUS / f"{name}.xer") for name in step)

    found = difference(old, new)
    counts = found.summary()["activities"]
    same = not difference(old, old)
    dates = [(change.before, change.after) for change in found.plan if change.id == "status_date"]
    started = [sum(activity.actual_start is not None for activity in one.activities) for one in (old, new)]

    assert counts["progressed"] > 0
    assert counts["new"] == counts["old"] + counts["added"] - counts["removed"]
    assert 1 == len(dates)
    assert dates[0][0] < dates[0][1]
    assert started[1] - started[0] <= counts["progressed"] + counts["added"]
    assert counts["reclassified"] < 5  # the root of the breakdown is another one in each
    assert same
