"""`riskcore compare` as a person runs it: words, tables, JSON, files, and what it refuses."""

import csv
import json
import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from riskcore.analysis.compare_plans import scenario_plans
from riskcore.cli.compare import compare
from riskcore.cli.comparing import _few, _priced
from riskcore.errors import FileError, ParameterError, PlanError
from riskcore.formats import read_plan, read_plan_text, read_register, read_scenarios
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan import check, digest, parse_register
from riskcore.plan.one_by_one import one_by_one
from riskcore.plan.scenario import parse_scenarios
from riskcore.results import Estimate
from riskcore.simulation import load, run_again

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
  - {id: R2, name: Meteorite, probability: 50%, delay: 1d, activities: [B]}
"""
SCENARIOS = """
mitigations:
  - {id: M1, name: Second crane, cost: 6k, activities: {B: {duration: 7d}}}
  - {id: M2, name: Pumps, cost: 500, from: 2027-01-04, risks: {R1: {probability: 10%}}}
  - {id: M3, name: Talk, cost: 90k, risks: {R2: {probability: 49.9%}}}
  - {id: M4, name: Wait, from: 2027-01-11, activities: {A: {duration: 5d}}}
scenarios:
  - {id: base}
  - {id: B, name: "=Crane and pumps", mitigations: [M1, M2]}
  - {id: C, name: Talk, mitigations: [M3]}
  - {id: D, mitigations: [M4]}
"""
ROOT = Path(__file__).parents[2]
command = typer.Typer()
command.command()(compare)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "plan.yaml").write_text(PLAN)
    (tmp_path / "risks.yaml").write_text(RISKS)
    (tmp_path / "scenarios.yaml").write_text(SCENARIOS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    usual = ("plan.yaml", "--risks", "risks.yaml", "--scenarios", "scenarios.yaml", "-n", "2000")
    return CliRunner().invoke(command, [*usual, *arguments])


def test_answer_in_words(folder):
    """What each scenario saves and costs and what it does to the target; noise is called noise; then tables."""
    answer = run()
    text = " ".join(answer.stdout.split())

    assert 0 == answer.exit_code, answer.exception
    assert "=Crane and pumps: finishes" in text
    for words in (
        "earlier at 80 % confidence",
        "for each day saved",
        "The chance to make 5 February 2027 rises from",
        "Talk: no difference beyond noise in the finish",
        "The finish differs in",
        "D: the finish is the same in every iteration. The cost is the same in every iteration.",
        "Not worth choosing, for another finishes no later and costs no more: Talk (",
        "M4 acts from 2027-01-11 and does not change A: A starts on 2027-01-04.",
        "not defined",
        "2,000 iterations, latin hypercube, seed 1, the same random numbers in every scenario",
    ):
        assert words in text, words
    assert text.index("=Crane and pumps:") < text.index("Ranking")


def test_json(folder):
    """One object; scenarios by rank; the digest is that of the plan with its register."""
    found = json.loads(run("--json").stdout)
    plan = read_plan("plan.yaml").with_register(read_register(folder / "risks.yaml"))

    assert digest(plan) == found["plan"]["digest"]
    assert {"B": 1, "C": 2, "D": 3} == {one["id"]: one["rank"] for one in found["scenarios"]}
    best = found["scenarios"][0]
    assert best["difference"]["finish_days"]["P80"]["value"] < -3
    assert best["difference"]["probability"]["beyond_noise"]
    assert (2000, 1) == (found["certificate"]["iterations"], found["certificate"]["seed"])


def test_same_command_same_answer(folder):
    """Nothing but the time differs, the intervals that are drawn included; another seed gives other numbers."""
    first, second, third = (json.loads(run("--json", *more).stdout) for more in ((), (), ("--seed", "2")))

    for one in (first, second, third):
        one["certificate"].pop("created")
    assert first == second
    assert first["scenarios"][0]["difference"] != third["scenarios"][0]["difference"]


def test_some_scenarios(folder):
    """Those asked for; the base is always what they are compared with."""
    found = json.loads(run("--json", "--scenario", "C", "--scenario", "base").stdout)

    assert ["C"] == [one["id"] for one in found["scenarios"]]


def test_a_target_of_the_call(folder):
    """Is asked about instead of the plan's own, and changes no digest that a scenario is bound to."""
    own = digest(read_plan("plan.yaml").with_register(read_register(folder / "risks.yaml")))
    (folder / "scenarios.yaml").write_text(f"base: {{digest: '{own[:12]}'}}\n{SCENARIOS}")

    found = json.loads(run("--json", "--target", "2027-02-12").stdout)

    dates = {one["target"]["date"] for one in (found["base"], *found["scenarios"])}
    assert {"2027-02-12T00:00"} == dates


def test_out(folder):
    """Charts, a table that no spreadsheet runs, and results that can be verified."""
    answer = run("--out", "out")
    names = {path.name for path in (folder / "out").iterdir()}
    with (folder / "out" / "comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert 0 == answer.exit_code, answer.exception
    charts = {f"{chart}.{ending}" for chart in ("scenario_curves", "scenarios") for ending in ("svg", "png")}
    assert {"comparison.csv", *charts, *(f"result-{k}.npz" for k in range(4))} == names
    assert {"'=Crane and pumps", "Talk", "D"} == {row["name"] for row in rows}
    assert {"finish, days", "probability of the target", "cost", "cost per day saved"} == {
        row["quantity"] for row in rows
    }
    undefined = next(row for row in rows if row["scenario"] == "D" and row["quantity"] == "cost per day saved")
    assert ["", "", "", ""] == [undefined[key] for key in ("difference", "lower", "upper", "beyond noise")]
    saved = load(folder / "out" / "result-1.npz")
    assert run_again(saved).same_bits(saved.result)


def test_scenarios_beside_the_plan(folder):
    """`scenarios.yaml` in the folder of the plan needs no flag; where there is none the flag is asked for."""
    named = run("--scenario", "B", "--json")
    usual = [str(folder / "plan.yaml"), "--risks", "risks.yaml", "-n", "2000", "--scenario", "B", "--json"]
    found = CliRunner().invoke(command, usual)
    (folder / "scenarios.yaml").rename(folder / "other.yaml")
    none = CliRunner().invoke(command, usual)

    assert json.loads(named.stdout)["scenarios"] == json.loads(found.stdout)["scenarios"]
    assert isinstance(none.exception, ParameterError)
    assert "--scenarios must name a file, unless scenarios.yaml lies beside the plan. Got none." == str(none.exception)


@pytest.mark.parametrize(
    ("scenarios", "arguments", "kind", "message"),
    [
        ("missing.yaml", (), FileError, "cannot be read"),
        ("none.yaml", (), PlanError, "scenarios: must have one beside the base to compare it with. Got none."),
        ("bad.yaml", (), PlanError, 'mitigations[0] "M1": risks: must name a risk. Got "R9".'),
        ("scenarios.yaml", ("--scenario", "X"), ParameterError, 'scenario must be one of the document. Got "X".'),
        ("scenarios.yaml", ("--out", "plan.yaml"), ParameterError, "--out must be a folder."),
    ],
)
def test_bad_input(folder, scenarios, arguments, kind, message):
    """One message with place and remedy, and nothing written."""
    (folder / "none.yaml").write_text("scenarios: [{id: base}]")
    (folder / "bad.yaml").write_text(
        "mitigations: [{id: M1, risks: {R9: {cost: 1}}}]\nscenarios: [{id: B, mitigations: [M1]}]"
    )
    before = sorted(folder.rglob("*"))

    answer = CliRunner().invoke(command, ["plan.yaml", "--scenarios", scenarios, *arguments])

    assert isinstance(answer.exception, kind), answer.exception
    assert message in str(answer.exception)
    assert before == sorted(folder.rglob("*"))


def test_long_names_and_many_scenarios(folder):
    """Six more scenarios with names that fill lines: everything is drawn, the words tell the first five."""
    name = "Second crane barge for the marine works and $overtime$ of the concrete crew, variant {}"
    more = "".join(f"  - {{id: X{k}, name: '{name.format(k)}', mitigations: [M1]}}\n" for k in range(6))
    (folder / "scenarios.yaml").write_text(SCENARIOS + more)

    answer = run("--out", "out")

    assert 0 == answer.exit_code, answer.exception
    assert "The tables have 4 more scenarios." in answer.stdout
    assert "variant 5" in answer.stdout


def test_the_how_to_works_as_it_stands_there():
    """Its scenarios fit the plan and the register of the README."""
    block = re.compile(r"<!-- (?P<mark>\w+) -->\n```yaml\n(?P<text>.*?)```", re.DOTALL)
    readme, page = ((ROOT / name).read_text("utf-8") for name in ("README.md", "docs/how-to/compare-scenarios.md"))
    texts = {found["mark"]: found["text"] for found in block.finditer(readme + page)}
    register = parse_register(parse_yaml(texts["register"]))
    plan = check(read_plan_text(texts["plan"]).with_register(register))
    scenarios = parse_scenarios(parse_yaml(texts["scenarios"]))

    plans = scenario_plans(plan, scenarios, [one.id for one in scenarios.scenarios])

    assert {"order", "both", "all", "slack"} == set(plans)
    assert all(one.notes == () for one in plans.values())
    assert 3 == len(plans["all"].fixed_costs)


def test_a_day_saved_that_saves_money_too():
    """The amount and its interval are both without a sign: the word says which way."""
    both = [_priced(one, "EUR") for one in (Estimate(-4553.0, -6825.0, -2808.0), Estimate(4553.0, 2808.0, 6825.0))]

    assert ["saves EUR 4,553 (2,808 to 6,825)", "EUR 4,553 (2,808 to 6,825)"] == both


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("scenarios: [{id: X}]", "mitigations: must have one to be played alone. Got none."),
        ("mitigations: [{id: base, cost: 5}]", "must not be that of the plan as it is, where mitigations are played"),
    ],
)
def test_what_cannot_be_played_alone(tmp_path, text, message):
    """No mitigation, or one that has the name of the plan without any."""
    (tmp_path / "scenarios.yaml").write_text(text)

    with pytest.raises(PlanError, match=message):
        one_by_one(read_scenarios(tmp_path / "scenarios.yaml"))


def test_alone_beside_a_server(folder):
    """A server plays the scenarios of a file: it is refused before anything is sent."""
    answer = run("--one-by-one", "--server", "http://127.0.0.1:9")

    assert "--one-by-one must be played here" in str(answer.exception)


def test_each_mitigation_alone(folder):
    """With --one-by-one every mitigation is a scenario of its own: the same bits as in a scenario with it alone."""
    found = json.loads(run("--one-by-one", "--json").stdout)
    scenario = {one["id"]: one for one in found["scenarios"]}
    talk = next(one for one in json.loads(run("--json").stdout)["scenarios"] if one["id"] == "C")

    assert {"M1", "M2", "M3", "M4"} == set(scenario)
    assert ["M1"] == scenario["M1"]["mitigations"]
    assert "Second crane" == scenario["M1"]["name"]
    assert talk["difference"] == scenario["M3"]["difference"]
    assert scenario["M1"]["difference"]["finish_days"]["P80"]["beyond_noise"]


def test_many_that_beat_one():
    """Two are named, so that the dates keep their room."""
    assert ["none", "A", "A, B", "A, B and 2 more"] == [_few(list(names)) for names in ("", "A", "AB", "ABCD")]
