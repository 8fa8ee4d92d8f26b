"""A plan written for Microsoft Project reads back with the same dates, links and calendars."""

import re
from pathlib import Path

import pytest

from riskcore.analysis import import_check
from riskcore.cli.convert import convert
from riskcore.formats import read_plan, write_plan
from tests.formats import needs

SCENARIO = Path(__file__).parents[2] / "scenarios" / "quay-wall"


@needs.java
def test_written_and_read_again(tmp_path):
    """Every activity has its dates, its links and its calendar; the hammock keeps its dates by hand.

    The plan is taken as it was before work began: progress is not written.
    """
    plan = read_plan(SCENARIO / "plan.yaml")
    unbegun = {"actual_start": None, "actual_finish": None, "remaining": None}
    activities = tuple(one.model_copy(update=unbegun) for one in plan.activities)
    plan = plan.model_copy(update={"status_date": None, "activities": activities})
    (tmp_path / "plan.json").write_text(write_plan(plan), "utf-8")
    convert(str(tmp_path / "plan.json"), str(tmp_path / "plan.xml"))

    again = read_plan(tmp_path / "plan.xml")

    found = import_check(again)
    worked = [activity for activity in plan.activities if not activity.hammock]
    differ = {one.name for one in found.activities if one.computed and not one.equal}
    assert len(worked) == found.computed
    # an instant at the end of a day, for Microsoft Project, is one at the beginning of the next
    assert {"Stumps cut below the bed and drilled out"} >= differ
    assert [a.name for a in plan.activities] == [a.name for a in again.activities]
    ids = {one.id: other.id for one, other in zip(plan.activities, again.activities, strict=True)}
    for one, other in zip(plan.activities, again.activities, strict=True):
        assert [(ids[link.activity], link.type) for link in one.predecessors if not one.hammock] == [
            (link.activity, link.type) for link in other.predecessors
        ]


@needs.java
@pytest.mark.parametrize("name", ["plan.mspdi.xml", "plan.xer"])
def test_the_shipped_files_agree_with_themselves(name):
    """The scenario as Microsoft Project and P6 keep it: all dates are reproduced."""
    found = import_check(read_plan(SCENARIO / name))

    assert found.computed
    assert found.equal == found.computed


HAMMOCK = """
start: 2027-03-01
activities:
  - {id: A, duration: 5d}
  - {id: B, duration: 3d, predecessors: [A]}
  - {id: Lead, type: hammock, predecessors: [A SS, B FF]}
  - {id: C, duration: 1d, predecessors: [B, Lead]}
  - {id: Spare, duration: 2d, predecessors: [A], active: false}
"""


@needs.java
def test_hammocks_and_inactive_tasks(tmp_path, capsys):
    """Microsoft Project has no hammocks: one keeps its dates by hand, is linked with nothing, and that is said."""
    (tmp_path / "plan.yaml").write_text(HAMMOCK)
    convert(str(tmp_path / "plan.yaml"), str(tmp_path / "plan.xml"))

    text = (tmp_path / "plan.xml").read_text()
    again = {activity.name: activity for activity in read_plan(tmp_path / "plan.xml").activities}
    stored = again["Lead"].source
    assert ["0", "0", "1", "0", "0"] == re.findall("<Manual>(.)</Manual>", text)
    assert ("2027-03-01T08:00", "2027-03-11T08:00") == tuple(
        date.isoformat(timespec="minutes") for date in (stored.start, stored.finish)
    )
    assert not stored.computed
    assert () == again["Lead"].predecessors
    assert [again["B"].id] == [link.activity for link in again["C"].predecessors]
    assert not again["Spare"].active
    assert capsys.readouterr().err.endswith("scheduled by hand, without links: Lead.\n")
