"""A result goes back into a copy of the file: every value comes back, and nothing else has changed."""

import pytest

from riskcore.errors import FileError, ParameterError
from riskcore.formats import jvm, read_plan
from riskcore.formats.annotate import annotate
from riskcore.formats.annotation_losses import losses
from riskcore.formats.annotation_values import COLUMNS
from riskcore.formats.mpxj.tree import tree_of
from riskcore.formats.sniff import sniff
from riskcore.results.result import LEVELS
from riskcore.simulation import load, save, simulate
from tests.formats import needs
from tests.formats.bad_files import DATA

pytestmark = needs.java
NUMBERS = [*range(188743767, 188743772), *range(188743982, 188743997)]
"""Microsoft Project's own numbers of the fields Number1 to Number20."""
FILES = ("xer-up0122.xer", "mpp-commercial.mpp", "mspdi-newproduct.xml")
LOST = {
    "pump.xer": ["1 of 3 rows of P6's table TASKPRED are missing in the copy."],  # a link to another project
    "xer-up0122.xer": [  # financial periods, and who is responsible for what
        "1 of 1 rows of P6's table FINTMPL are missing in the copy.",
        "2 of 2 rows of P6's table OBS are missing in the copy.",
    ],
}
UNTOUCHED = ("uid", "start", "finish", "duration", "name", "constraint", "deadline", "actual_start", "percent_complete")


def _run(path, folder):
    """A small result of the plan in a file, through the archive."""
    plan = read_plan(path)
    return load(save(simulate(plan, 64, 7), plan, folder / "result.npz")).result


def _expected(result):
    """What each activity must have in its fields, from the result's own arrays."""
    table, at = result.activities, {share: LEVELS.index(share) for share in (0.5, 0.8)}
    run = f"{result.certificate.plan[:12]} seed 7"
    return {
        name: {
            "Risk P50 start": result.date(table.start[k, at[0.5]]).isoformat(),
            "Risk P80 start": result.date(table.start[k, at[0.8]]).isoformat(),
            "Risk P50 finish": result.date(table.finish[k, at[0.5]]).isoformat(),
            "Risk P80 finish": result.date(table.finish[k, at[0.8]]).isoformat(),
            "Risk criticality %": pytest.approx(100 * table.criticality[k], abs=0.005),
            "Risk run": run,
        }
        for k, name in enumerate(table.id)
    }


def _custom(document, ids):
    """Our custom fields by activity; a number that is not there is Microsoft Project's 0."""
    custom = {ids[task["uid"]]: task.get("custom", {}) for task in document["tasks"] if task["uid"] in ids}
    return {
        name: {"Risk criticality %": 0} | {key: value for key, value in fields.items() if key in COLUMNS}
        for name, fields in custom.items()
    }


def _others(document):
    """Named custom fields that are not ours, by row."""
    custom = {task["uid"]: task.get("custom", {}) for task in document["tasks"]}
    return {uid: {key: value for key, value in fields.items() if key not in COLUMNS} for uid, fields in custom.items()}


def _links(document):
    """Links in order; the unit in which a lag of nothing is written does not matter."""
    ends = [(link["predecessor"], link["successor"], link["type"]) for link in document["links"]]
    lags = [link["lag"] if link["lag"]["value"] else None for link in document["links"]]
    return list(zip(ends, lags, strict=True))


def _with_numbers(folder, numbers, values=1):
    """The MSPDI sample with custom fields of others': names for the numbers given, and values of the first ones."""
    named = "".join(
        f"<ExtendedAttribute><FieldID>{field}</FieldID><Alias>Ours {field}</Alias></ExtendedAttribute>"
        for field in numbers
    )
    held = "".join(
        f"<ExtendedAttribute><FieldID>{field}</FieldID><Value>42</Value></ExtendedAttribute>"
        for field in numbers[:values]
    )
    text = (DATA / "pump.xml").read_text()
    text = text.replace("<Calendars>", f"<ExtendedAttributes>{named}</ExtendedAttributes><Calendars>", 1)
    path = folder / "used.xml"
    path.write_text(text.replace("<Notes>Rock below 3 m.</Notes>", f"<Notes>Rock below 3 m.</Notes>{held}"))
    return path


@pytest.mark.parametrize("name", ["pump.xml", "pump.xer", *FILES])
def test_round_trip(tmp_path, name):
    """Every value comes back, to the minute; rows, dates, links and numbers are those of the file."""
    path = DATA / name if name not in FILES else needs.CORPUS / "files" / name
    if not path.exists():
        pytest.skip("the real schedules are not here")
    result = _run(path, tmp_path)
    before = jvm.read(path, sniff(path))
    done = annotate(path, result, tmp_path / f"copy{'.xer' if path.suffix == '.xer' else '.xml'}")
    after = jvm.read(done.path, sniff(done.path))

    assert _expected(result) == _custom(after, tree_of(before).ids)
    assert (len(result.activities.id), ()) == (done.written, done.missing)
    assert LOST.get(name, []) == list(done.lost)
    assert set(COLUMNS) == set(done.fields)
    assert _links(before) == _links(after)
    assert _others(before) == _others(after)
    old, new = (
        [{key: task.get(key) for key in UNTOUCHED} for task in document["tasks"] if not task.get("null")]
        for document in (before, after)
    )
    assert old == new


@pytest.mark.parametrize(("name", "target"), [("pump.xer", "pmxml"), ("pump.xer", "mspdi"), ("pump.xml", "pmxml")])
def test_another_format(tmp_path, name, target):
    """The values come through in the other formats too."""
    result = _run(DATA / name, tmp_path)
    ids = tree_of(jvm.read(DATA / name, sniff(DATA / name))).ids
    done = annotate(DATA / name, result, tmp_path / "copy.xml", target)

    assert target == sniff(done.path)
    assert _expected(result) == _custom(jvm.read(done.path, target), ids)


@pytest.mark.parametrize("name", ["pump.xml", "pump.xer"])
def test_second_annotation_uses_the_same_fields(tmp_path, name):
    """Our fields are known by their names; values of activities that the new result lacks are gone."""
    path = DATA / name
    result = _run(path, tmp_path)
    first = annotate(path, result, tmp_path / f"first{path.suffix}")
    plan = read_plan(path)
    alone = plan.activities[0].model_copy(update={"predecessors": ()})
    fewer = simulate(plan.model_copy(update={"activities": (alone,)}), 64, 7)
    second = annotate(first.path, fewer, tmp_path / f"second{path.suffix}")
    custom = [task.get("custom") for task in jvm.read(second.path, sniff(second.path))["tasks"]]

    assert first.fields == second.fields
    assert 1 == second.written == sum(bool(fields) for fields in custom)


def test_fields_in_use_stay(tmp_path):
    """A field with a name or a value is not ours to take; the next free one is."""
    used = [NUMBERS[0], NUMBERS[19], NUMBERS[18]]
    path = _with_numbers(tmp_path, used, values=2)
    done = annotate(path, _run(path, tmp_path))
    tasks = {task["uid"]: task for task in jvm.read(done.path, "mspdi")["tasks"]}

    assert tmp_path / "used-risk.xml" == done.path
    assert "Number18" == done.fields["Risk criticality %"]
    assert {f"Ours {field}": 42 for field in used[:2]} == {
        name: value for name, value in tasks[2]["custom"].items() if name.startswith("Ours")
    }


def test_no_free_field(tmp_path):
    """Where all fields of a kind are in use, that is said, and nothing is written."""
    path = _with_numbers(tmp_path, NUMBERS)

    with pytest.raises(FileError, match=r'used.xml: has no free custom field for "Risk criticality %"'):
        annotate(path, _run(path, tmp_path))
    assert not (tmp_path / "used-risk.xml").exists()


def test_activities_that_the_file_lacks(tmp_path):
    """They are named; a result of another file altogether is refused."""
    result = _run(DATA / "pump.xml", tmp_path)
    path = tmp_path / "less.xml"
    path.write_text((DATA / "pump.xml").read_text().replace("<UID>5</UID>", "<UID>6</UID>"))

    assert ("5",) == annotate(path, result).missing
    with pytest.raises(FileError, match=r"pump.xer: must hold activities of the result. Got none. Is the result"):
        annotate(DATA / "pump.xer", result, tmp_path / "copy.xer")


def test_tables_of_p6_that_are_lost(tmp_path):
    """A table that MPXJ does not write is named."""
    path = tmp_path / "plan.xer"
    path.write_text((DATA / "pump.xer").read_text().replace("%E", "%T\tPROJTHRS\n%F\tthresh_id\n%R\t1\n%E"))
    done = annotate(path, _run(path, tmp_path))

    assert "1 of 1 rows of P6's table PROJTHRS are missing in the copy." == done.lost[0]


def test_what_the_copy_lacks_is_told():
    """Links, dates and rows that are gone are counted; other numbers of the rows alone lose nothing else."""
    lag = {"value": 1, "unit": "DAYS", "minutes": 480}
    tasks = [{"uid": 11, "id": 1, "start": "a", "deadline": "d"}, {"uid": 12, "id": 2, "start": "b"}]
    before = {"tasks": tasks, "links": [{"predecessor": 11, "successor": 12, "lag": lag}]}
    before |= {"resources": [{}], "assignments": []}
    moved = [{"uid": 1, "id": 1, "start": "a", "deadline": "d"}, {"uid": 2, "id": 2, "start": "b"}]
    hours = {"value": 8, "unit": "HOURS", "minutes": 480}
    renumbered = before | {"tasks": moved, "links": [{"predecessor": 1, "successor": 2, "lag": hours}]}
    less = before | {"tasks": [{"uid": 11, "id": 1, "start": "c"}], "links": [], "resources": []}

    assert ["2 of 2 unique numbers are different in the copy."] == losses(before, renumbered)
    assert [
        "1 of 2 rows are missing in the copy.",
        "1 of 1 links are missing or different in the copy.",
        "1 of 1 starts are missing or different in the copy.",
        "1 of 1 deadlines are missing or different in the copy.",
        "1 of 1 resources are missing in the copy.",
    ] == losses(before, less)


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (None, "is there already"),
        ("plan.xml", "must not be the file itself"),
        ("linked.xml", "must not be the file itself"),
        ("nowhere/copy.xml", "in a folder that exists"),
        ("copy.mpp", "must end in .xml, since MSPDI is written"),
    ],
)
def test_nothing_is_overwritten(tmp_path, output, told):
    """Only a name that was given is written over, and never the file itself."""
    path = tmp_path / "plan.xml"
    path.write_bytes((DATA / "pump.xml").read_bytes())
    (tmp_path / "linked.xml").symlink_to(path)
    (tmp_path / "plan-risk.xml").write_text("kept")
    result = _run(path, tmp_path)

    with pytest.raises(ParameterError, match=told):
        annotate(path, result, output and tmp_path / output)
    assert "kept" == (tmp_path / "plan-risk.xml").read_text()
    assert annotate(path, result, tmp_path / "plan-risk.xml").written
    assert (DATA / "pump.xml").read_bytes() == path.read_bytes()


def test_unknown_format(tmp_path):
    """A format that is not offered is named with those that are."""
    with pytest.raises(ParameterError, match=r'--format must be one of mspdi, xer, pmxml. Got "mpx".'):
        annotate(DATA / "pump.xml", None, tmp_path / "copy.xml", "mpx")
