"""Whatever a file contains, it is refused soon, with a reason, and within the bounds of both processes."""

import json
import os
import sys

import pytest

from riskcore.errors import DocumentError
from riskcore.formats import jvm, read_plan
from riskcore.formats.sniff import sniff
from tests.formats import needs
from tests.formats.bad_files import DATA
from tests.formats.hostile_heavy import HEAVY, p6_activities, project_activities
from tests.formats.hostile_parts import write
from tests.formats.hostile_quick import QUICK
from tests.formats.measured import measured

pytestmark = needs.java
SECONDS, MEMORY_MB, REFUSED = 20, 1_000, 3
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")


def _expected(said, told):
    return any(part in told for part in ((said,) if isinstance(said, str) else said))


@pytest.mark.parametrize("name", QUICK)
def test_refused(tmp_path, name):
    """A document error in words for people, whatever goes wrong on the way."""
    parts, said = QUICK[name]
    path = write(tmp_path / name, parts)

    with pytest.raises(DocumentError) as caught:
        read_plan(path)

    told = str(caught.value)
    assert _expected(said, told), told
    assert all(line.isprintable() for line in told.splitlines())
    assert not any(mark in told for mark in ("Exception", "org.mpxj", "java.", "Traceback"))


@linux
@pytest.mark.hostile
@pytest.mark.parametrize("name", HEAVY)
def test_bounds(tmp_path, name):
    """Exit code 3 with one reason, within 20 s of the processors and 1 GB for Python and Java together."""
    parts, said = HEAVY[name]
    found = measured("check", write(tmp_path / name, parts))

    assert found.code == REFUSED
    assert _expected(said, found.told), found.told
    assert f"{name}: 1 problem" in found.told
    assert found.cpu < SECONDS
    assert found.memory_mb < MEMORY_MB


@linux
@pytest.mark.hostile
@pytest.mark.parametrize(("name", "activities"), [("large.xer", p6_activities), ("large.xml", project_activities)])
def test_large_and_honest(tmp_path, name, activities):
    """20,000 activities are no attack: they are read within the same bounds."""
    found = measured("convert", write(tmp_path / name, activities(20_000)), "--output", tmp_path / "plan.json")

    assert 0 == found.code, found.told
    assert found.memory_mb < MEMORY_MB
    assert 20_003 == len(json.loads((tmp_path / "plan.json").read_text())["activities"])


@linux
def test_cost_of_a_refusal(tmp_path):
    """The command itself: code, reason, and no more than a small fraction of the bounds."""
    parts, _ = QUICK["cut.xml"]
    found = measured("check", write(tmp_path / "cut.xml", parts))

    assert found.code == REFUSED
    assert found.told.startswith("cut.xml: 1 problem\n  cut.xml: is damaged or cut short")
    assert found.cpu < SECONDS
    assert found.memory_mb < MEMORY_MB / 2


def _varied(tmp_path, changes, name="pump.xml"):
    text = (DATA / name).read_text()
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / name
    path.write_text(text)
    return jvm.read(path, sniff(path))


def test_dates_beyond_all_schedules(tmp_path):
    """A date before 1900 or after 2199 is left out, and that is said; the rest of the row is read."""
    document = _varied(tmp_path, {"2027-03-12T": "9999-12-31T", "2027-03-04T": "0001-01-01T"})
    task = next(task for task in document["tasks"] if task["uid"] == 5)

    assert ("start" in task, task["finish"]) == (False, "2027-03-19T17:00:00")
    assert {"dates_before_1900_or_after_2199": 4} == document["unmodelled"]["project"]


def test_dated_weeks_end(tmp_path):
    """A working week that holds for ever is written until ten years after the finish, not day by day until 9999."""
    document = _varied(tmp_path, {"<ToDate>2027-04-11T23:59:00": "<ToDate>9999-12-31T23:59:00"})

    assert ["2037-03-19"] == [week["to"] for week in document["calendars"][0]["weeks"]]


def test_exception_for_ever(tmp_path):
    """An exception that never ends stops where dates do."""
    document = _varied(tmp_path, {"<ToDate>2027-03-29T23:59:00": "<ToDate>9999-12-31T23:59:00"})

    assert "2199-12-31" == document["calendars"][0]["exceptions"][-1]["to"]


@needs.corpus
@linux
def test_cost_of_a_large_import():
    """4,000 real activities as JSON: 3.4 s of idle processors, Java's start included; six times that for busy ones."""
    found = measured("convert", needs.CORPUS / "files" / "xer-sp10.xer", "--output", os.devnull)

    assert found.code == 0
    assert found.memory_mb < 600
    assert found.cpu < 6 * 3.4
