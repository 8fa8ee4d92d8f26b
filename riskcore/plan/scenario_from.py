"""From when a mitigation acts: what the base plan starts before that date stays as it is.

An activity starts when the deterministic schedule of the base starts it, or when it has started. A risk is one event,
with one draw for all of its activities, so it changes as a whole or not at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.moment import write_moment

if TYPE_CHECKING:
    from riskcore.plan.activity import Activity
    from riskcore.plan.risk import Risk
    from riskcore.plan.scenario_draft import Draft, Measure
    from riskcore.plan.scenario_records import Edit


def acts_on_activity(draft: Draft, measure: Measure, edit: Edit) -> bool:
    """Whether the mitigation changes the activity; a note says so where it does not, or where it does in vain."""
    if holds_back(draft, measure, edit.id):
        return False
    activity = draft.activities[edit.id]
    if "duration" in edit.fields and "remaining" not in edit.fields and (activity.remaining or activity.actual_finish):
        state = "complete" if activity.actual_finish else "in progress, and its remaining duration counts"
        draft.notes.append(f"{measure.id} changes the duration of {edit.id} in vain: it is {state}.")
    return True


def acts_on_risk(draft: Draft, measure: Measure, edit: Edit) -> bool:
    """Whether the mitigation changes the risk: all of the open work that it delays starts late enough, or none is.

    Where some does and some does not, that is a problem.
    """
    if measure.mitigation.start is None:
        return True
    struck = _struck(draft, draft.risks[edit.id])
    early = [id_ for id_ in struck if draft.starts_before(measure, id_)]
    late = [id_ for id_ in struck if id_ not in early]
    if early and late:
        since = write_moment(measure.mitigation.start)
        rule = f"must not act from {since} on a risk of work that starts before and after that date, being one event"
        hint = f"Make a risk of each part in the plan, or leave out from: {since}."
        got = f"{_start(draft, early[0])} and {_start(draft, late[0])}"
        draft.problems.append(Problem(edit.where, rule, got, hint))
    return not early or not holds_back(draft, measure, early[0], changed=f"risk {edit.id}")


def holds_back(draft: Draft, measure: Measure, activity: str, changed: str = "") -> bool:
    """Whether `activity` starts before the mitigation acts; a note says what it therefore does not change."""
    since = measure.mitigation.start
    if since is None or not draft.starts_before(measure, activity):
        return False
    what = f"{measure.id} acts from {write_moment(since)} and does not change {changed or activity}"
    draft.notes.append(f"{what}: {_start(draft, activity)}.")
    return True


def _start(draft: Draft, activity: str) -> str:
    return f"{activity} starts on {draft.starts[activity].date()}"


def _struck(draft: Draft, risk: Risk) -> list[str]:
    """The activities of the base that the risk can still delay."""
    chosen = [one for one in (risk.activities, *(impact.activities for impact in risk.impacts)) if one is not None]
    opened = [one for one in draft.base.activities if _is_open(one)]
    return [one.id for one in opened if any(selector.matches(one) for selector in chosen)]


def _is_open(activity: Activity) -> bool:
    return activity.type == "task" and activity.active and activity.actual_finish is None
