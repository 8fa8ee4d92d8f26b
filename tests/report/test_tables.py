"""The tables for spreadsheets."""

import csv
from io import StringIO

import pytest

from riskcore.report import tables
from riskcore.report.csv import neutral
from tests.charts import make


def rows(text):
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-cmd", "@sum", "\t=1"])
def test_text_that_would_run_is_neutralised(text):
    assert f"'{text}" == neutral(text)


@pytest.mark.parametrize("cell", [-1.5, 0, None, "Earthworks", "a=b", ""])
def test_everything_else_stays(cell):
    assert cell == neutral(cell)


def test_names_are_neutralised_and_numbers_are_not():
    result = make.result(
        drivers=make.drivers((('=HYPERLINK("x")', "risk", -1.5, 4.0, 0.1),)),
        activities=make.activities(("=A1", "Handover"), (1.0, 0.5)),
    )
    found = tables(result)

    assert "'=A1" == rows(found["activities.csv"])[0]["name"]
    (driver,) = rows(found["drivers.csv"])
    assert ('\'=HYPERLINK("x")', "-1.5") == (driver["name"], driver["days low"])


def test_activities_have_dates_in_iso():
    table = rows(tables(make.result())["activities.csv"])

    assert 8 == len(table)
    assert ("A0", "2026-04-15T08:00", "1.0") == tuple(table[0][k] for k in ("id", "planned start", "criticality"))
    assert {"start P10", "finish P50", "finish P80", "finish P90"} < table[0].keys()


def test_a_deadline_is_written_as_it_was_given():
    """31 March lasts to the end of that day."""
    first, second = rows(tables(make.result())["milestones.csv"])

    assert ("M0", "") == (first["id"], first["deadline"])
    assert ("M1", "2027-03-31") == (second["id"], second["deadline"])
    assert float(second["lower"]) < float(second["chance of deadline"]) < float(second["upper"])


def test_quantiles_cover_dates_and_costs():
    table = rows(tables(make.result())["quantiles.csv"])

    assert ["finish", "milestone", "cost"] == list(dict.fromkeys(row["kind"] for row in table))
    assert 4 * 10 == len(table)
    assert all(row["lower"] <= row["value"] <= row["upper"] for row in table if row["kind"] == "finish")


def test_cash_flow_has_a_row_for_each_period():
    """Amounts and sums so far; a result without it has no such table."""
    table = rows(tables(make.result())["cash_flow.csv"])

    assert 6 == len(table)
    assert ("2027-01-01T00:00", "2027-02-01T00:00") == (table[0]["from"], table[0]["to"])
    assert (1e6, 1.5e6, 9e6) == tuple(float(table[-1][key]) for key in ("spent mean", "spent P80", "cumulative P80"))
    assert "cash_flow.csv" not in tables(make.result(spending=None))


def test_what_was_not_studied_has_heads_only():
    found = tables(make.result(activities=None, milestones=(), drivers=make.drivers(())))

    assert all([] == rows(found[name]) for name in ("activities.csv", "milestones.csv", "drivers.csv"))
