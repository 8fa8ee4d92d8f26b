"""The rules of a whole plan: one function each, and all their findings at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import PlanError, Problem
from riskcore.plan.activity import ZERO
from riskcore.plan.cycle import cycle
from riskcore.plan.rule import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.plan import Plan


def check(plan: Plan, source: str = "") -> Plan:
    """The plan itself, if it keeps every rule; else PlanError with all problems in the order of CHECKS."""
    problems = [problem for rule in CHECKS for problem in rule(plan)]
    if problems:
        raise PlanError(problems, source)
    return plan


def place(index: int, activity: Activity) -> str:
    """`activities[3] "Hot tap"`: where an activity stands in its document."""
    return f'activities[{index}] "{activity.name or activity.id}"'


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
            where = f"{place(index, activity)}: predecessors[{position}]"
            if link.activity == activity.id:
                yield Problem(where, "must be another activity", f'"{link.activity}" itself')
            elif link.activity not in known:
                yield Problem(where, "must name an activity", f'"{link.activity}"', nearest(link.activity, known))


def links_form_no_cycle(plan: Plan) -> Iterator[Problem]:
    ring = cycle({a.id: [link.activity for link in a.predecessors if link.activity != a.id] for a in plan.activities})
    if ring:
        yield Problem("activities", "links must not form a cycle", " -> ".join(ring), "Remove one of these links.")


def calendars_are_known(plan: Plan) -> Iterator[Problem]:
    known = plan.known_calendars()
    used = [("calendar", plan.calendar)]
    used += [(f"{place(i, a)}: calendar", a.calendar) for i, a in enumerate(plan.activities) if a.calendar]
    for where, name in used:
        if name not in known:
            yield Problem(
                where, "must name a calendar", f'"{name}"', nearest(name, known) or f"Known: {', '.join(known)}."
            )


def selectors_find_activities(plan: Plan) -> Iterator[Problem]:
    known = {activity.id for activity in plan.activities}
    chosen = [(f'risks[{i}] "{risk.name or risk.id}"', risk.activities) for i, risk in enumerate(plan.risks)]
    chosen += [(f"uncertainty[{i}]", rule.activities) for i, rule in enumerate(plan.uncertainty)]
    chosen += [(f"correlations[{i}]", group.activities) for i, group in enumerate(plan.correlations)]
    for where, selector in chosen:
        if selector is None:
            continue
        unknown = [name for name in selector.id if name not in known]
        for name in unknown:
            yield Problem(f"{where}: activities", "must name an activity", f'"{name}"', nearest(name, known))
        if not unknown and not any(map(selector.matches, plan.activities)):
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


def delays_fit_durations(plan: Plan) -> Iterator[Problem]:
    """Days on the clock are not working days: a delay is stated in the time in which its activities are."""
    for index, risk in enumerate(plan.risks):
        if risk.delay is None or risk.activities is None:
            continue
        touched = [a for a in plan.activities if a.type == "task" and risk.activities.matches(a)]
        for activity in touched:
            if activity.work.elapsed != risk.delay.elapsed and activity.work != ZERO:
                kinds = ("elapsed", "working") if activity.work.elapsed else ("working", "elapsed")
                rule = f"must be in {kinds[0]} time, as the duration of its activity {activity.id} is"
                yield Problem(f'risks[{index}] "{risk.name or risk.id}": delay', rule, f"{kinds[1]} time")
                break
        if not touched and risk.activities.id:
            where = f'risks[{index}] "{risk.name or risk.id}": activities'
            yield Problem(where, "must have a duration to delay", "milestones only", "Name the work before them.")


def correlations_do_not_overlap(plan: Plan) -> Iterator[Problem]:
    for index, activity in enumerate(plan.activities):
        groups = [i for i, group in enumerate(plan.correlations) if group.activities.matches(activity)]
        if len(groups) > 1:
            names = " and ".join(f"correlations[{i}]" for i in groups)
            yield Problem(place(index, activity), "must be in one correlation group at most", names)


CHECKS: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    ids_are_unique,
    links_have_ends,
    links_form_no_cycle,
    calendars_are_known,
    selectors_find_activities,
    progress_has_a_status_date,
    a_finish_to_schedule_from_is_given,
    delays_fit_durations,
    correlations_do_not_overlap,
)
