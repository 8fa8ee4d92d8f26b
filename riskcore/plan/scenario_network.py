"""Activities, risks and calendars that a scenario adds, and activities that it removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.rule import nearest
from riskcore.plan.scenario_from import holds_back

if TYPE_CHECKING:
    from riskcore.plan.scenario_draft import Draft


def add(draft: Draft) -> None:
    """Add what the mitigations bring; two of them may bring the same."""
    for section in ("activities", "risks", "calendars"):
        known = getattr(draft, section)
        base = set(known)
        for measure in draft.measures:
            new = getattr(measure.mitigation, f"add_{section}")
            pairs = new.items() if isinstance(new, dict) else [(one.id, one) for one in new]
            for id_, record in pairs:
                if id_ in base or known.setdefault(id_, record) != record:
                    whose = "the plan" if id_ in base else "another one"
                    rule = "must be new, and the same in every mitigation that adds it"
                    where = f"{measure.where}: add_{section}"
                    draft.problems.append(Problem(where, rule, f'"{id_}", which {whose} has'))


def remove(draft: Draft) -> None:
    """Remove activities, for which nothing may wait any more, and which nothing else in the scenario may change."""
    gone: dict[str, str] = {}
    for measure in draft.measures:
        for index, id_ in enumerate(measure.mitigation.remove_activities):
            where = f"{measure.where}: remove_activities[{index}]"
            if id_ not in draft.activities:
                hint = nearest(id_, draft.activities)
                draft.problems.append(Problem(where, "must name an activity", f'"{id_}"', hint))
            elif not holds_back(draft, measure, id_):
                gone[id_] = where
    for id_, where in gone.items():
        draft.problems += [
            Problem(where, f"must not be changed too, as {by} does", f'"{id_}"') for by in _changers(draft, id_)
        ]
    for activity in draft.activities.values():
        for link in activity.predecessors:
            if link.activity in gone and activity.id not in gone:
                hint = f"Change the predecessors of {activity.id}, or remove the link."
                got = f'"{link.activity}", for which {activity.id} waits'
                draft.problems.append(Problem(gone[link.activity], "must be waited for by nothing", got, hint))
    draft.activities = {id_: one for id_, one in draft.activities.items() if id_ not in gone}


def _changers(draft: Draft, activity: str) -> list[str]:
    """Who changes `activity`: its fields, or its links."""
    found = [
        measure.id
        for measure in draft.measures
        if activity in measure.mitigation.activities
        or any(change.activity == activity for change in measure.mitigation.links.add)
    ]
    return [*found, "overrides"] if activity in draft.scenario.overrides.activities else found
