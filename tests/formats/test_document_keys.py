"""The keys that say how a tool scheduled its plan: each is read from a file that states it."""

import pytest

from riskcore.formats import jvm
from tests.formats import needs
from tests.formats.bad_files import DATA

pytestmark = needs.java

_CURE = "<UID>3</UID><ID>3</ID><Name>Cure the slab</Name>"
_MARKED = (
    "<Active>0</Active><IgnoreResourceCalendar>1</IgnoreResourceCalendar><Recurring>1</Recurring>"
    r"<IsSubproject>1</IsSubproject><SubprojectName>C:\Users\someone\Pumps.mpp</SubprojectName>"
)
_WORKS = "<UID>1</UID><ID>1</ID><Name>Works</Name>"
_TYPED = "<Manual>1</Manual><ConstraintType>4</ConstraintType><ConstraintDate>2027-03-01T08:00:00</ConstraintDate>"
_OTHER = (
    "<PredecessorLink><PredecessorUID>77</PredecessorUID><CrossProject>1</CrossProject>"
    r"<CrossProjectName>C:\Users\someone\Civil.mpp\12</CrossProjectName><Type>1</Type></PredecessorLink>"
)
_DELAYED = "<Delay>4800</Delay><LevelingDelay>9600</LevelingDelay><LevelingDelayFormat>8</LevelingDelayFormat>"


def _tasks(document):
    return {task["uid"]: task for task in document["tasks"]}


@pytest.fixture(scope="module")
def mspdi(tmp_path_factory):
    """The MSPDI sample, scheduled from its finish, with a task of each rare kind."""
    text = (DATA / "pump.xml").read_text()
    for old, new in {
        "<ScheduleFromStart>1": "<CriticalSlackLimit>2</CriticalSlackLimit><ScheduleFromStart>0",
        _CURE: _CURE + _MARKED,
        _WORKS: _WORKS + _TYPED,
        "<Active>1</Active>": _OTHER,
        "<Units>2</Units>": f"<Units>2</Units>{_DELAYED}",
    }.items():
        assert old in text
        text = text.replace(old, new)
    path = tmp_path_factory.mktemp("mspdi") / "pump.xml"
    path.write_text(text)
    return jvm.read(path, "mspdi")


@pytest.fixture(scope="module")
def xer(tmp_path_factory):
    """The P6 sample with an expected finish, a pause, a crew and every schedule option."""
    lines = []
    table = ""
    more = {
        "PROJECT": ("critical_path_type", "CT_DrivPath"),
        "SCHEDOPTIONS": ("sched_open_critical_flag", "Y"),
        "TASK": (
            "expect_end_date\tsuspend_date\tresume_date\trsrc_id",
            "2027-03-09 17:00\t2027-03-02 17:00\t2027-03-04 08:00\t50",
        ),
    }
    for line in (DATA / "pump.xer").read_text().splitlines():
        if line.startswith("%T"):
            table = line.split("\t")[1]
        if line == "%T\tTASKPRED":
            lines += CREW
        if table in more and line[:2] in ("%F", "%R"):
            line = f"{line}\t{more[table][line.startswith('%R')]}"  # noqa: PLW2901 - one more column
        lines.append(line.replace("TT_Task", "TT_Rsrc").replace("\tN\tY\trcal", "\tN\tN\trcal"))
    path = tmp_path_factory.mktemp("xer") / "pump.xer"
    path.write_text("\r\n".join(lines))
    return jvm.read(path, "xer")


CREW = (
    "%T\tRSRC",
    "%F\trsrc_id\tclndr_id\trsrc_name\trsrc_short_name\trsrc_type",
    "%R\t50\t7\tCrew\tCREW\tRT_Labor",
    "%T\tTASKRSRC",
    "%F\tproj_id\ttask_id\trsrc_id\tremain_qty\ttarget_qty\ttarget_qty_per_hr\ttarget_lag_drtn_hr_cnt\trelag_drtn_hr_cnt",
    "%R\t100\t1\t50\t24\t40\t1\t8\t4",
)


def test_options_of_microsoft_project(mspdi):
    """From which end it is scheduled, and what counts as critical."""
    project = mspdi["project"]

    assert ("FINISH", "2027-03-19T17:00:00") == (project["schedule_from"], project["finish"])
    assert {"value": 2, "unit": "DAYS", "minutes": 960} == project["critical_slack_limit"]
    assert "use_expected_finish" not in project


def test_active(mspdi):
    """Whether a task is in the network is said of each, also where it is not."""
    assert {0: True, 1: True, 2: True, 3: False, 4: True, 5: True, 77: True} == {
        uid: task["active"] for uid, task in _tasks(mspdi).items()
    }


def test_rare_flags(mspdi):
    """Resource calendars set aside, recurring, inserted project."""
    task = _tasks(mspdi)[3]

    assert task["ignore_resource_calendar"]
    assert task["recurring"]
    assert task["subproject"]


def test_names_of_other_projects(mspdi):
    """Another project is named without its folders, and its task by the number there."""
    tasks = _tasks(mspdi)

    assert ("Pumps.mpp", True) == (tasks[3]["external_project"], tasks[3]["subproject"])
    assert ("Civil.mpp", 12, True) == (
        tasks[77]["external_project"], tasks[77]["external_task_id"], tasks[77]["external"],
    )  # fmt: skip
    assert "someone" not in str(mspdi)


def test_summary_by_hand(mspdi):
    """A summary that is scheduled by hand has the dates that were typed, and its constraint."""
    task = _tasks(mspdi)[1]

    assert ("MANUALLY_SCHEDULED", True) == (task["mode"], task["summary"])
    assert ("2027-03-01T08:00:00", "2027-03-19T17:00:00") == (task["start"], task["finish"])
    assert ("START_NO_EARLIER_THAN", "2027-03-01T08:00:00") == (task["constraint"], task["constraint_date"])


def test_delays_of_an_assignment(mspdi):
    """How long an assignment waits, of itself and for levelling."""
    (assignment,) = mspdi["assignments"]

    assert 480 == assignment["delay"]["minutes"]
    assert ("ELAPSED_DAYS", 960) == (assignment["levelling_delay"]["unit"], assignment["levelling_delay"]["minutes"])


def test_calendar_of_a_resource(mspdi):
    """It is among the calendars, with what it inherits."""
    (resource,) = mspdi["resources"]

    assert ("WORK", 2) == (resource["type"], resource["calendar"])
    assert {1, 2} == {calendar["uid"] for calendar in mspdi["calendars"]}


def test_options_of_p6(xer):
    """A "no" is written too: it is not the same as a file without options."""
    project = xer["project"]

    assert ("ACTUAL_DATES", "SUCCESSOR") == (project["progress_mode"], project["lag_calendar"])
    assert (False, True) == (project["use_expected_finish"], project["open_ends_critical"])
    assert "LONGEST_PATH" == project["critical_activity_type"]


def test_activity_of_p6(xer):
    """Expected finish, pause, and whose calendar it follows."""
    task = _tasks(xer)[1]

    assert "2027-03-09T17:00:00" == task["expected_finish"]
    assert ("2027-03-02T17:00:00", "2027-03-04T08:00:00") == (task["suspend_date"], task["resume"])
    assert ("RESOURCE_DEPENDENT", 50) == (task["activity_type"], task["primary_resource"])


def test_assignment_of_p6(xer):
    """The task, the resource, the work and the two delays."""
    (assignment,) = xer["assignments"]

    work = [assignment[f"{kind}work"]["minutes"] for kind in ("planned_", "remaining_", "")]

    assert (1, 50, 100) == (assignment["task"], assignment["resource"], assignment["units"])
    assert [2400, 1440, 1440] == work  # of all the work, the actual and the remaining
    assert (480, 240) == (assignment["delay"]["minutes"], assignment["remaining_delay"]["minutes"])


def test_rubber_links(tmp_path):
    """GanttProject says of each link whether it pulls or only pushes; MPXJ does not tell."""
    text = (DATA / "pump.gan").read_text()
    rubber = tmp_path / "rubber.gan"
    rubber.write_text(text.replace('hardness="Strong"', 'hardness="Rubber"'))

    assert [None] == [link.get("rubber") for link in jvm.read(DATA / "pump.gan", "gan")["links"]]
    assert [True] == [link.get("rubber") for link in jvm.read(rubber, "gan")["links"]]
