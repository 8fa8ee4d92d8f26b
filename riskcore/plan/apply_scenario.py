"""A plan and a scenario make another plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from riskcore.errors import ParameterError, PlanError, Problem
from riskcore.plan.checks import check
from riskcore.plan.checks_again import soundly
from riskcore.plan.parse import digest
from riskcore.plan.plan import Plan
from riskcore.plan.problems import problems
from riskcore.plan.rule import nearest
from riskcore.plan.scenario import BASE, Scenario, place
from riskcore.plan.scenario_changes import change
from riskcore.plan.scenario_cost import costs_of
from riskcore.plan.scenario_draft import Draft, Measure
from riskcore.plan.scenario_links import relink
from riskcore.plan.scenario_network import add, remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from riskcore.plan.scenario import Scenarios

    Starts = Callable[[Plan], Mapping[str, datetime]]


def apply(
    plan: Plan,
    scenarios: Scenarios,
    scenario: str,
    starts: Starts | None = None,
    source: str = "",
    *,
    sound: bool = False,
) -> Plan:
    """The plan that `scenario` makes of `plan`; "base" is `plan` itself.

    Parameters
    ----------
    plan
        The base, its risk registers included.
    starts
        Tells when each activity of a plan is planned to start; asked only where a mitigation has a `from`.
    source
        Name of the document of the scenarios, for errors.
    sound
        Whether `plan` is known to keep every rule, as what `parse_plan` returns does: then only what the scenario
        changes is checked, and the answer is the same, sooner.

    Raises
    ------
    ParameterError
        There is no such scenario, or `starts` is needed.
    PlanError
        The scenario does not fit the plan; every problem is told.
    """
    return apply_all(plan, scenarios, [scenario], starts, source, sound=sound)[scenario]


def apply_all(
    plan: Plan,
    scenarios: Scenarios,
    names: Sequence[str],
    starts: Starts | None = None,
    source: str = "",
    *,
    sound: bool = False,
) -> dict[str, Plan]:
    """The plans of several scenarios, by their ids; as `apply`, with the problems of all of them at once."""
    chosen = [_scenario(scenarios, name) for name in names]
    found = list(_other_base(plan, scenarios))
    begun = _starts(plan, scenarios, chosen, starts)
    made: dict[str, Plan] = {}
    for scenario in chosen:
        made[scenario.id], own = _made(plan, scenarios, scenario, begun, sound=sound)
        found += own
    if found:
        raise PlanError(dict.fromkeys(found), source)
    return made


def _scenario(scenarios: Scenarios, name: str) -> Scenario:
    known = {one.id: one for one in scenarios.scenarios} | {BASE: Scenario(id=BASE)}
    if name not in known:
        hint = nearest(name, known) or f"Known: {', '.join(known)}."
        raise ParameterError(f'scenario must be one of the document. Got "{name}". {hint}')
    return known[name]


def _other_base(plan: Plan, scenarios: Scenarios) -> Iterator[Problem]:
    expected = scenarios.base.digest
    if expected and not (found := digest(plan)).startswith(expected):
        hint = f"See with riskcore diff what changed in the plan, look through the scenarios, and write {found}."
        yield Problem("base.digest", f"must be that of the plan, {found}", expected, hint)


def _starts(
    plan: Plan, scenarios: Scenarios, chosen: Sequence[Scenario], starts: Starts | None
) -> Mapping[str, datetime]:
    used = {name for scenario in chosen for name in scenario.mitigations}
    dated = [one.id for one in scenarios.mitigations if one.id in used and one.start is not None]
    if dated and starts is None:
        raise ParameterError(f"starts must be given where mitigations act from a date. Got None for {dated[0]}.")
    return starts(plan) if dated and starts is not None else {}


def _made(
    plan: Plan, scenarios: Scenarios, scenario: Scenario, starts: Mapping[str, datetime], *, sound: bool
) -> tuple[Plan, list[Problem]]:
    if scenario.id == BASE:
        return plan, []
    measures = [
        Measure(one, place("mitigations", scenarios.mitigations, one.id))
        for one in scenarios.mitigations
        if one.id in scenario.mitigations
    ]
    draft = Draft(plan, scenario, place("scenarios", scenarios.scenarios, scenario.id), measures, starts)
    add(draft)
    change(draft, "activities")
    change(draft, "risks")
    relink(draft)
    remove(draft)
    return (plan, draft.problems) if draft.problems else _finished(draft, sound=sound)


def _finished(draft: Draft, *, sound: bool) -> tuple[Plan, list[Problem]]:
    """The plan of the draft with the fields of its own that the scenario overrides, checked as a whole."""
    plan, overrides = draft.base, draft.scenario.overrides.of_plan
    names = {field.alias or name: name for name, field in Plan.model_fields.items()}
    update: dict[str, Any] = {
        "activities": tuple(draft.activities.values()),
        "fixed_costs": (*plan.fixed_costs, *costs_of(one.mitigation for one in draft.measures)),
        "risks": tuple(draft.risks.values()),
        "calendars": draft.calendars,
        "notes": tuple(dict.fromkeys((*plan.notes, *draft.notes))),
    }
    if sound and not overrides and (made := soundly(plan, update)) is not None:
        return made, []
    values = {name: getattr(plan, name) for name in plan.model_fields_set} | update
    for key, value in overrides.items():
        values.pop(names[key], None)
        values |= {} if value is None else {key: value}
    try:
        return check(Plan.model_validate(values)), []
    except ValidationError as error:
        return plan, [_within(f"{draft.where}: overrides", ".", one) for one in problems(error, values, Plan)]
    except PlanError as error:
        return plan, [_within(draft.where, ": in its plan, ", one) for one in error.problems]


def _within(where: str, joint: str, problem: Problem) -> Problem:
    return Problem(f"{where}{joint if problem.where else ''}{problem.where}", problem.rule, problem.got, problem.hint)
