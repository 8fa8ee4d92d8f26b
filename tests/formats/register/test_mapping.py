"""What was understood can be saved and given again; what is declared is checked, and goes before what is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.errors import FileError, PlanError
from riskcore.formats.register import read_mapping, read_register, write_mapping
from riskcore.formats.register.mapping import checked
from tests.formats.register.make import HEAD, ROW, book, csv, risks

FULL = {
    "sheet": "Risks",
    "columns": {
        "delay.min": "Verz. min (Tage)",
        "delay.mode": "Verz. wahrsch. (Tage)",
        "delay.max": "column F",
        "owner": None,
    },
    "shape": {"delay": "pert"},
    "range": "uniform",
    "units": {"delay": "d"},
    "probability": "percent",
    "words": {"status": {"In Arbeit": "open"}},
    "scales": {"probability": {"Hoch": 0.5}, "delay": {"Hoch": {"pert": ["5d", "10d", "20d"]}}},
}


def _sheet(path):
    head = ["Nr.", "Risiko", "Wkt.", "Verz. min (Tage)", "Verz. wahrsch. (Tage)", "x", "Vorgang", "Status", "Owner"]
    rows = [["R1", "a", 5, 1, 2, 3, "A1", "In Arbeit", "Anna"], ["R2", "b", "hoch", 1, None, 3, "A1", "offen", "Bob"]]
    return risks(path, head, *rows)


def test_declared_columns(tmp_path):
    """By their header, with the unit in it, or by their letter; null leaves a field out."""
    columns = {**FULL["columns"], "probability": "Wkt."}
    read = read_register(_sheet(tmp_path / "r.xlsx"), {**FULL, "columns": columns})

    assert [{"pert": ["1d", "2d", "3d"]}, {"uniform": ["1d", "3d"]}] == [
        risk["delay"] for risk in read.document["risks"]
    ]
    assert [0.05, 0.5] == [risk["probability"] for risk in read.document["risks"]]
    assert ["open", "open"] == [risk["status"] for risk in read.document["risks"]]
    assert not any("owner" in risk for risk in read.document["risks"])
    assert ('column I "Owner"', "owner is declared to be left out") in [(one.where, one.why) for one in read.ignored]


def test_the_mapping_gives_the_same_again(tmp_path):
    """Saved as YAML, read back and given again; and it does not change any more."""
    columns = {**FULL["columns"], "probability": "Wkt."}
    first = read_register(_sheet(tmp_path / "r.xlsx"), {**FULL, "columns": columns})
    write_mapping(tmp_path / "m.yaml", first.mapping)
    again = read_register(tmp_path / "r.xlsx", read_mapping(tmp_path / "m.yaml"))

    assert (first.document, first.mapping) == (again.document, again.mapping)


def test_the_mapping_of_a_guess(tmp_path):
    """What was guessed is written down: columns and sheet."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)

    assert {
        "sheet": "Risks",
        "columns": {
            "id": "ID",
            "name": "Title",
            "probability": "Probability",
            "delay": "Delay (days)",
            "activities": "Activities",
        },
    } == read_register(path).mapping


def test_scales_are_saved_as_they_were_declared(tmp_path):
    """Distributions in a scale as well."""
    mapping = {"scales": {"delay": {"High": {"triangular": ["5d", "10d", "20d"]}, "Low": "2d"}}}
    path = risks(tmp_path / "r.xlsx", HEAD, [*ROW[:3], "High", "A1"])
    read = read_register(path, mapping)
    write_mapping(tmp_path / "m.yaml", read.mapping)

    assert read.document == read_register(path, read_mapping(tmp_path / "m.yaml")).document


@given(
    st.dictionaries(st.text(min_size=1, max_size=8).filter(lambda one: one.isprintable()), st.just("open"), max_size=4)
)
def test_any_word_is_saved(tmp_path_factory, words):
    """Words that look like numbers, dates, truths or YAML come back as words."""
    path = tmp_path_factory.mktemp("mapping") / "m.yaml"
    mapping = {"sheet": next(iter(words), "1e5"), "words": {"status": words}}
    write_mapping(path, mapping)

    assert mapping == read_mapping(path)


def test_declared_header_row(tmp_path):
    """Where no row would be found, or another one."""
    book(
        tmp_path / "r.xlsx",
        {"Risks": [["ID", "Title", "Probability", "Cost"], ["a", "b"], ["Nr", "x", "y", "z"], ["1", "a", 0.3, 5]]},
    )
    mapping = {"header": 3, "columns": {"name": "x", "probability": "y", "cost": "z"}}

    assert [{"id": "1", "name": "a", "probability": 0.3, "cost": 5}] == read_register(
        tmp_path / "r.xlsx", mapping
    ).document["risks"]
    with pytest.raises(FileError, match=r"must have its header in row 9, as is declared. Got a blank row."):
        read_register(tmp_path / "r.xlsx", {"header": 9})


def test_declared_column_that_is_not_there(tmp_path):
    """The nearest name is offered, or all of them."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW)

    with pytest.raises(
        PlanError, match=r'must have the column that is declared for cost. Got no "Titel". Did you mean "Title"'
    ):
        read_register(path, {"columns": {"cost": "Titel"}})


BAD_MAPPINGS = {
    "unknown key": ({"shapes": "pert"}, 'mapping: has an unknown key. Got "shapes". Did you mean "shape"?'),
    "unknown field": (
        {"columns": {"delay.maximum": "x"}},
        'mapping: columns: must name fields of a risk. Got "delay.maximum". Did you mean "delay.max"?',
    ),
    "unknown shape": ({"shape": "normal"}, "mapping: shape"),
    "percentiles": (
        {"percentiles": [90, 10]},
        "mapping: percentiles: must be two percentages, below and above 50. Got [90.0, 10.0]. Write [10, 90].",
    ),
    "unit of time": (
        {"units": {"delay": "moons"}},
        'mapping: units.delay: must have a known unit of time. Got "moons".',
    ),
    "unit of money": ({"units": {"cost": "beans"}}, 'mapping: units.cost: must be a unit of money. Got "beans".'),
    "decimal": ({"decimal": ";"}, "mapping: decimal: must be '.' or ','. Got ';'."),
    "word": ({"words": {"status": {"x": "done"}}}, "mapping: words.status.x: must be 'open', 'closed' or 'proposed'."),
}


@pytest.mark.parametrize("name", BAD_MAPPINGS)
def test_bad_mappings(name):
    """What a mapping may not say."""
    document, told = BAD_MAPPINGS[name]

    with pytest.raises(PlanError) as caught:
        checked(document)
    assert str(caught.value).startswith(told)


@pytest.mark.parametrize(("text", "told"), [("- a\n", "must be a mapping of keys"), ("a: [", "must be YAML")])
def test_bad_files_of_mappings(tmp_path, text, told):
    """Lists and broken YAML."""
    with pytest.raises(PlanError, match=told):
        read_mapping(csv(tmp_path / "m.yaml", text))


def test_a_mapping_that_cannot_be_written(tmp_path):
    """The system's reason."""
    with pytest.raises(FileError, match=r"m.yaml: cannot be written"):
        write_mapping(tmp_path / "nowhere" / "m.yaml", {})


def test_a_sheet_of_text(tmp_path):
    """CSV has no sheets to ask for."""
    with pytest.raises(FileError, match=r"has no sheets, since it is text. Got sheet: .Risks.. Leave the sheet out."):
        read_register(csv(tmp_path / "r.csv", "ID,Title,P,Cost\nR1,a,30%,5\n"), sheet="Risks")
