"""Names of columns as people write them, and the rows in which they stand."""

from __future__ import annotations

import pytest

from riskcore.errors import FileError, PlanError
from riskcore.formats.register import read_register
from riskcore.formats.register.fields import FIELDS
from riskcore.formats.register.header.grammar import VOCABULARY
from riskcore.formats.register.header.meaning import meaning_of
from riskcore.formats.register.header.names import _NAMES, FIELD_OF_NAME
from riskcore.formats.register.normal import normal
from tests.formats.register.make import HEAD, ROW, book, csv, risks

MEANT = {
    "ID": "id",
    "Risk ID": "id",
    "#": "id",
    "N°": "id",
    "Ref.": "id",
    "Lfd. Nr.": "id",
    "Risk Title": "name",
    "RISIKOBEZEICHNUNG": "name",
    "Intitulé du risque": "name",
    "Descripción": "description",
    "Root cause(s)": "cause",
    "Ursache": "cause",
    "Risk event": "event",
    "Conséquences": "effect",
    "RBS": "category",
    "Kategorie": "category",
    "Risk owner (name)": "owner",
    "Responsable": "owner",
    "Status": "status",
    "Estado": "status",
    "Threat / Opportunity": "type",
    "T/O": "type",
    "Chance/Risiko": "type",
    "Probability": "probability",
    "P(%)": "probability",
    "LIKELIHOOD": "probability",
    "Eintrittswahrscheinlichkeit [%]": "probability",
    "Probabilité d'occurrence": "probability",
    "Pre-mitigation probability": "probability",
    "Post-mitigation probability": "residual.probability",
    "Residual likelihood": "residual.probability",
    "Delay [weeks]": "delay",
    "Schedule impact min": "delay.min",
    "Schedule impact - Most Likely (working days)": "delay.mode",
    "Time impact: ML": "delay.mode",
    "Max. delay": "delay.max",
    "Terminauswirkung min [AT]": "delay.min",
    "Retard le plus probable (jours ouvrés)": "delay.mode",
    "Retraso máximo (días)": "delay.max",
    "Delay (min)": "delay.min",
    "Cost impact (k€)": "cost",
    "Cost P10 ($M)": "cost.min",
    "Kosten wahrscheinlichster Wert (T€)": "cost.mode",
    "Coût max": "cost.max",
    "Residual cost impact, worst case": "residual.cost.max",
    "Kosten nach Maßnahmen": "residual.cost",
    "Cost distribution": "cost.shape",
    "Distribution": "shape",
    "Duration factor min": "factor.min",
    "Affected activities": "activities",
    "Betroffene Vorgänge": "activities",
    "Tâches affectées": "activities",
    "WBS": "activities.wbs",
    "PSP-Element": "activities.wbs",
    "Tags": "activities.tag",
    "Exclusive group": "exclusive",
    "Triggered by": "triggered_by",
    "Responsible": "raci.responsible",
    "Accountable": "raci.accountable",
    "Consulted": "raci.consulted",
    "Informed": "raci.informed",
}
NOT_MEANT = [
    "Mitigation cost",
    "Cost of mitigation",
    "Risk score",
    "Cost score",
    "Expected cost",
    "P x I",
    "Impact",
    "P50 cost",
    "Probability min",
    "Schedule impact (%)",
    "Cost and schedule impact",
    "Date raised",
    "Maßnahmen",
    "Delay (see tab 2)",
    "x" * 200,
]


@pytest.mark.parametrize("header", MEANT)
def test_known_headers(header):
    """Each is taken for its field, whatever its capitals, accents and punctuation."""
    assert MEANT[header] == meaning_of(header).field == meaning_of(header.upper()).field


@pytest.mark.parametrize("header", NOT_MEANT)
def test_other_headers(header):
    """A name with a word that is not understood is taken for nothing, however much of it is."""
    assert meaning_of(header) is None


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Delay [weeks]", "w"),
        ("Delay (d)", "d"),
        ("Delay days", "d"),
        ("Schedule impact (cal. days) max", "ed"),
        ("Verzug (Arbeitstage)", "d"),
        ("Retard (semaines)", "w"),
        ("Retraso (meses)", "mo"),
        ("Delay (hours)", "h"),
        ("Delay", ""),
    ],
)
def test_units_of_time(header, expected):
    """The unit in a header, in brackets or not."""
    assert expected == meaning_of(header).unit.time


@pytest.mark.parametrize(
    ("header", "times", "currency"),
    [
        ("Cost impact (k€)", 1e3, "EUR"),
        ("Cost (€k)", 1e3, "EUR"),
        ("Cost ('000 USD)", 1e3, "USD"),
        ("Cost [M$]", 1e6, "$"),
        ("Kosten (TEUR)", 1e3, "EUR"),
        ("Kosten in Mio. €", 1e6, "EUR"),
        ("Cost impact (£)", 1, "GBP"),
        ("Cost (USD million)", 1e6, "USD"),
        ("Cost", 1, ""),
    ],
)
def test_units_of_money(header, times, currency):
    """Multiplier and currency in a header."""
    assert (times, currency) == (meaning_of(header).unit.times, meaning_of(header).unit.currency)


def test_every_name_has_one_field():
    """No name stands in two rows of the table, none is spelled otherwise than it is looked up, all fields exist."""
    names = [name for listed in _NAMES.values() for name in listed.split(", ")]

    assert [] == [name for name in names if normal(name) != name]
    assert len(set(names)) == len(names) == len(FIELD_OF_NAME)
    assert set(FIELD_OF_NAME.values()) <= set(FIELDS)


def test_words_of_the_grammar_are_normal():
    """A phrase that is spelled otherwise would never be found."""
    assert [] == [phrase for phrase in VOCABULARY if normal(" ".join(phrase)).split() != list(phrase)]


def test_title_rows_above(tmp_path):
    """Titles, blank rows and a block of labels come before the header; that they do is said."""
    top = [["Project Quay"], [], ["Owner", "Anna"], ["Status", "Draft", None, "Rev", 3], [None]]
    book(tmp_path / "r.xlsx", {"Risks": [*top, HEAD, ROW]})
    read = read_register(tmp_path / "r.xlsx")

    assert [7] == [row.row for row in read.rows]
    assert 'Sheet "Risks", header in row 6.' in read.notes
    assert ("rows 1 to 4", "above the header") in [(one.where, one.why) for one in read.ignored]


def test_header_of_two_rows_with_merged_headings(tmp_path):
    """A heading over min, most likely and max belongs to each of them, with its unit."""
    rows = [
        ["ID", "Title", "P (%)", "Schedule impact (weeks)", None, None, "Activities"],
        [None, None, None, "Min", "ML", "Max", None],
        ["R1", "Ground water", 30, 1, 2, 4, "A40"],
    ]
    made = book(tmp_path / "r.xlsx", {"Risks": rows})
    for place in ("A1:A2", "B1:B2", "D1:F1"):
        made["Risks"].merge_cells(place)
    made.save(tmp_path / "r.xlsx")
    read = read_register(tmp_path / "r.xlsx", {"shape": "pert"})

    assert {"pert": ["1w", "2w", "4w"]} == read.document["risks"][0]["delay"]
    assert "Schedule impact (weeks) / ML" == next(one.header for one in read.columns if one.field == "delay.mode")


def test_header_of_three_rows(tmp_path):
    """Stage over quantity over point."""
    text = (
        ",,Pre-mitigation,,,,Post-mitigation,,,,\n"
        "ID,Title,P,Cost impact (k€),,,P,Cost impact (k€),,,Owner\n"
        ",,,Min,ML,Max,,Min,ML,Max,\n"
        "R1,Ground water,30%,10,20,40,10%,5,10,20,Anna\n"
    )
    risk = read_register(csv(tmp_path / "r.csv", text), {"shape": "triangular"}).document["risks"][0]

    assert 0.3 == risk["probability"]
    assert {"triangular": [10_000, 20_000, 40_000]} == risk["cost"]
    assert {"probability": 0.1, "cost": {"triangular": [5_000, 10_000, 20_000]}} == risk["residual"]
    assert "Anna" == risk["owner"]


def test_row_of_units(tmp_path):
    """A second row with units only belongs to the header."""
    text = "ID,Title,Probability,Delay,Cost,Activities\n,,%,weeks,k€,\nR1,Ground water,30,2,50,A40\n"
    risk = read_register(csv(tmp_path / "r.csv", text)).document["risks"][0]

    assert (0.3, "2w", 50_000) == (risk["probability"], risk["delay"], risk["cost"])


def test_heading_of_something_else(tmp_path):
    """Owner, cost and status under the heading Mitigation are not those of the risk."""
    head = "ID,Title,Probability,Delay (d),Activities,Mitigation,,\n,,,,,Action,Cost,Owner\n"
    text = f"{head}R1,Water,30%,5,A40,Pump,500,Bob\n"
    read = read_register(csv(tmp_path / "r.csv", text))

    assert {"id", "name", "probability", "delay", "activities"} == set(read.document["risks"][0])
    assert 'column G "Mitigation / Cost"' in [one.where for one in read.ignored]


def test_best_sheet_is_taken(tmp_path):
    """The sheet whose header names most fields; the others are listed."""
    sheets = {
        "Cover": [["Risk register"]],
        "Lists": [["Category", "Owner", "Status"], ["Ground", "Anna", "Open"]],
        "Risks": [HEAD, ROW],
    }
    book(tmp_path / "r.xlsx", sheets)
    read = read_register(tmp_path / "r.xlsx")

    assert "Risks" == read.mapping["sheet"]
    assert ['sheet "Cover"', 'sheet "Lists"'] == [one.where for one in read.ignored]


def test_sheets_that_fit_alike(tmp_path):
    """Which of two registers is meant is asked, not guessed; the answer is taken."""
    book(tmp_path / "r.xlsx", {"June": [HEAD, ROW], "July": [HEAD, [*ROW[:2], 0.5, *ROW[3:]]]})

    with pytest.raises(
        FileError, match=r'more than one sheet that may be .* Got "June", "July". Name it: sheet: "June"'
    ):
        read_register(tmp_path / "r.xlsx")
    assert 0.5 == read_register(tmp_path / "r.xlsx", sheet="july").document["risks"][0]["probability"]


def test_unknown_sheet(tmp_path):
    """The sheets that there are, are named."""
    risks(tmp_path / "r.xlsx", HEAD, ROW)

    with pytest.raises(FileError, match=r'must have the sheet asked for. Got no "Register". Its sheets: "Risks".'):
        read_register(tmp_path / "r.xlsx", sheet="Register")


def test_no_header(tmp_path):
    """What is missing is said, with the names that were recognised."""
    risks(tmp_path / "r.xlsx", ["Was", "Owner"], ["a", "b"])

    with pytest.raises(
        FileError, match=r"must have a header of 3 known names.*Got only Owner. Name its columns ID, Risk"
    ):
        read_register(tmp_path / "r.xlsx")


def test_two_columns_for_one_field(tmp_path):
    """Both are named, and how to choose; the choice is taken, and the other column listed as left out."""
    path = risks(tmp_path / "r.xlsx", [*HEAD, "Likelihood"], [*ROW, 0.9])

    with pytest.raises(PlanError) as caught:
        read_register(path)
    assert [
        (
            'Sheet "Risks", row 1: must have one column for probability. '
            'Got column C "Probability" and column F "Likelihood". '
            'Declare the one to take: columns: {probability: "column C"}.'
        )
    ] == str(caught.value).splitlines()

    read = read_register(path, {"columns": {"probability": "Likelihood"}})

    assert 0.9 == read.document["risks"][0]["probability"]
    assert ('column C "Probability"', 'probability is taken from "Likelihood"') in [
        (one.where, one.why) for one in read.ignored
    ]


def test_missing_columns_are_told_once(tmp_path):
    """Not for every row."""
    path = risks(tmp_path / "r.xlsx", ["ID", "Title", "Owner", "Delay (d)"], ["R1", "a", "b", 5], ["R2", "a", "b", 5])

    with pytest.raises(PlanError) as caught:
        read_register(path)
    assert ["must have a column for the probability", "must have a column for the activities that are delayed"] == [
        problem.rule for problem in caught.value.problems
    ]


@pytest.mark.parametrize("title", ["Risk mitigation plan", "Project X"])
def test_headings_above_say_what_a_cost_is(tmp_path, title):
    """The cost under Mitigation is none of the risk's, though its own name says so; a title means nothing."""
    rows = [
        [title],
        ["Risk", None, None, None, None, "Mitigation"],
        ["ID", "Title", "Probability", "Delay (d)", "Activities", "Action", "Cost", "Owner"],
        ["R1", "Water", 0.3, 5, "A40", "Pump", 500, "Bob"],
    ]
    book(tmp_path / "r.xlsx", {"Risks": rows})
    book(tmp_path / "t.xlsx", {"Risks": [rows[0], rows[2], rows[3]]})

    assert {"id", "name", "probability", "delay", "activities"} == set(
        read_register(tmp_path / "r.xlsx").document["risks"][0]
    )
    assert {"id", "name", "probability", "delay", "activities", "cost", "owner"} == set(
        read_register(tmp_path / "t.xlsx").document["risks"][0]
    )


def test_title_beside_the_header(tmp_path):
    """A title right above the header is no part of the names, even where it stands over a column without one."""
    rows = [["Project X", None, None, None, None, "Rev. 3"], HEAD, ROW]
    book(tmp_path / "r.xlsx", {"Risks": rows})

    assert HEAD == [one.header for one in read_register(tmp_path / "r.xlsx").columns]
