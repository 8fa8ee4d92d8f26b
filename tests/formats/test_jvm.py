"""What comes through the door to MPXJ: samples as written, bad files as sentences, and bounds that hold."""

import os
import time
from pathlib import Path

import pytest

from riskcore.errors import FileError, RiskcoreError, ToolError
from riskcore.formats import jvm
from riskcore.formats.sniff import sniff
from tests.formats import needs
from tests.formats.bad_files import BAD_FILES, DATA

pytestmark = needs.java
DAY = [[480, 720], [780, 1020]]


@pytest.fixture(scope="module")
def mspdi():
    """The MSPDI sample, read."""
    return jvm.read(DATA / "pump.xml", "mspdi")


@pytest.fixture(scope="module")
def xer():
    """The P6 sample, read."""
    return jvm.read(DATA / "pump.xer", "xer")


def _by_uid(document):
    return {task["uid"]: task for task in document["tasks"]}


def test_calendar(mspdi):
    """Hours by weekday, recurring exceptions written out, dated weeks; a derived calendar holds what it inherits."""
    base, crew = mspdi["calendars"]
    half_day = [[480, 720]]
    mondays = [{"from": day, "to": day, "hours": half_day} for day in ("2027-03-08", "2027-03-15", "2027-03-22")]

    assert [DAY] * 5 + [[], []] == base["week"]
    assert [*mondays, {"from": "2027-03-26", "to": "2027-03-29", "hours": []}] == base["exceptions"]
    assert [{"from": "2027-04-05", "to": "2027-04-11", "week": [[]] * 6 + [[[0, 1440]]]}] == base["weeks"]
    assert [DAY] * 5 + [half_day, []] == crew["week"]
    assert base["exceptions"] == crew["exceptions"]


def test_tasks(mspdi):
    """Rows come in the file's order with their progress, kinds of time and modes."""
    tasks = _by_uid(mspdi)

    assert [0, 1, 2, 3, 4, 5] == list(tasks)
    assert {"value": 5, "unit": "DAYS", "minutes": 2400} == tasks[2]["duration"]
    assert ("2027-03-02T17:00:00", "2027-03-03T08:00:00") == (tasks[2]["stop"], tasks[2]["resume"])
    assert {"value": 4, "unit": "ELAPSED_DAYS", "minutes": 5760} == tasks[3]["duration"]
    assert ("START_NO_EARLIER_THAN", 1) == (tasks[3]["constraint"], tasks[3]["parent_uid"])
    assert tasks[4]["null"]
    assert ("MANUALLY_SCHEDULED", 'Fit the "small" pump') == (tasks[5]["mode"], tasks[5]["name"])


def test_links(mspdi):
    """A lag in percent has no minutes; an elapsed one has those of the clock."""
    percent, elapsed = mspdi["links"]

    assert {"value": 50, "unit": "PERCENT"} == percent["lag"]
    assert (3, 5, "START_START", 960) == (
        elapsed["predecessor"], elapsed["successor"], elapsed["type"], elapsed["lag"]["minutes"],
    )  # fmt: skip


def test_assignments(mspdi):
    """Work and its spread over time, the crew's size and its rate."""
    (assignment,) = mspdi["assignments"]
    (resource,) = mspdi["resources"]

    assert (2, 1, 200) == (assignment["task"], assignment["resource"], assignment["units"])
    assert [["2027-03-03T08:00:00", "2027-03-05T17:00:00", 2880]] == assignment["timephased_remaining"]
    assert {"amount": 55, "unit": "HOURS"} == resource["rates"][0]["standard"]
    assert "name" not in resource  # may be a person's


def test_what_is_left_out_is_counted(mspdi):
    """Notes and further baselines are not read, and that is said."""
    assert {"tasks": {"notes": 1, "baselines_1_to_10": 1}} == mspdi["unmodelled"]


def test_schedule_options(xer):
    """P6's options decide how its dates are computed."""
    project = xer["project"]

    assert ("SUCCESSOR", "PROGRESS_OVERRIDE") == (project["lag_calendar"], project["progress_mode"])
    assert ("2027-03-02T17:00:00", "2027-04-30T17:00:00") == (project["status_date"], project["must_finish"])


def test_p6_activities(xer):
    """Codes, kinds, remaining durations and early dates are those of the file."""
    tasks = {task["activity_id"]: task for task in xer["tasks"]}

    assert {"PUMP", "PUMP.CIV", "A1000", "A1010", "A1020"} == set(tasks)
    assert 1440 == tasks["A1000"]["remaining_duration"]["minutes"]
    assert "START_NO_EARLIER_THAN" == tasks["A1010"]["constraint"]
    assert ("FINISH_MILESTONE", "2027-03-17T17:00:00") == (
        tasks["A1020"]["activity_type"], tasks["A1020"]["early_finish"],
    )  # fmt: skip


def test_shift_until_midnight(xer):
    """00:00 as the end of a shift is the end of the day."""
    assert [[1320, 1440]] == xer["calendars"][0]["exceptions"][1]["hours"]


@pytest.mark.parametrize(
    ("name", "rows", "links"),
    [("pump.pmxml", 4, 1), ("pump.mpx", 3, 2), ("pump.gan", 2, 1), ("pump.planner", 2, 1)],
)
def test_other_formats(name, rows, links):
    """Each of the other formats is read by the reader of its own."""
    path = DATA / name
    document = jvm.read(path, sniff(path))

    assert (rows, links) == (len(document["tasks"]), len(document["links"]))


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_file(tmp_path, name):
    """A file that cannot be read is refused soon, by name, in a sentence for people."""
    content, expected = BAD_FILES[name]
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    began = time.monotonic()

    with pytest.raises(FileError) as caught:
        jvm.read(path, sniff(path))

    told = str(caught.value)
    assert time.monotonic() - began < 20
    assert told.startswith(f"{name}: ")
    assert expected in told
    assert not any(mark in told for mark in ("Exception", "org.mpxj", "java.", "\tat ", "null", "\n"))


def test_bomb_that_the_sniffer_missed(tmp_path):
    """Java's own limits stop entities that multiply."""
    path = tmp_path / "bomb.xml"
    path.write_text(BAD_FILES["bomb.xml"][0])

    with pytest.raises(FileError, match=r"bomb.xml: (is damaged|nests or repeats)"):
        jvm.read(path, "mspdi")


def test_no_file_that_another_names(tmp_path):
    """An external entity is not opened."""
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    path = tmp_path / "plan.xml"
    entity = f'<!DOCTYPE Project [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    path.write_text((DATA / "pump.xml").read_text().replace("<Project ", f"{entity}<Project ").replace("Works", "&s;"))

    try:
        told = str(jvm.read(path, "mspdi"))
    except FileError as error:
        told = str(error)
    assert "the secret" not in told


def test_time_limit(tmp_path):
    """A file that takes too long is given up, and its process is gone."""
    with pytest.raises(FileError, match=r"pump.xml: takes longer than 0.05 s to read"):
        jvm.read(DATA / "pump.xml", "mspdi", seconds=0.05)


def test_memory_limit(tmp_path):
    """A file that needs too much memory is told so, not as damaged."""
    path = tmp_path / "large.xml"
    rows = "".join(f"<Task><UID>{n}</UID><ID>{n}</ID><Name>{'x' * 500}</Name></Task>" for n in range(6, 40_006))
    path.write_text((DATA / "pump.xml").read_text().replace("</Tasks>", rows + "</Tasks>"))

    with pytest.raises(FileError, match=r"large.xml: needs more than 24 MB of memory to read"):
        jvm.read(path, "mspdi", memory_mb=24)


def test_name_in_another_script(tmp_path, monkeypatch):
    """The file's name and the locale do not matter."""
    monkeypatch.setenv("LC_ALL", "C")
    path = tmp_path / "план — 計画.mpx"
    path.write_bytes((DATA / "pump.mpx").read_bytes())

    assert 3 == len(jvm.read(path, "mpx")["tasks"])


def test_options_from_outside_do_not_reach_java(monkeypatch):
    """An environment made for another Java program neither breaks reading nor changes it."""
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1k")

    assert 3 == len(jvm.read(DATA / "pump.mpx", "mpx")["tasks"])


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Java is a shell script")
@pytest.mark.parametrize(
    ("script", "error", "told"),
    [
        ("echo 'Error: Could not create the Java Virtual Machine.' >&2; exit 1", ToolError, "Java does not start"),
        ("echo garbage > output", FileError, "the reader broke off"),
        ("exit 0", FileError, "the reader broke off"),
        ("kill -9 $$", FileError, "the reader broke off"),
        (
            'echo \'{"error": {"kind": "tool", "cause": "NoSuchMethodError", "detail": "x"}}\' > output',
            ToolError,
            "MPXJ",
        ),
    ],
)
def test_java_that_fails(tmp_path, monkeypatch, script, error, told):
    """Whatever Java does, the answer is one of our errors, of the right kind."""
    java = tmp_path / "java"
    java.write_text(f"#!/bin/sh\n{script}\n")
    java.chmod(0o755)
    monkeypatch.setattr(jvm, "find_java", lambda: str(java))

    with pytest.raises(error, match=told):
        jvm.read(DATA / "pump.xml", "mspdi")


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    """The process's folder is gone, after success and after failure."""
    monkeypatch.setattr(jvm.tempfile, "tempdir", str(tmp_path))
    jvm.read(DATA / "pump.mpx", "mpx")
    with pytest.raises(RiskcoreError):
        jvm.read(DATA / "pump.mpx", "mspdi")

    assert [] == list(Path(tmp_path).iterdir())
