"""Whatever a document holds, reading it gives a plan or a PlanError whose problems all say something."""

from __future__ import annotations

import copy
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcore.errors import PlanError
from riskcore.plan import document_of, parse_plan
from riskcore.plan.plan import Plan
from tests.plan.rich import RICH

ODD = [
    None, True, False, 0, -1, 1, 3, 0.5, -0.0, 1e308, -1e308, 5e-324, float("nan"), float("inf"), 10**400, -(10**400),
    "", " ", "x", "A", "R1", "all", "5", "5d", "-5d", "5ed", "1e5d", "9" * 400 + "d", "9" * 400, "0.0000000001d", "30%",
    "-30%", "nan%", "2k", "-2k", "2027-02-01", "2027-02-30", "1900-01-01", "2199-12-31T23:59", "2027-02-01T10:00Z",
    "08:00-12:00", "25:00-26:00", "mon-fri", "\x00", "\ud800", "\u0663d", "\u00b2d", "A FS+", "A FS+2d", "A XX", "*",
    date(2027, 3, 1), [], [[]], [None], [1, 2], ["A"], ["5d", "6d"], [{}], {}, {"a": 1}, {"": None},
    {"activities": "all"},
    {"uniform": [1, 2]}, {"uniform": ["1d", "2d"]}, {"uniform": [2, 1]}, {"normal": [0, 1]}, {"normal": ["9d", "1d"]},
    {"pert": [1, 1, 1]}, {"lognormal": {"p10": 1}}, {"triangular": {}}, {"triangular": {"min": [1]}}, {"constant": []},
    {"constant": [[1]]}, {"empirical": []}, {"empirical": ["1d"]}, {"discrete": [[1], [1]]}, {"uniform": {"1": 2}},
    {"when": {}}, {"id": "A"}, {"id": "A", "duration": "1d"}, {"from": "2027-01-01"}, {"mon": [5]}, {"mon": [[1, 2]]},
]  # fmt: skip
"""Values of every kind that stand where they should not."""


def places(value, path=()):
    """The path to every value within a document, its root excepted."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield (*path, key)
        yield from places(one, (*path, key))


def at(document, path):
    """What the document holds there."""
    for key in path:
        document = document[key]
    return document


PLACES = list(places(RICH))
VALUES = st.one_of(
    st.sampled_from(ODD), st.sampled_from(PLACES).map(lambda path: copy.deepcopy(at(RICH, path))), st.integers()
)
DEEDS = st.tuples(st.sampled_from(["replace", "replace", "replace", "delete", "double", "key", "swap"]), VALUES)


@st.composite
def mutants(draw):
    """The rich document with up to four places changed."""
    document = copy.deepcopy(RICH)
    for _ in range(draw(st.integers(1, 4))):
        found = list(places(document))
        if not found:
            break
        path = found[draw(st.integers(0, 10**6)) % len(found)]
        holder, key = at(document, path[:-1]), path[-1]
        deed, value = draw(DEEDS)
        if deed == "delete":
            del holder[key]
        elif deed == "double" and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[key]))
        elif deed == "key" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["", "x", "id", "activities", "uniform", "from", str(key) + "s"]))] = value
        elif deed == "swap" and isinstance(holder, list):
            holder.reverse()
        else:
            holder[key] = copy.deepcopy(value)
    return document


def read(document):
    """The plan, or None where a PlanError tells what is wrong with it, line by line."""
    try:
        return parse_plan(document)
    except PlanError as error:
        told = error.problems

    assert told
    assert all(problem.rule and "\n" not in problem.rule for problem in told)
    return None


def test_the_rich_document_has_every_key():
    """So that a change can hit any of them."""
    plan = parse_plan(RICH)

    assert set(document_of(plan)) >= {name for name in Plan.model_fields if name not in ("schedule_from", "finish")}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=300)
@given(mutants())
def test_a_mutant_is_a_plan_or_a_plan_error(document):
    """Nothing else is raised; and what is read is written as a document that is read to the same."""
    plan = read(document)

    assert plan is None or document_of(plan) == document_of(parse_plan(document_of(plan)))


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=10_000)
@given(mutants())
def test_many_mutants(document):
    """The same, for longer."""
    plan = read(document)

    assert plan is None or document_of(plan) == document_of(parse_plan(document_of(plan)))
