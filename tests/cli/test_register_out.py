"""`simulate --register-out`: the register with results, and what is refused before anything is played."""

from __future__ import annotations

import csv

import pytest

from riskcore.formats.register import read_register
from tests.cli.test_command import PLAN, run

RISKS = "ID,Risk,Probability (%),Delay (days),Activities,Residual probability (%)\nR1,Flood,30,5,A,10\nR2,Ice,10,9,B,\n"


@pytest.fixture
def folder(tmp_path):
    """A plan, and its register as a sheet."""
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "risks.csv").write_text(RISKS)
    return tmp_path


def test_it_comes_back(folder):
    """As a workbook and as CSV in one run; with --removal what each adds, now and after mitigation."""
    arguments = ("-r", "risks.csv", "-n", 500, "--removal", "--register-out", "a.xlsx", "--register-out", "a.csv")
    answer = run("simulate", "plan.yaml", *arguments, folder=folder)

    assert 0 == answer.returncode, answer.stderr
    assert ["Written: a.xlsx", "Written: a.csv"] == [
        line for line in answer.stdout.splitlines() if line.startswith("Written")
    ]
    risks = read_register(folder / "risks.csv").document
    assert [risk["probability"] for risk in risks["risks"]] == [
        risk["probability"] for risk in read_register(folder / "a.xlsx").document["risks"]
    ]
    with (folder / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert float(row["Result: adds to P80 finish (days)"]) > 0
    assert float(row["Result: adds to P80 finish after mitigation (days)"]) > 0


def test_the_residual_run_keeps_the_register(folder):
    """What is played changes; the risks that come back are those that were read."""
    arguments = ("-r", "risks.csv", "-n", 200, "--residual", "--register-out", "a.xlsx")
    answer = run("simulate", "plan.yaml", *arguments, folder=folder)
    again = read_register(folder / "a.xlsx").document

    assert 0 == answer.returncode, answer.stderr
    assert (0.3, {"probability": 0.1}) == (again["risks"][0]["probability"], again["risks"][0]["residual"])


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("risks.csv", "--register-out must be another file than the plan and its registers. Got risks.csv."),
        ("answer.ods", "--register-out must end in .xlsx or .csv. Got answer.ods."),
        ("nowhere/a.csv", "--register-out must be a file that can be written. Got nowhere/a.csv."),
    ],
)
def test_what_is_refused(folder, name, message):
    """With 2, before a second is spent, and the register stays."""
    answer = run("simulate", "plan.yaml", "-r", "risks.csv", "--register-out", name, folder=folder)

    assert 2 == answer.returncode
    assert message in " ".join(answer.stderr.split())
    assert RISKS == (folder / "risks.csv").read_text()
    assert ["plan.yaml", "risks.csv"] == sorted(path.name for path in folder.iterdir())


def test_a_text_that_no_sheet_holds(folder):
    """It is told before the run."""
    (folder / "risks.yaml").write_text('risks: [{id: R1, name: "a\\u0007", probability: 0.1, cost: 5}]')
    answer = run("simulate", "plan.yaml", "-r", "risks.yaml", "--register-out", "a.csv", folder=folder)

    assert 2 == answer.returncode
    assert "must not hold control characters" in answer.stderr
