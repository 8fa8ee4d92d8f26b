"""The rules of a whole plan: one function each, and all their findings at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from riskcore.errors import PlanError, Problem
from riskcore.plan.checks_branches import BRANCH_CHECKS, branch_place
from riskcore.plan.checks_correlations import CORRELATION_CHECKS
from riskcore.plan.checks_cost import COST_CHECKS
from riskcore.plan.checks_risks import RISK_CHECKS, risk_place
from riskcore.plan.cycle import cycle
from riskcore.plan.precedence import precedence
from riskcore.plan.roll import Roll
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.plan import Plan
    from riskcore.plan.selector import Selector

SECTIONS: Final = (
    *("start", "schedule_from", "finish", "calendar", "calendars", "currencies", "indices", "resources"),
    *("activities", "uncertainty", "risks", "correlations", "branches", "fixed_costs", "penalties", "benefits"),
)
"""In the order in which problems are told: what is named comes before what names it."""
_PLACE: Final = re.compile(r"(\w+)(?:\[(\d+)\])?")


def check(plan: Plan, source: str = "") -> Plan:
    """The plan itself, if it keeps every rule; else PlanError with all problems, section by section."""
    problems = [problem for rule in CHECKS for problem in rule(plan)]
    if problems:
        raise PlanError(sorted(problems, key=_position), source)
    return plan


def _position(problem: Problem) -> tuple[int, int]:
    """The section that a problem is in, and the item of it."""
    found = _PLACE.match(problem.where)
    section, index = (found[1], int(found[2] or -1)) if found else ("", -1)
    return (SECTIONS.index(section) if section in SECTIONS else len(SECTIONS)), index


def place(index: int, activity: Activity) -> str:
    """`activities[3] "Hot tap"`: where an activity stands in its document."""
    return f'activities[{index}] "{activity.name or activity.id}"'


def something_is_to_be_done(plan: Plan) -> Iterator[Problem]:
    if not any(activity.active and not activity.hammock for activity in plan.activities):
        rule = "must hold an activity that is active and no hammock: nothing else has dates of its own"
        yield Problem("activities", rule, f"{len(plan.activities)} others")


def ids_are_unique(plan: Plan) -> Iterator[Problem]:
    yield from _unique("activities", [activity.id for activity in plan.activities])
    yield from _unique("risks", [risk.id for risk in plan.risks])


def _unique(section: str, ids: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name in first:
            yield Problem(
                f"{section}[{index}].id", "must be unique", f'"{name}" again, first at {section}[{first[name]}]'
            )
        first.setdefault(name, index)


def links_have_ends(plan: Plan) -> Iterator[Problem]:
    known = {activity.id for activity in plan.activities}
    for index, activity in enumerate(plan.activities):
        for position, link in enumerate(activity.predecessors):
            if link.activity in known and link.activity != activity.id:
                continue
            where = f"{place(index, activity)}: predecessors[{position}]"
            if link.activity == activity.id:
                yield Problem(where, "must be another activity", f'"{link.activity}" itself')
            else:
                yield Problem(where, "must name an activity", f'"{link.activity}"', nearest(link.activity, known))


def links_form_no_cycle(plan: Plan) -> Iterator[Problem]:
    ring = cycle({a.id: [link.activity for link in a.predecessors if link.activity != a.id] for a in plan.activities})
    if ring:
        yield Problem("activities", "links must not form a cycle", " -> ".join(ring), "Remove one of these links.")


def nothing_waits_for_itself(plan: Plan) -> Iterator[Problem]:
    """Windows and conditions ask for dates that must not depend on their own answer."""
    asked = any(risk.window and risk.window.during for risk in plan.risks) or any(b.when for b in plan.branches)
    ring = cycle(precedence(plan)) if asked and not any(links_form_no_cycle(plan)) else None
    if ring:
        rule = "windows and conditions must not ask for what depends on them"
        yield Problem("risks and branches", rule, " -> ".join(ring), "Name an activity that comes before.")


def calendars_are_known(plan: Plan) -> Iterator[Problem]:
    known = plan.known_calendars()
    used = [("calendar", plan.calendar)] if plan.calendar not in known else []
    used += [
        (f"{place(i, activity)}: calendar", activity.calendar)
        for i, activity in enumerate(plan.activities)
        if activity.calendar and activity.calendar not in known
    ]
    for where, name in used:
        hint = nearest(name, known) or f"Known: {', '.join(known)}."
        yield Problem(where, "must name a calendar", f'"{name}"', hint)


def selectors_find_activities(plan: Plan) -> Iterator[Problem]:
    known = {activity.id for activity in plan.activities}
    roll = Roll(plan.activities)
    chosen: list[tuple[str, Selector | None]] = []
    for i, risk in enumerate(plan.risks):
        chosen.append((risk_place(i, risk), risk.activities))
        chosen += [(f"{risk_place(i, risk)}: impacts[{k}]", one.activities) for k, one in enumerate(risk.impacts)]
    chosen += [(f"uncertainty[{i}]", rule.activities) for i, rule in enumerate(plan.uncertainty)]
    for i, group in enumerate(plan.correlations):
        chosen += [(f"correlations[{i}]", group.activities), (f"correlations[{i}]: costs", group.costs)]
    for i, branch in enumerate(plan.branches):
        chosen += [(f"{branch_place(i, branch)}, way {k + 1}", way) for k, way in enumerate(branch.ways())]
    for where, selector in chosen:
        if selector is None:
            continue
        unknown = [name for name in selector.id if name not in known]
        for name in unknown:
            yield Problem(f"{where}: activities", "must name an activity", f'"{name}"', nearest(name, known))
        if not unknown and not roll.of(selector):
            asked = selector.model_dump(exclude_defaults=True)
            yield Problem(f"{where}: activities", "must match at least one activity", str(asked))


def progress_has_a_status_date(plan: Plan) -> Iterator[Problem]:
    for index, activity in enumerate(plan.activities):
        dated = activity.actual_finish or activity.resume or plan.status_date
        if activity.actual_start and not dated:
            hint = "Give the plan a status_date, the day up to which progress is reported."
            yield Problem(place(index, activity), "needs the plan's status_date, since it is in progress", "none", hint)


def a_finish_to_schedule_from_is_given(plan: Plan) -> Iterator[Problem]:
    if plan.schedule_from == "finish" and plan.finish is None:
        yield Problem("finish", "must be given, since the plan is scheduled from it", "none", "Write finish: DATE.")
    if plan.schedule_from == "start" and plan.finish is not None:
        hint = "Write schedule_from: finish, or target: DATE for a date to be measured against."
        yield Problem("finish", "is for a plan that is scheduled from it", str(plan.finish), hint)


CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    something_is_to_be_done,
    ids_are_unique,
    links_have_ends,
    links_form_no_cycle,
    nothing_waits_for_itself,
    calendars_are_known,
    selectors_find_activities,
    progress_has_a_status_date,
    a_finish_to_schedule_from_is_given,
    *RISK_CHECKS,
    *BRANCH_CHECKS,
    *CORRELATION_CHECKS,
    *COST_CHECKS,
)
