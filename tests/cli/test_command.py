"""The command as a person runs it: words, JSON, files, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime

import pytest

PLAN = """
name: Pump station
start: 2027-01-04
target: 2027-02-05
currency: EUR
activities:
  - {id: A, name: Dig, duration: {triangular: [10d, 12d, 20d]}, cost: {fixed: 12k, per_day: 850}, wbs: 1.1}
  - {id: B, name: Pour, duration: 10d, predecessors: [A]}
  - {id: M, name: Ready, type: milestone, predecessors: [B], deadline: 2027-02-20}
"""
RISKS = """
risks:
  - {id: R1, name: Flood, probability: 30%, delay: {pert: [2d, 5d, 10d]}, cost: 5k, activities: [A]}
uncertainty:
  - {activities: all, duration_factor: {pert: [0.9, 1.0, 1.4]}}
"""


def run(*arguments, folder, text=None):
    return subprocess.run(
        [sys.executable, "-m", "riskcore", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        input=text,
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "risks.yaml").write_text(RISKS)
    return tmp_path


def test_answer_in_words(folder):
    """The first sentence answers; the tables name what matters."""
    answer = run("simulate", "plan.yaml", "--risks", "risks.yaml", "-n", 2000, folder=folder)

    assert 0 == answer.returncode, answer.stderr
    assert "Can we commit to 5 February 2027?" in answer.stdout
    for word in ("Ready", "Flood", "What moves the finish", "EUR", "2,000 iterations, latin hypercube, seed 1"):
        assert word in answer.stdout


def test_answer_as_json(folder):
    """One object with the documented keys; quantiles rise; the target is the one asked about."""
    arguments = ("simulate", "plan.yaml", "-r", "risks.yaml", "-n", 2000, "--target", "2027-02-10", "--json")
    answer = json.loads(run(*arguments, folder=folder).stdout)

    keys = {"plan", "finish", "target", "milestones", "cost", "activities", "drivers", "certificate", "notes"} | {
        "correlations"
    }
    assert keys == set(answer)
    dates = [datetime.fromisoformat(answer["finish"]["quantiles"][f"P{p}"]["value"]) for p in range(10, 100, 10)]
    assert sorted(dates) == dates
    assert answer["target"]["date"].startswith("2027-02-10")
    assert answer["target"]["lower"] <= answer["target"]["probability"] <= answer["target"]["upper"]
    assert ["A", "B", "M"] == [activity["id"] for activity in answer["activities"]]
    assert {"Flood", "Dig", "Pour"} == {driver["name"] for driver in answer["drivers"]}


def test_same_command_same_answer(folder):
    """Run twice, the answers differ in nothing but the time they were made."""
    first, second = (json.loads(run("simulate", "plan.yaml", "--json", folder=folder).stdout) for _ in range(2))

    first["certificate"].pop("created"), second["certificate"].pop("created")
    assert first == second


def test_plan_on_standard_input(folder):
    """A hyphen is standard input, so that commands pipe."""
    piped = run(
        "simulate", "-", "--json", "-n", 200, folder=folder, text=run("convert", "plan.yaml", folder=folder).stdout
    )

    assert 3 == len(json.loads(piped.stdout)["activities"])


def test_out_writes_and_verify_agrees(folder):
    """The folder holds page, charts, tables and the result, which runs again to the same bits."""
    answer = run("simulate", "plan.yaml", "-r", "risks.yaml", "-n", 500, "--out", "out", folder=folder)
    names = {path.name for path in (folder / "out").rglob("*") if path.is_file()}

    assert 0 == answer.returncode, answer.stderr
    assert {"result.npz", "activities.csv"} <= names
    assert any(name.endswith(".html") for name in names)
    assert any(name.endswith(".svg") for name in names)
    verified = run("verify", "out/result.npz", folder=folder)
    assert (0, "Same to the bit: 500 iterations, seed 1.\n") == (verified.returncode, verified.stdout)


def test_schema_is_json(folder):
    """The schema is JSON and names the activities."""
    assert "activities" in json.loads(run("schema", folder=folder).stdout)["properties"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["simulate", "missing.yaml"], 3, "missing.yaml: does not exist."),
        (["simulate", "bad.yaml"], 3, 'activities[0] "A": duration: must be a duration. Got 5.'),
        (["simulate", "plan.yaml", "-r", "bad.yaml"], 3, 'has an unknown key. Got "start".'),
        (["simulate", "plan.yaml", "--out", "plan.yaml"], 2, "--out must be a folder."),
        (["simulate", "plan.yaml", "--milestone", "X"], 2, "milestones must be ids of activities. Got X."),
        (["simulate", "plan.yaml", "--iterations", "0"], 2, "iterations"),
        (["simulate", "plan.yaml", "--target", "soon"], 2, "target"),
        (["simulate", "plan.yaml", "--design", "sobol"], 2, "design must be one of"),
        (["simulate"], 2, "Missing argument"),
        (["verify", "plan.yaml"], 3, "must be a result of riskcore."),
    ],
)
def test_errors_and_exit_codes(folder, arguments, code, message):
    """A wrong call leaves with 2, a bad document with 3; one message, no trace, nothing written."""
    (folder / "bad.yaml").write_text("start: 2027-01-04\nactivities: [{id: A, duration: 5}]\n")
    before = sorted(folder.rglob("*"))

    answer = run(*arguments, folder=folder)

    assert code == answer.returncode
    assert message in " ".join(answer.stderr.split())
    assert "Traceback" not in answer.stderr
    assert before == sorted(folder.rglob("*"))


def test_interrupted(folder):
    """Ctrl-C stops within seconds, says so, leaves with 130 and writes nothing."""
    command = [sys.executable, "-m", "riskcore", "simulate", "plan.yaml", "-n", "200000000", "--out", "out"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env=os.environ)
    time.sleep(6)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert 130 == process.returncode
    assert "Interrupted. Nothing was written." in errors
    assert not (folder / "out").exists()
