"""Each rule of each record, broken at one place of a document that keeps all: place, rule, value received, remedy."""

from __future__ import annotations

import ast
import copy
import sys
from pathlib import Path

import pytest

import riskcore.plan
from riskcore.errors import PlanError
from riskcore.formats import read_plan_text
from riskcore.plan import parse_plan
from tests.plan import test_bad_documents, test_bad_model, test_cost
from tests.plan.broken import BROKEN, GONE
from tests.plan.rich import RICH


def changed(*changes):
    """The rich document with the values at some places changed; places are written `activities.1.cost.fixed`."""
    document = copy.deepcopy(RICH)
    for place, value in changes:
        *path, last = [int(step) if step.isdigit() else step for step in place.split(".")]
        holder = document
        for step in path:
            holder = holder[step]
        if value is GONE:
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    return document


def told(document):
    """The problems of a document, line by line."""
    with pytest.raises(PlanError) as error:
        parse_plan(document)
    return [str(problem) for problem in error.value.problems]


def test_the_rich_document_keeps_every_rule():
    """So that what is told is of the change."""
    assert parse_plan(changed()) == parse_plan(RICH)


@pytest.mark.parametrize(("changes", "expected"), BROKEN)
def test_problem_is_told(changes, expected):
    """Among the lines is the one that names place, rule, value received and remedy."""
    lines = told(changed(*changes))

    assert any(expected in line for line in lines), lines


def test_problems_come_section_by_section():
    """Those of activities before those of risks, and each section from its first item to its last."""
    changes = [("risks.3.triggered_by", "R9"), ("risks.0.activities", ["X"]), ("activities.2.predecessors.0", "Q")]
    lines = told(changed(*changes, ("activities.1.calendar", "moon"), ("penalties.0.activity", "P")))

    assert ["activities[1]", "activities[2]", "risks[0]", "risks[3]", "penalties[0]"] == [
        line.split(" ")[0] for line in lines
    ]


FOLDER = Path(riskcore.plan.__file__).parent
ELSEWHERE = ("scenario", "one_by_one", "apply_scenario", "mitigation", "difference", "rule", "roll")
"""Files about more than one document: tests/plan/test_scenario.py has their rules."""


def rules():
    """File and line of everything that raises a BrokenRule or yields a Problem."""
    for path in sorted(FOLDER.glob("*.py")):
        if not path.stem.startswith(ELSEWHERE):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("BrokenRule", "Problem"):
                    yield path.name, node.lineno


def documents():
    """Every bad document of the tests of this folder."""
    for changes, _ in BROKEN:
        yield lambda changes=changes: parse_plan(changed(*changes))
    for text, _ in (*test_bad_documents.BAD.values(), *test_cost.BAD.values()):
        if len(text) < 10_000:  # what is long breaks rules of the format
            yield lambda text=text: read_plan_text(text)
    for change, _ in test_bad_model.test_problem_is_told.pytestmark[0].args[1]:
        yield lambda change=change: parse_plan(test_bad_model.PLAN | change)
    for activity, _ in test_bad_model.test_activity_that_cannot_be.pytestmark[0].args[1]:
        whole = {"activities": [*test_bad_model.PLAN["activities"], {"id": "X"} | activity]}
        yield lambda whole=whole: parse_plan(test_bad_model.PLAN | whole)
    yield lambda: parse_plan(None)


def test_every_rule_is_broken_by_a_test():
    """A rule that no bad document of the tests breaks is one whose words nobody has read."""
    run = set()

    def watch(frame, event, argument):
        if Path(frame.f_code.co_filename).parent != FOLDER:
            return None
        run.add((Path(frame.f_code.co_filename).name, frame.f_lineno))
        return watch

    before = sys.gettrace()
    for read in documents():
        sys.settrace(watch)
        try:
            read()
        except PlanError:
            pass
        finally:
            sys.settrace(before)

    assert [] == [rule for rule in rules() if rule not in run]
