"""The command as a person runs it: words, JSON, files, exit codes."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from importlib import metadata

import pytest

from tests.formats import needs
from tests.formats.bad_files import DATA

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
SCENARIOS = """
mitigations:
  - {id: M1, name: Second crane, cost: 6k, activities: {B: {duration: 7d}}}
  - {id: M2, name: Third crane, cost: 9k, activities: {B: {duration: 6d}}}
scenarios:
  - {id: base}
  - {id: B, mitigations: [M1]}
  - {id: C, mitigations: [M2]}
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
    for word in ("Contingency beyond the planned cost", "Most is spent in January 2027", "Cost by month"):
        assert word in answer.stdout


def test_cost_by_another_period(folder):
    """By the week in words and in JSON; what is no period is told before anything runs."""
    answer = run("simulate", "plan.yaml", "-n", 200, "--period", "week", folder=folder)
    found = json.loads(run("simulate", "plan.yaml", "-n", 200, "--period", "week", "--json", folder=folder).stdout)
    wrong = run("simulate", "plan.yaml", "--period", "day", folder=folder)

    assert "Cost by week" in answer.stdout
    assert "2027-01-04T00:00" == found["cost"]["flow"]["starts"][0]
    assert len(found["cost"]["flow"]["starts"]) == len(found["cost"]["flow"]["spent"]["mean"]) + 1
    assert wrong.returncode
    assert "period must be one of week, month, quarter, year. Got day." in wrong.stderr


def test_answer_as_json(folder):
    """One object with the documented keys; quantiles rise; the target is the one asked about."""
    arguments = ("simulate", "plan.yaml", "-r", "risks.yaml", "-n", 2000, "--target", "2027-02-10", "--json")
    answer = json.loads(run(*arguments, folder=folder).stdout)

    keys = {"plan", "finish", "target", "milestones", "cost", "activities", "drivers", "certificate", "notes"} | {
        *("correlations", "joint_confidence", "worth")
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
        (["simulate", "plan.yaml", "--design", "halton"], 2, "design must be one of"),
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
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # in the background it is ignored, and inherited
    try:
        process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, env=os.environ)
    finally:
        signal.signal(signal.SIGINT, before)
    time.sleep(6)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)

    assert 130 == process.returncode
    assert "Interrupted. Nothing was written." in errors
    assert not (folder / "out").exists()


def test_version(folder):
    """`--version` prints it and nothing else."""
    answer = run("--version", folder=folder)

    assert (0, f"riskcore {metadata.version('riskcore')}\n") == (answer.returncode, answer.stdout)


def test_convert_writes_over_nothing(folder):
    """What is there stays, unless --force says otherwise."""
    (folder / "mine.json").write_text("{}")
    refused = run("convert", "plan.yaml", "--output", "mine.json", folder=folder)

    assert (2, "{}") == (refused.returncode, (folder / "mine.json").read_text())
    assert "mine.json is there already. Write --force to replace it." in refused.stderr
    assert 0 == run("convert", "plan.yaml", "--output", "mine.json", "--force", folder=folder).returncode
    assert "Pump station" == json.loads((folder / "mine.json").read_text())["name"]


@pytest.mark.parametrize("verb", ["check", "simulate"])
def test_strict_needs_something_to_compare(folder, verb):
    """A plan without dates of a tool does not pass a check that compares none."""
    answer = run(verb, "plan.yaml", "--strict", 99, folder=folder)

    assert 3 == answer.returncode
    assert "plan.yaml: must bring dates of its tool to compare with. Got none." in answer.stderr


@needs.java
def test_schedule_file_on_standard_input(folder):
    """What comes in is told from its content, as a file is."""
    command = [sys.executable, "-m", "riskcore", "check", "-", "--json"]
    with (DATA / "pump.xer").open("rb") as file:
        piped = subprocess.run(command, stdin=file, capture_output=True, check=True)

    assert json.loads(piped.stdout)["compared"] > 0


def test_standard_input_that_is_no_plan(folder):
    """It is refused by its name."""
    refused = run("check", "-", text="<html/>", folder=folder)

    assert 3 == refused.returncode
    assert "standard input: looks like a web page" in refused.stderr


def test_actual_dates_after_the_status_date_are_told(folder):
    """They are kept, as the tools keep them, and stand on the first screen."""
    started = PLAN.replace("{id: A,", "{id: A, actual_start: 2027-01-12,").replace(
        "target:", "status_date: 2027-01-11\ntarget:"
    )
    (folder / "late.yaml").write_text(started)
    answer = run("simulate", "late.yaml", "-n", 200, folder=folder)

    assert 0 == answer.returncode, answer.stderr
    assert "1 with actual dates after the status date (A)" in " ".join(answer.stdout.split())


def test_compare_leaves_no_result_of_an_earlier_one(folder):
    """A second comparison with fewer scenarios takes away the results of those it has not."""
    (folder / "scenarios.yaml").write_text(SCENARIOS)
    for asked, count in (([], 3), (["-s", "B"], 2)):
        arguments = ("compare", "plan.yaml", "--scenarios", "scenarios.yaml", "-n", 200, "--out", "out", *asked)
        answer = run(*arguments, folder=folder)

        assert 0 == answer.returncode, answer.stderr
        assert count == len(list((folder / "out").glob("result-*.npz")))
