"""`riskcore diff` as a person runs it: words first, then tables; or JSON."""

import json

import pytest
import typer
from typer.testing import CliRunner

from riskcore.cli.diff import diff, headline
from riskcore.errors import FileError, ParameterError
from riskcore.formats import read_plan_text
from riskcore.plan.difference import difference

OLD = """
name: Pump station
start: 2027-01-04
status_date: 2027-01-18
activities:
  - {id: A, name: Dig, duration: 10d}
  - {id: B, name: "Pour [bold]", duration: 5d, predecessors: [A]}
  - {id: C, name: Cure, duration: 3d, predecessors: [B]}
"""
NEW = """
name: Pump station
start: 2027-01-04
status_date: 2027-02-01
activities:
  - {id: A, name: Dig, duration: 10d, actual_start: 2027-01-05, remaining: 2d}
  - {id: B, name: "Pour [bold]", duration: 5d, predecessors: [A SS+2d]}
  - {id: D, name: Strike, duration: 3d, predecessors: [B]}
"""
command = typer.Typer()
command.command()(diff)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(NEW)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(command, list(arguments))


def test_words_first(folder):
    """The headline, then a table for each group; names are shown as they are written; 0 although they differ."""
    answer = run("old.yaml", "new.yaml")
    text = " ".join(answer.stdout.split())

    assert 0 == answer.exit_code
    assert text.startswith(
        "1 activity progressed, 1 was added, 1 was removed and 1 was re-linked; "
        "the status date moved from 18 January 2027 to 1 February 2027."
    )
    for words in (
        "Activities progressed A Dig started on 2027-01-05; remaining work went from 10d to 2d",
        "Activities re-linked B Pour [bold] link A became A SS+2d",
        "Activities added D Strike 3d after B",
    ):
        assert words in text


def test_json(folder):
    """One object: counts, then the changes by part and kind."""
    found = json.loads(run("old.yaml", "new.yaml", "--json").stdout)

    parts = ["activities", "calendars", "risks", "uncertainty", "correlations", "branches", "money"]
    assert ["summary", "plan", *parts] == list(found)
    assert {"kind", "id", "name", "what", "before", "after"} == set(found["plan"][0])
    assert ("2027-01-18", "2027-02-01") == (found["plan"][0]["before"], found["plan"][0]["after"])
    assert ["D"] == [change["id"] for change in found["activities"]["added"]]
    assert 1 == found["summary"]["activities"]["relinked"]


def test_no_difference(folder):
    """Says so, with 0; in JSON every list is empty."""
    answer = run("old.yaml", "old.yaml")
    found = json.loads(run("old.yaml", "old.yaml", "--json").stdout)

    assert (0, "No difference.\n") == (answer.exit_code, answer.stdout)
    assert [] == found["plan"]
    assert all([] == changes for part in list(found)[2:] for changes in found[part].values())


def test_long_groups_are_cut(folder):
    """A table has twelve rows and says how many more there are."""
    rows = "".join(f"  - {{id: X{k}, duration: 1d}}\n" for k in range(20))
    (folder / "new.yaml").write_text(OLD + rows)

    answer = run("old.yaml", "new.yaml")

    assert answer.stdout.startswith("20 activities were added.\n")
    assert "X11" in answer.stdout
    assert "X12" not in answer.stdout
    assert "and 8 more: see --json." in answer.stdout


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "target: 2027-06-30", "The target was set to 30 June 2027."),
        ("target: 2027-06-30", "", "The target was removed, which was 30 June 2027."),
        ("currency: EUR", "currency: USD\nlag_calendar: plan", "The plan's currency and calendar of lags changed."),
        ("", "risks: [{id: R, probability: 1, cost: 5}]", "1 risk was added."),
        (
            "start: 2027-01-04\nstatus_date: 2027-01-04",
            "start: 2027-02-01\nstatus_date: 2027-02-01",
            "The status date moved from 4 January 2027 to 1 February 2027.",
        ),
    ],
)
def test_headline(old, new, words):
    """Dates of the plan in words; a start that moves with the status date goes without saying."""
    texts = [t if "start:" in t else f"start: 2027-01-04\n{t}" for t in (old, new)]
    plans = (read_plan_text(f"{text}\nactivities: [{{id: A, duration: 1d}}]") for text in texts)

    assert words == headline(difference(*plans))


def test_bad_input(folder):
    """Errors go the way of all commands: a missing file, and standard input asked for twice."""
    assert isinstance(run("old.yaml", "missing.yaml").exception, FileError)
    assert isinstance(run("-", "-").exception, ParameterError)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("2027-01-04T07:00", "The start moved from 4 January 2027 to 4 January 2027 07:00."),
        ("2027-01-05T07:00", "The start moved from 4 January 2027 to 5 January 2027."),
    ],
)
def test_two_moments_of_one_day(new, words):
    """The headline tells them apart."""
    old, later = (
        read_plan_text(f"start: {start}\nactivities: [{{id: A, duration: 3d}}]") for start in ("2027-01-04", new)
    )

    assert words == headline(difference(old, later))
