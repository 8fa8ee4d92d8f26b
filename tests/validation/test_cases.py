"""Every case of the project's own file passes; so do those of a larger collection, where it is at hand."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from validation.__main__ import main
from validation.run import run_case

ROOT = Path(__file__).parents[2]
OWN = ROOT / "validation" / "cases.json"
MONEY = ROOT / "validation" / "cost_cases.json"
PAGE = ROOT / "docs" / "validation.md"
LARGER = ROOT.parent / "shared" / "validation" / "cases.json"
NOT_MODELLED = {"P20", "F01", "F02", "F03", "F04"}
"""Bounds on the classical PERT formulas, and schedules under limited resources."""


def cases(path):
    return json.loads(path.read_text("utf-8"))["cases"] if path.exists() else []


@pytest.fixture
def one_case(tmp_path):
    """A function that writes a file with one of the project's cases, changed."""

    def write(name, **changes):
        case = next(case for case in cases(OWN) if case["id"] == name)
        path = tmp_path / "cases.json"
        path.write_text(json.dumps({"cases": [case | changes]}))
        return str(path)

    return write


@pytest.mark.parametrize("case", cases(OWN), ids=lambda case: case["id"])
def test_own_case(case):
    """Within 4 standard errors at 20,000 iterations, a second seed deciding: of 700 figures all pass with 0.999.

    A sampled figure fails by chance with both seeds with probability 0.00006^2.
    """
    report = run_case(case, 20_000, 1)

    assert report.status == "passed", [check for check in report.checks if check.status == "failed"]


@pytest.mark.skipif(find_spec("riskcore.plan.penalty") is None, reason="plans have no penalties, prices and benefits")
@pytest.mark.parametrize("case", cases(MONEY), ids=lambda case: case["id"])
def test_own_case_of_money(case):
    """The same of what a plan costs and is worth; every figure is compared."""
    report = run_case(case, 20_000, 1)

    assert {"passed"} == {check.status for check in report.checks}, report.checks


def test_the_page_lists_the_cases():
    """The page of what is proven has each case of both files once."""
    listed = re.findall(r"^\| ([A-Z]\d\d(?:\.\d+)?) \|", PAGE.read_text("utf-8"), re.MULTILINE)

    assert sorted(case["id"] for path in (OWN, MONEY) for case in cases(path)) == sorted(listed)


@pytest.mark.skipif(not LARGER.exists(), reason="the larger collection of cases is not at hand")
def test_larger_collection():
    """No case fails, and those that are not run are known."""
    reports = [run_case(case, 20_000, 1) for case in cases(LARGER)]

    assert [report.id for report in reports if report.status == "failed"] == []
    assert NOT_MODELLED == {report.id for report in reports if report.status == "not run"}
    assert all(report.reason for report in reports if report.status == "not run")


def test_own_cases_name_their_sources():
    """Each has an id of its own, says what it is, where its figures come from, and expects some."""
    own = [*cases(OWN), *cases(MONEY)]

    assert len(own) == len({case["id"] for case in own})
    assert all(case["description"] and case["source"] and case["expected"] for case in own)


def test_every_figure_of_the_own_cases_is_compared():
    """But for other variants of the generator, and two figures that are not riskcore's."""
    reports = [run_case(case, 2_560, 1) for case in cases(OWN) if case["id"] != "D20.1"]
    left = {c.quantity for report in reports for c in report.checks if c.status == "not run"}

    assert {name for name in left if not name.startswith(("philox", "classical_pert", "pert_"))} == set()


def test_a_wrong_figure_fails(one_case, capsys):
    """The command leaves with 1 and says which case failed."""
    case = next(case for case in cases(OWN) if case["id"] == "A01.2")
    case["expected"]["mean"]["value"] += 0.01

    code = main(["--cases", one_case("A01.2", expected=case["expected"]), "--json"])

    assert code == 1
    assert json.loads(capsys.readouterr().out)["counts"] == {"passed": 0, "failed": 1, "not run": 0}


@pytest.mark.parametrize(
    ("name", "changes", "reason"),
    [
        ("A01.2", {"dist": {"type": "pareto", "min": 1, "shape": 2}}, "the distribution pareto"),
        ("A01.2", {"dist": {"min": 1}}, "the distribution None"),
        ("A01.2", {"dist": {"type": "triangular", "min": 5, "mode": 1, "max": 9}}, "triangular.mode must lie in"),
        ("A01.2", {"expected": {"entropy": {"value": 1}}}, "no function for it"),
        ("A24.1", {"network": {"activities": [{"id": "A"}], "links": []}}, "not of a form that is known"),
    ],
)
def test_what_cannot_be_run_is_not_passed(name, changes, reason, one_case, capsys):
    """A distribution, a figure or a form that is unknown: not run, with the reason, and no failure."""
    code = main(["--cases", one_case(name, **changes), "--json"])
    found = json.loads(capsys.readouterr().out)

    assert code == 0
    assert found["counts"] == {"passed": 0, "failed": 0, "not run": 1}
    assert reason in found["cases"][0]["reason"]


@pytest.mark.parametrize("text", ["", "[]", '{"cases": 3}', '{"cases": [{"id": 3}]}'])
def test_a_file_that_is_none(text, tmp_path, capsys):
    """The command leaves with 3 and names the file."""
    path = tmp_path / "cases.json"
    path.write_text(text)

    assert main(["--cases", str(path)]) == 3
    assert str(path) in capsys.readouterr().err


def test_a_file_that_is_not_there(tmp_path):
    """The same."""
    assert main(["--cases", str(tmp_path / "none.json")]) == 3


def test_the_first_failure_ends_the_run(one_case, capsys):
    """With --stop, of two cases that fail one is told."""
    case = next(case for case in cases(OWN) if case["id"] == "A01.2")
    case["expected"] = {"mean": {"value": 0}}
    path = Path(one_case("A01.2"))
    path.write_text(json.dumps({"cases": [case, case | {"id": "again"}]}))

    assert main(["--cases", str(path), "--stop"]) == 1
    assert "again" not in capsys.readouterr().out


def test_a_page_is_written(one_case, tmp_path, capsys):
    """With --write, what was found as a page."""
    assert main(["--cases", one_case("A01.2"), "--write", str(tmp_path / "page.md")]) == 0
    assert "| A01.2 |" in (tmp_path / "page.md").read_text("utf-8")
    assert "1 cases passed" in capsys.readouterr().out
