"""A plan that differs a little from one that keeps every rule: only those are asked that the difference may break."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from riskcore.plan import checks, checks_branches, checks_correlations, checks_cost, checks_risks
from riskcore.plan.activity import ZERO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from riskcore.errors import Problem
    from riskcore.plan.estimate import Estimate
    from riskcore.plan.model import Record
    from riskcore.plan.plan import Plan

    Rule = Callable[[Plan], Iterator[Problem]]

CALLED = {"activities.id", "activities.wbs", "activities.tags", "activities.owner", "activities.name"}
"""What selectors look at."""
WORK = {"activities.duration", "activities.remaining"}
HITS = {"risks.activities", "risks.impacts"}

READS: dict[Rule, set[str]] = {
    checks.something_is_to_be_done: {"activities.active", "activities.type"},
    checks.ids_are_unique: {"activities.id", "risks.id"},
    checks.links_have_ends: {"activities.id", "activities.predecessors"},
    checks.links_form_no_cycle: {"activities.id", "activities.predecessors"},
    checks.nothing_waits_for_itself: {*CALLED, *HITS, "activities.predecessors", "risks.window"},
    checks.calendars_are_known: {"activities.calendar"},
    checks.selectors_find_activities: {*CALLED, *HITS},
    checks.progress_has_a_status_date: {"activities.actual_start", "activities.actual_finish", "activities.resume"},
    checks.a_finish_to_schedule_from_is_given: set(),
    checks_risks.delays_fit_durations: {*CALLED, *WORK, *HITS, "activities.type", "risks.delay", "risks.residual"},
    checks_risks.triggers_are_risks: {"risks.id", "risks.triggered_by"},
    checks_risks.exclusive_risks_leave_room: {
        "risks.exclusive", "risks.status", "risks.residual", "risks.probability",
    },
    checks_risks.windows_name_activities: {"activities.id", "risks.window"},
    checks_risks.windows_are_on_work: {*CALLED, *HITS, "activities.type", "risks.window"},
    checks_branches.conditions_name_activities: {
        *WORK, "activities.id", "activities.type", "activities.cost", "activities.rework",
    },
    checks_branches.activities_are_in_one_way: {*CALLED, "activities.probability"},
    checks_branches.what_may_not_exist_is_open: {
        *WORK, "activities.probability", "activities.rework", "activities.actual_finish", "activities.type",
    },
    checks_correlations.members_are_known: {"activities.id", "risks.id"},
    checks_correlations.correlations_do_not_overlap: CALLED,
    checks_correlations.exclusive_and_recurring_risks_stand_alone: {"risks.id", "risks.exclusive", "risks.recurs"},
    checks_cost.currencies_have_rates: {"activities.cost", "fixed_costs"},
    checks_cost.indices_are_known: {"activities.cost", "fixed_costs"},
    checks_cost.resources_are_known: {"activities.cost"},
    checks_cost.milestones_of_money_are_known: {"activities.id"},
    checks_cost.money_is_named_once: {"activities.cost", "fixed_costs"},
}  # fmt: skip
"""What each of CHECKS decides on, besides fields of the plan that no record changes; what it names in its words."""


def is_sound(plan: Plan) -> bool:
    """Whether `plan` keeps every rule."""
    return not any(problem for rule in checks.CHECKS for problem in rule(plan))


def soundly(base: Plan, update: Mapping[str, Any]) -> Plan | None:
    """`base`, which keeps every rule, with other records; None where a rule is broken, by a record or by the plan.

    `update` may hold activities, risks, calendars, notes, and `fixed_costs`, each a record that was checked by itself
    before links to it changed.
    """
    plan = base.model_copy(update=dict(update))
    new = [one for section in ("activities", "risks") for one in _new(getattr(base, section), getattr(plan, section))]
    try:
        for record in new:
            type(record).model_validate(record)
    except ValidationError:
        return None
    return plan if plan.activities and _keeps_the_rules(plan, base) else None


def _new(old: Sequence[Record], records: Sequence[Record]) -> Iterator[Record]:
    known = {id(one) for one in old}
    return (one for one in records if id(one) not in known)


def _keeps_the_rules(plan: Plan, base: Plan) -> bool:
    """Whether `plan` keeps every rule, given that `base` does."""
    told = _changed(base, plan)
    rules = checks.CHECKS if told is None else [rule for rule in checks.CHECKS if READS[rule] & told]
    return not any(problem for rule in rules for problem in rule(plan))


def _changed(base: Plan, plan: Plan) -> set[str] | None:
    """Fields that differ; None where records are added, removed or moved."""
    if plan.calendars != base.calendars:
        return None
    found = {"fixed_costs"} if plan.fixed_costs != base.fixed_costs else set()
    sections: dict[str, tuple[Sequence[Record], Sequence[Record]]] = {
        "activities": (base.activities, plan.activities),
        "risks": (base.risks, plan.risks),
    }
    for section, (old, new) in sections.items():
        if len(old) != len(new):
            return None
        for one, other in zip(old, new, strict=True):
            if one is not other:
                found |= {f"{section}.{name}" for name in type(one).model_fields if _differ(one, other, name)}
    return None if {"activities.id", "risks.id"} & found else found


def _differ(one: Record, other: Record, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    return _kind(mine) != _kind(theirs) if f"activities.{name}" in WORK else mine != theirs


def _kind(work: Estimate | None) -> tuple[bool, bool] | None:
    """All that rules look at of a duration: whether it is elapsed time, and whether it is none."""
    return None if work is None else (work.elapsed, work == ZERO)
