"""Every part of the model is used by a shipped scenario."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from riskcore.formats import read_scenarios
from riskcore.plan import Plan
from riskcore.plan.constraint import Constraint
from riskcore.plan.scenario import Scenarios
from riskcore.plan.source import LeftOut, Source
from tests.scenarios.shipped import SCENARIOS, scenario

ELSEWHERE = {
    # written by the import of a file, or for one
    *(f"{kind.__name__}.{name}" for kind in (Source, LeftOut) for name in kind.model_fields),
    *(f"Activity.{name}" for name in ("source", "planned", "resume", "expected_finish")),
    *(f"Plan.{name}" for name in ("left_out", "notes", "schedule_from", "finish", "progress", "no_later_than_binds")),
    # binds a plan to a base that changes here with every edit
    "Scenarios.base",
    "Base.digest",
}
CONSTRAINTS = {f"Constraint.{name}" for name in Constraint.model_fields} - {"Constraint.start_no_earlier_than"}
"""Dates that a tool imposes; a network that is asked for its risk should have few."""


def used(record):
    """`Record.field` of everything that `record`, and what it holds, says otherwise than by default."""
    found = set()
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if value != field.get_default(call_default_factory=True):
            found.add(f"{type(record).__name__}.{name}")
        values = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for one in values:
            if isinstance(one, BaseModel):
                found |= used(one)
    return found


def fields(record, seen):
    """`Record.field` of all that `record` may hold."""
    if record in seen:
        return set()
    seen.add(record)
    found = {f"{record.__name__}.{name}" for name in record.model_fields}
    for field in record.model_fields.values():
        for kind in kinds(field.annotation):
            found |= fields(kind, seen)
    return found


def kinds(annotation):
    """The records in a type, however deep."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {kind for part in getattr(annotation, "__args__", ()) for kind in kinds(part)}


@pytest.mark.parametrize("document", [Plan, Scenarios])
def test_every_part_is_used(document):
    """By one of the three at least; what is not is named, and why."""
    names = ("quay-wall", "payments-platform")
    plans = [*map(scenario, names), scenario("portfolio")]
    scenarios = [read_scenarios(SCENARIOS / name / "scenarios.yaml") for name in names]
    there = set().union(*map(used, [*plans, *scenarios]))

    assert set() == fields(document, set()) - there - ELSEWHERE - CONSTRAINTS


def test_every_kind_is_used():
    """Parts that are words and not fields: conditions, accruals, links, how risks combine, spaces."""
    plans = [*map(scenario, ("quay-wall", "payments-platform")), scenario("portfolio")]
    conditions = {name for plan in plans for one in plan.branches if one.when for name in one.when.model_fields_set}
    accruals = {one.cost.accrue for plan in plans for one in plan.activities if one.cost}
    types = {link.type for plan in plans for one in plan.activities for link in one.predecessors}

    assert {"activity", "start_after", "finish_after", "duration_over", "cost_over"} == conditions
    assert {"prorated", "start", "end"} == accruals
    assert {"FS", "SS", "FF", "SF"} == types
    assert {"series", "parallel"} == {risk.combine for plan in plans for risk in plan.risks}
    assert {"threat", "opportunity"} == {risk.type for plan in plans for risk in plan.risks}
    assert {"open", "closed"} <= {risk.status for plan in plans for risk in plan.risks}
    assert {"spearman", "normal"} == {one.space for plan in plans for one in plan.correlations}
