"""Cells, rows and layouts that no register should have, and what is said of them."""

from __future__ import annotations

import datetime as dt

import pytest

from riskcore.errors import PlanError
from riskcore.formats.register import lines, read_register, register_of
from tests.formats.register.make import HEAD, ROW, book, csv, risks


def _told(path, mapping=None):
    with pytest.raises(PlanError) as caught:
        read_register(path, mapping)
    return str(caught.value).splitlines()


BAD_CELLS = {
    "mixed": (
        [["R1", "a", 0.3, 5, "A1"], ["R2", "b", 30, 5, "A1"]],
        (
            'rows 2, 3, column C "Probability": must be all percent or all fractions of 1. Got 0.3 and 30. '
            "Declare probability: percent or probability: fraction in the mapping."
        ),
    ),
    "too likely": (
        [["R1", "a", "130%", 5, "A1"]],
        'row 2, column C "Probability": must lie between 0 and 100 %. Got 1.3.',
    ),
    "a date": (
        [["R1", "a", 0.3, dt.date(2027, 5, 3), "A1"]],
        (
            'row 2, column D "Delay (days)": must be a number or text. Got the date 2027-05-03. '
            "Excel takes 3/5 or 1/2/3 for dates: format the cell as text and type it again."
        ),
    ),
    "a time": (
        [["R1", "a", 0.3, dt.time(8, 30), "A1"]],
        (
            'row 2, column D "Delay (days)": must be a number or text. Got the date 08:30. '
            "Excel takes 3/5 or 1/2/3 for dates: format the cell as text and type it again."
        ),
    ),
    "an error": (
        [["R1", "a", 0.3, "#REF!", "A1"]],
        'row 2, column D "Delay (days)": must be a number or text. Got the error #REF!. Mend the formula.',
    ),
    "an error in words": (
        [["R1", "#N/A", 0.3, 5, "A1"]],
        'row 2, column B "Title": must be text. Got the error #N/A. Mend the formula.',
    ),
    "a truth": (
        [["R1", "a", True, 5, "A1"]],
        'row 2, column C "Probability": must be a number or text. Got TRUE.',
    ),
    "a formula": (
        [["R1", "a", "=0.1+0.2", 5, "A1"], ["R2", "b", "=1/4", 5, "A1"]],
        (
            'rows 2, 3, column C "Probability": must be a number or text. Got a formula without a value. '
            "The file was saved by a program that does not calculate: open it in Excel and save it."
        ),
    ),
    "the same id": (
        [ROW, ["R2", "b", 0.3, 5, "A1"], ["R1", "c", 0.3, 5, "A1"]],
        'row 4, column A "ID": must be another id in each row. Got "R1", as in row 2.',
    ),
    "no probability": (
        [["R1", "a", None, 5, "A1"]],
        'row 2, column C "Probability": must have a probability, since it has an impact.',
    ),
    "no activities": (
        [["R1", "a", 0.3, 5, "-"]],
        (
            'row 2, column E "Activities": must say which activities it delays. '
            'Write ids, as in "A1010; A1020", "WBS 3.2", "tag: civil", or "all".'
        ),
    ),
    "a range of probabilities": (
        [["R1", "a", "10-30%", 5, "A1"]],
        (
            'row 2, column C "Probability": must be one probability. Got "10-30%". '
            "Declare a range as a level of a scale, under scales: probability."
        ),
    ),
}


@pytest.mark.parametrize("name", BAD_CELLS)
def test_bad_cells(tmp_path, name):
    """Each with its sheet, row and column, and the remedy."""
    rows, told = BAD_CELLS[name]

    assert [f'Sheet "Risks", {told}'] == _told(risks(tmp_path / "r.xlsx", HEAD, *rows))


def test_all_problems_at_once(tmp_path):
    """Those of every row and column, in one go."""
    head = [*HEAD, "Cost (k€)", "Status", "Type"]
    rows = [
        ["R1", "a", "High", "5 moons", "A1", "12k$", "Maybe", "Technical"],
        ["R1", "b", 30, 5, None, "x", "Open", "T"],
    ]
    told = _told(risks(tmp_path / "r.xlsx", head, *rows))

    assert [
        'column C "Probability": must be a number, or a level of a declared scale.',
        'column D "Delay (days)": must have a known unit of time.',
        'column F "Cost (k€)": must be a number, or a level of a declared scale.',
        'column G "Status": must be a known word for the status of a risk.',
        'column H "Type": must be a known word for the type of a risk.',
        'column A "ID": must be another id in each row.',
    ] == [f"column {line.split('column ')[1].split('.')[0]}." for line in told]


def test_percent_cells_and_bare_fractions(tmp_path):
    """A cell that shows 30 % holds 0.3: that and a bare 0.3 are the same."""
    path = risks(tmp_path / "r.xlsx", HEAD, ROW, ["R2", "b", 0.3, 5, "A1"], formats={"C2": "0%"})
    read = read_register(path)

    assert [0.3, 0.3] == [risk["probability"] for risk in read.document["risks"]]
    assert "    probability 30% read as 0.3" in lines(read)


def test_missing_ids_are_numbered(tmp_path):
    """R1, R2, ... but for those that the sheet uses; that they are is said."""
    rows = [[None, "a", 0.3, 5, "A1"], ["R2", "b", 0.3, 5, "A1"], [None, "c", 0.3, 5, "A1"], [7, "d", 0.3, 5, "A1"]]
    read = read_register(risks(tmp_path / "r.xlsx", HEAD, *rows))

    assert ["R1", "R2", "R3", "7"] == [risk["id"] for risk in read.document["risks"]]
    assert "2 risks without an id are numbered R1 to R3." in read.notes


def test_rows_that_are_no_risks(tmp_path):
    """Totals, repeated headers, headings, remarks and risks without an impact are left out, each with the reason."""
    rows = [
        ["Civil works"],
        ROW,
        HEAD,
        ["R2", "Not assessed", None, None, None],
        ["R3", "No impact", 0.5, None, "A1"],
        [],
        ["Total", None, None, 12, None],
        ["Delays are in working days."],
    ]
    read = read_register(risks(tmp_path / "r.xlsx", HEAD, *rows))

    assert ["R1"] == [risk["id"] for risk in read.document["risks"]]
    assert [
        ('row 2 "Civil works"', "has neither a probability nor an impact"),
        ('row 4 "ID"', "repeats the header"),
        ('row 5 "Not assessed"', "has neither a probability nor an impact"),
        ('row 6 "No impact"', "has no impact in time or money, so that it cannot move the answer"),
        ('row 8 "Total"', "is a total"),
        ('row 9 "Delays are in working days."', "has neither a probability nor an impact"),
    ] == [(one.where, one.why) for one in read.ignored]


def test_only_rows_that_are_no_risks(tmp_path):
    """A register of none is a problem, which says why."""
    assert [
        (
            'r.xlsx, sheet "Risks": must have a risk below its header. '
            'Got row 2 "a": has neither a probability nor an impact.'
        )
    ] == _told(risks(tmp_path / "r.xlsx", HEAD, ["R1", "a"]))


def test_closed_risks_are_kept(tmp_path):
    """With their status; a closed one that was never assessed is left out."""
    head = [*HEAD, "Status"]
    rows = [[*ROW, "Closed"], ["R2", "b", None, 5, None, "geschlossen"], ["R3", "c", 0.2, 5, "A1", "Active"]]
    read = read_register(risks(tmp_path / "r.xlsx", head, *rows))

    assert [("R1", "closed"), ("R3", "open")] == [(risk["id"], risk["status"]) for risk in read.document["risks"]]
    assert [("is closed and has no probability")] == [one.why for one in read.ignored]


def test_words_of_status_and_type_are_declared(tmp_path):
    """A word that nobody knows is declared once, and taken."""
    path = risks(tmp_path / "r.xlsx", [*HEAD, "Status"], [*ROW, "In review"])

    assert ['{status: {"In review": open or closed or proposed}}.'] == [
        line.split("words: ")[1] for line in _told(path)
    ]
    assert (
        "proposed"
        == read_register(path, {"words": {"status": {"in review": "proposed"}}}).document["risks"][0]["status"]
    )


def test_merged_over_several_risks(tmp_path):
    """A merged cell is not filled down: in numbers and ids it is a problem, in words it is said."""
    head = ["ID", "Title", "Category", "Probability", "Cost"]
    rows = [["R1", "a", "Ground", 0.3, 500], ["R2", "b", None, 0.3, None], ["R3", "c", None, 0.3, None]]
    made = book(tmp_path / "r.xlsx", {"Risks": [head, *rows]})
    made["Risks"].merge_cells("C2:C4")
    made["Risks"].merge_cells("E2:E3")
    made.save(tmp_path / "r.xlsx")

    assert [
        (
            'Sheet "Risks", row 2, column E "Cost": must not be merged over several rows. Got E2:E3. '
            "Unmerge it and write the value into each row: it is not filled down."
        )
    ] == _told(tmp_path / "r.xlsx")

    made["Risks"].unmerge_cells("E2:E3")
    made["Risks"]["E3"] = 600
    made.save(tmp_path / "r.xlsx")
    read = read_register(tmp_path / "r.xlsx")

    assert "C2:C4 is merged over several rows; only row 2 has its text." in read.notes
    assert ["Ground", None] == [risk.get("category") for risk in read.document["risks"]]


def test_hidden_rows_columns_and_sheets(tmp_path):
    """They are read, and that they are is said."""
    made = book(tmp_path / "r.xlsx", {"Notes": [["Nothing"]], "Risks": [HEAD, ROW, ["R2", "b", 0.3, 5, "A1"]]})
    made["Risks"].row_dimensions[3].hidden = True
    made["Risks"].column_dimensions["D"].hidden = True
    made["Risks"].sheet_state = "hidden"
    made.save(tmp_path / "r.xlsx")
    read = read_register(tmp_path / "r.xlsx")

    assert ["R1", "R2"] == [risk["id"] for risk in read.document["risks"]]
    assert {
        'The sheet "Risks" is hidden; it is read.',
        "Hidden rows are read: 3.",
        "Hidden columns are read: D.",
    } <= set(read.notes)


def test_a_visible_sheet_before_a_hidden_one(tmp_path):
    """Of two that fit alike."""
    made = book(tmp_path / "r.xlsx", {"Old": [HEAD, [*ROW[:2], 0.9, *ROW[3:]]], "New": [HEAD, ROW]})
    made["Old"].sheet_state = "hidden"
    made.save(tmp_path / "r.xlsx")

    assert "New" == read_register(tmp_path / "r.xlsx").mapping["sheet"]


def test_columns_without_a_header(tmp_path):
    """Remarks at the side are listed as left out."""
    read = read_register(risks(tmp_path / "r.xlsx", HEAD, [*ROW, None, "ask Bob"]))

    assert [("column G", "has no header")] == [(one.where, one.why) for one in read.ignored]


def test_a_decimal_comma_that_splits_a_row(tmp_path):
    """In CSV an unquoted 12,5 makes one cell more than the header has: nothing of it is read in silence."""
    told = _told(csv(tmp_path / "r.csv", "ID,Title,P,Cost\nR1,a,30%,100\nR2,b,30%,12,5\n"))

    assert [
        (
            "Row 3: must not have more cells than the header. Got 5 cells, 4 names. "
            "Put cells that hold the separator, as in 12,5, into quotation marks."
        )
    ] == told


def test_decimal_signs_of_a_column(tmp_path):
    """A comma in one cell tells it for all; two signs in one column are a problem; declared, it is taken."""
    text = "ID;Title;P;Cost\nR1;a;30%;12.000,50\nR2;b;30%;3.500\n"
    mixed = csv(tmp_path / "m.csv", "ID;Title;P;Cost (k€)\nR1;a;30%;1,5\nR2;b;30%;1.5\n")
    either = csv(tmp_path / "e.csv", "ID;Title;P;Cost (k€)\nR1;a;30%;1,500\n")

    assert [12_000.5, 3_500] == _costs(csv(tmp_path / "r.csv", text))
    assert [('Column D "Cost (k€)": must have one decimal sign. Got 1.5 and 1,5. '
            'Declare it in the mapping: decimal: "." or decimal: ",".')] == _told(mixed)  # fmt: skip
    assert ["must show which sign is the decimal one"] == [line.split(": ")[1].split(".")[0] for line in _told(either)]
    assert ([1_500_000], [1_500]) == (_costs(either, {"decimal": "."}), _costs(either, {"decimal": ","}))


def test_triggers(tmp_path):
    """A dash is none; one that is left out is a problem; of one that is not in the sheet it is said that it is not."""
    head = [*HEAD, "Triggered by"]
    rows = [[*ROW, "-"], ["R2", "b", 0.5, 5, "A1", "R1"], ["R3", "c"], ["R4", "d", 0.5, 5, "A1", "R9"]]
    path = risks(tmp_path / "r.xlsx", head, *rows, ["R5", "e", 0.5, 5, "A1", "R3"])

    assert [
        (
            'Sheet "Risks", row 6, column F "Triggered by": must name a risk that is read. Got "R3". '
            "That risk has no probability or no impact, and is left out."
        ),
    ] == _told(path)

    read = read_register(risks(tmp_path / "r.xlsx", head, *rows))

    assert [None, "R1", "R9"] == [risk.triggered_by for risk in register_of(read).risks]
    assert 'Triggers to be found in the plan or in another register: "R9" in row 5.' in read.notes


def test_rules_of_the_register_name_the_row(tmp_path):
    """What only the register as a whole forbids is told with sheet and row as well."""
    head = [*HEAD, "Triggered by", "Exclusive group"]
    read = read_register(risks(tmp_path / "r.xlsx", head, ROW, ["R2", "b", 0.5, 5, "A1", "R1", "weather"]))

    with pytest.raises(PlanError, match=r'Sheet "Risks", row 3, risks\[1\] "b": must be exclusive or triggered'):
        register_of(read)


def test_activities_by_node_of_the_wbs(tmp_path):
    """A column WBS holds nodes; one that is a number may have lost a zero, which is said."""
    head = ["ID", "Title", "P (%)", "Delay (d)", "WBS"]
    read = read_register(risks(tmp_path / "r.xlsx", head, ["R1", "a", 30, 5, 3.1], ["R2", "b", 30, 5, "3.10; 4"]))

    assert [{"wbs": ["3.1"]}, {"wbs": ["3.10", "4"]}] == [risk["activities"] for risk in read.document["risks"]]
    assert "    activities wbs 3.1, a number: 3.10 would look the same as 3.1" in lines(read)


def test_two_columns_of_activities(tmp_path):
    """Ids and nodes in one row would have to match both: which is meant is asked."""
    path = risks(tmp_path / "r.xlsx", [*HEAD, "WBS"], [*ROW, "3.1"], ["R2", "b", 0.3, 5, "A1", "3.2"])

    assert [
        (
            'Sheet "Risks", rows 2, 3, column E "Activities": must say in one column which activities it is about. '
            "Got activities and activities.wbs. Leave one out: columns: {activities.wbs: null}."
        )
    ] == _told(path)
    assert ["A40"] == read_register(path, {"columns": {"activities.wbs": None}}).document["risks"][0]["activities"]


def test_everything_is_listed(tmp_path):
    """Each column, each risk with its readings, and each thing left out has its line."""
    head = "ID,Risk,Likelihood,Schedule impact (weeks),Affected tasks,Score"
    text = f"Project X\n{head}\nR1,Water,30%,2,A40,9\nR2,Wind,,,,\n"

    assert [
        "r.csv",
        "  Header in row 2.",
        "Columns",
        '  A "ID" is id',
        '  B "Risk" is name',
        '  C "Likelihood" is probability',
        '  D "Schedule impact (weeks)" is delay, in working weeks',
        '  E "Affected tasks" is activities',
        "Risks",
        '  row 3: R1 "Water"',
        "    probability 30% read as 0.3",
        "    delay 2 read as 2w",
        "    activities A40",
        "Left out",
        "  row 1: above the header",
        '  column F "Score": "score" says that it is about something else than the risk itself',
        '  row 4 "Wind": has neither a probability nor an impact',
    ] == lines(read_register(csv(tmp_path / "r.csv", text)))


def _costs(path, mapping=None):
    return [risk["cost"] for risk in read_register(path, mapping).document["risks"]]
