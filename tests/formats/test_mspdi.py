"""A plan written for Microsoft Project reads back with the same dates, links and calendars."""

from pathlib import Path

import pytest

from riskcore.analysis import import_check
from riskcore.cli.convert import convert
from riskcore.formats import read_plan
from tests.formats import needs

SCENARIO = Path(__file__).parents[2] / "scenarios" / "quay-wall"


@needs.java
def test_written_and_read_again(tmp_path):
    """Every activity has its dates, its links and its calendar."""
    plan = read_plan(SCENARIO / "plan.yaml")
    convert(str(SCENARIO / "plan.yaml"), str(tmp_path / "plan.xml"))

    again = read_plan(tmp_path / "plan.xml")

    found = import_check(again)
    assert (len(plan.activities), len(plan.activities)) == (found.equal, found.computed)
    assert [a.name for a in plan.activities] == [a.name for a in again.activities]
    ids = {one.id: other.id for one, other in zip(plan.activities, again.activities, strict=True)}
    for one, other in zip(plan.activities, again.activities, strict=True):
        assert [(ids[link.activity], link.type) for link in one.predecessors] == [
            (link.activity, link.type) for link in other.predecessors
        ]


@needs.java
@pytest.mark.parametrize("name", ["plan.mspdi.xml", "plan.xer"])
def test_the_shipped_files_agree_with_themselves(name):
    """The scenario as Microsoft Project and P6 keep it: all dates are reproduced."""
    found = import_check(read_plan(SCENARIO / name))

    assert found.computed
    assert found.equal == found.computed
