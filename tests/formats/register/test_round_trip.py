"""A register that is written is read back as the same risks, and no spreadsheet runs what it says."""

from __future__ import annotations

import csv as plain_csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from openpyxl import load_workbook

from riskcore.errors import FileError, ParameterError, PlanError, ToolError
from riskcore.formats.native import read_register as read_native
from riskcore.formats.register import ResultColumn, read_register, register_of, write_register
from riskcore.formats.register.header.meaning import meaning_of
from riskcore.formats.register.protect import bare, protected
from riskcore.formats.register.write.table import table_of
from riskcore.plan import parse_register
from tests.formats.register.strategies import TEXTS, registers

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*/risks.yaml"))
SMALL = {"id": "R1", "name": "=HYPERLINK(1)", "probability": 0.3, "cost": -5, "owner": "-2"}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], max_examples=50)
@given(document=registers())
def test_a_register_is_read_back(tmp_path_factory, suffix, document):
    """Every field of every risk to the last digit, whatever its words look like."""
    try:
        register = parse_register(document)
    except PlanError:
        assume(False)
    path = tmp_path_factory.mktemp("register") / f"r{suffix}"
    write_register(path, register)

    assert register.risks == register_of(read_register(path)).risks


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.parent.name)
def test_shipped_registers_are_read_back(tmp_path, path, suffix):
    """With results beside them, which are left out."""
    register = read_native(path)
    ids = [risk.id for risk in register.risks]
    results = [ResultColumn("Cost (days)", dict.fromkeys(ids, 1.5)), ResultColumn("ID", dict.fromkeys(ids, "first"))]
    left_out = write_register(tmp_path / f"r{suffix}", register, results)
    read = read_register(tmp_path / f"r{suffix}")

    assert register.risks == register_of(read).risks
    assert [("Result: Cost (days)", "a result of an earlier run"), ("Result: ID", "a result of an earlier run")] == [
        (one.where.split('"')[1], one.why) for one in read.ignored
    ]
    assert left_out == (
        (
            f"In the register and not in a sheet of risks: uncertainty ({len(register.uncertainty)}), "
            f"correlations ({len(register.correlations)})."
        ),
    )


@given(TEXTS)
def test_protection_is_taken_off(text):
    """Any text is given back, and none that is protected begins like a formula."""
    assert text == bare(protected(text))
    assert not protected(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_no_formula_in_csv(tmp_path):
    """Text gets an apostrophe; a negative number stays a number."""
    results = [ResultColumn("note", {"R1": "@x"}), ResultColumn("value", {"R1": -1.5})]
    write_register(tmp_path / "r.csv", parse_register({"risks": [SMALL]}), results)
    rows = list(plain_csv.reader((tmp_path / "r.csv").read_text("utf-8-sig").splitlines()))

    found = dict(zip(rows[0], rows[1], strict=True))
    assert ("'=HYPERLINK(1)", "'-2", "-5") == (found["Risk"], found["Owner"], found["Cost most likely"])
    assert ("'@x", "-1.5") == (found["Result: note"], found["Result: value"])


def test_no_formula_in_a_workbook(tmp_path):
    """Text is text, and stays so when it is edited; numbers are numbers."""
    results = [ResultColumn("note", {"R1": "@x"}, "=1+1")]
    write_register(tmp_path / "r.xlsx", parse_register({"risks": [SMALL]}), results, [("@Plan", "\tx")])
    sheet, about = load_workbook(tmp_path / "r.xlsx").worksheets
    cells = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}

    assert ("s", True, "=HYPERLINK(1)") == (cells["Risk"].data_type, cells["Risk"].quotePrefix, cells["Risk"].value)
    assert ("s", True) == (cells["Result: note"].data_type, cells["Result: note"].quotePrefix)
    assert [("@Plan", "s", True), ("\tx", "s", True), ("=1+1", "s", True)] == [
        (cell.value, cell.data_type, cell.quotePrefix) for cell in (about["A1"], about["B1"], about["B4"])
    ]
    assert ("n", -5) == (cells["Cost most likely"].data_type, cells["Cost most likely"].value)
    assert ("n", "0.0%") == (cells["Probability (0 to 1)"].data_type, cells["Probability (0 to 1)"].number_format)


def test_names_of_columns_are_understood():
    """Each name that is written means a field, and no two mean the same."""
    rows = [
        {"id": "R1", "probability": 1, "activities": "all", "delay": {"pert": ["1d", "2d", "3d"]}, "factor": 1.1},
        {"id": "R2", "recurs": {"mean": 2}, "cost": {"uniform": [1, 2]}, "type": "threat", "raci": {"informed": "x"}},
        {
            "id": "R3",
            "probability": 1,
            "cost": 1,
            "activities": "all",
            "residual": {"probability": 0.5, "delay": {"trigen": ["1w", "2w", "3w"]}},
        },
    ]
    table = table_of(parse_register({"risks": rows}))
    fields = [meaning_of(head).field for head in table.heads]

    assert len(set(fields)) == len(fields) > 15


def test_recurring_risks_are_read_back(tmp_path):
    """They have no probability."""
    register = parse_register({"risks": [{"id": "R1", "recurs": {"mean": 2.5}, "cost": 5, "activities": "all"}]})
    write_register(tmp_path / "r.csv", register)

    assert register == register_of(read_register(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("name", "results", "told"),
    [
        ("r.ods", [], r'a name that ends in .xlsx or .csv. Got "r.ods"'),
        ("r.csv", [("x", {"R9": 1})], "results must be of risks of the register. Got 'R9'"),
        ("r.csv", [("x", {}), ("x", {})], 'results must have columns with names of their own. Got "Result: x"'),
        ("r.csv", [(" ", {"R1": 1})], 'results must have columns with names of their own. Got "Result:  "'),
        ("r.csv", [("x", {"R1": "\x07"})], r"must not hold control characters. Got '\\x07' in risk 'R1'"),
        ("r.xlsx", [("x", {"R1": "x" * 40_000})], "must not hold more than 32,767 characters. Got 40,000"),
    ],
)
def test_what_cannot_be_written(tmp_path, name, results, told):
    """It is said, and no file appears."""
    with pytest.raises(ParameterError, match=told):
        write_register(tmp_path / name, parse_register({"risks": [SMALL]}), [ResultColumn(*one) for one in results])
    assert not (tmp_path / name).exists()


def test_nowhere_to_write(tmp_path):
    """The system's reason."""
    for name in ("r.csv", "r.xlsx"):
        with pytest.raises(FileError, match="cannot be written"):
            write_register(tmp_path / "nowhere" / name, parse_register({"risks": [SMALL]}))


def test_without_openpyxl(tmp_path, monkeypatch):
    """The message says what to install; CSV needs nothing."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)

    with pytest.raises(ToolError, match=r"openpyxl is needed to write .xlsx. Install it: python -m pip install"):
        write_register(tmp_path / "r.xlsx", parse_register({"risks": [SMALL]}))
    write_register(tmp_path / "r.csv", parse_register({"risks": [SMALL]}))
