"""The register with results: what stands beside each risk is what the run found, and the risks are read back."""

from __future__ import annotations

import csv

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter as letter

from riskcore.analysis import removal_tornado, tornado
from riskcore.analysis.compare import beyond_noise
from riskcore.formats.register import read_register, register_of
from riskcore.plan import parse_plan, residual
from riskcore.report import write_risks
from riskcore.simulation import removal, simulate

PLAN = parse_plan(
    {
        "name": "=Quay",
        "start": "2027-01-04",
        "target": "2027-02-05",
        "currency": "EUR",
        "activities": [
            {"id": "A", "duration": {"triangular": ["10d", "12d", "20d"]}, "cost": {"per_day": "1k"}},
            {"id": "B", "duration": "10d", "predecessors": ["A"]},
        ],
        "risks": [
            {"id": "R1", "name": "@Flood", "probability": 0.3, "delay": "10d", "activities": ["A"]},
            {
                "id": "R2",
                "name": "Price",
                "probability": 0.5,
                "cost": "50k",
                "residual": {"probability": 0.1, "cost": "20k"},
            },
            {
                "id": "R3",
                "name": "Luck",
                "type": "opportunity",
                "probability": 0.5,
                "delay": "-5d",
                "activities": ["B"],
            },
            {"id": "R4", "name": "Gone", "status": "closed", "probability": 0.5, "cost": 1},
        ],
        "uncertainty": [{"activities": ["B"], "duration_factor": {"uniform": [0.9, 1.2]}}],
    }
)


@pytest.fixture(scope="module")
def run():
    """The result, and what the plan gains without each risk, now and after mitigation."""
    now, after = (removal_tornado(removal(plan, 1_000, 1)) for plan in (PLAN, residual(PLAN)))
    return simulate(PLAN, 1_000, seed=1), now, after


def rows(path):
    """Risk id to its row, by the names of the columns."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["ID"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_it_is_read_back(tmp_path, run, suffix):
    """Every risk as it was; every column of results is left out, and so is the sheet about the run."""
    path = write_risks(tmp_path / f"r{suffix}", PLAN, *run)
    read = read_register(path)

    assert PLAN.risks == register_of(read).risks
    columns = [one for one in read.ignored if one.where.startswith("column")]
    assert {"a result of an earlier run"} == {one.why for one in columns}
    assert 7 + 2 * 2 * 2 * 4 == len(columns)
    assert (suffix == ".xlsx") == any(one.where == 'sheet "About this run"' for one in read.ignored)


def test_figures_are_those_of_the_run(tmp_path, run):
    """How often it happened, its bar, and the removal with its sign turned."""
    result, now, after = run
    found = rows(write_risks(tmp_path / "r.csv", PLAN, *run))
    bar = next(one for one in tornado(result) if one.id == "R1")
    bars, later = ({one.id: one for one in those} for those in (now, after))
    days, money = bars["R1"].finish.at["P80"], bars["R2"].cost.at["mean"]

    row = found["R1"]
    assert (bar.occurrences, bar.occurrences / 1_000) == (
        int(row["Result: iterations with it"]),
        float(row["Result: happened"]),
    )
    assert pytest.approx(bar.swing, abs=1e-9) == float(row["Result: swing of mean finish (days)"])
    assert pytest.approx(-days.value, abs=1e-9) == float(row["Result: adds to P80 finish (days)"])
    assert pytest.approx((-days.upper, -days.lower), abs=1e-9) == (
        float(row["Result: adds to P80 finish (days), lower"]),
        float(row["Result: adds to P80 finish (days), upper"]),
    )
    assert pytest.approx(-money.value, abs=1e-6) == float(found["R2"]["Result: adds to mean cost (EUR)"])
    assert pytest.approx(-later["R2"].cost.at["mean"].value, abs=1e-6) == float(
        found["R2"]["Result: adds to mean cost after mitigation (EUR)"]
    )


def test_ranks_are_of_size_beyond_noise(tmp_path, run):
    """The largest is 1 whichever way it goes; what is within noise, and a closed risk, has none."""
    _, now, _ = run
    found = rows(write_risks(tmp_path / "r.csv", PLAN, *run))
    clear = {one.id: abs(one.finish.at["mean"].value) for one in now if beyond_noise(one.finish.at["mean"])}
    expected = {name: str(k) for k, name in enumerate(sorted(clear, key=lambda name: -clear[name]), 1)}

    assert {"R1", "R3"} == set(expected)
    assert {"R1": "", "R2": "", "R3": "", "R4": ""} | expected == {
        name: row["Result: rank by mean finish"] for name, row in found.items()
    }
    assert {""} == {cell for head, cell in found["R4"].items() if head.startswith("Result")}


def test_the_workbook_says_what_it_is_of(tmp_path, run):
    """Plan, target, seed, iterations and versions; what each column means; numbers as numbers, text never run."""
    path = write_risks(tmp_path / "r.xlsx", PLAN, *run, {"Registers": "=risks.xlsx"})
    risks, about = load_workbook(path).worksheets
    said = {row[0].value: row[1] for row in about.iter_rows(max_col=2) if row[0].value}
    heads = {cell.value: cell.column for cell in risks[1]}

    assert ("=Quay", "s", True) == (said["Plan"].value, said["Plan"].data_type, said["Plan"].quotePrefix)
    assert ("2027-02-05", 1_000, "1") == (said["Target"].value, said["Iterations"].value, said["Seed"].value)
    assert run[0].certificate.plan == said["SHA-256 of the plan"].value
    assert "=risks.xlsx" == said["Registers"].value
    assert "In the register and not in a sheet of risks: uncertainty (1)." in [
        row[1].value for row in about.iter_rows(max_col=2)
    ]
    assert {head for head in heads if head.startswith("Result")} <= set(said)
    assert ("C2", ["ID", "Risk", "Result: happened"]) == (risks.freeze_panes, list(heads)[:3])
    folded = {head for head, column in heads.items() if risks.column_dimensions[letter(column)].hidden}
    assert folded == {
        head
        for head in heads
        if head.endswith(("lower", "upper", "iterations with it", "rank correlation with finish"))
    }
    assert [] == [note for note in read_register(path).notes if "idden" in note]
    cells = [risks.cell(row, column) for head, column in heads.items() if "Result" in head for row in (2, 3, 4)]
    assert {"n"} == {cell.data_type for cell in cells}
    assert "0.0%" == risks.cell(2, heads["Result: happened"]).number_format


def test_without_removal_it_is_short(tmp_path, run):
    """What was not asked for has no columns."""
    found = rows(write_risks(tmp_path / "r.csv", PLAN, run[0]))

    assert [] == [head for head in found["R1"] if "adds to" in head]
