"""DCMA check 12: a delay of the critical path delays the finish by as much.

The unfinished task with the least total float, the earliest of them, is made 600 working days longer and the plan is
scheduled anew. An unbroken critical path carries the whole delay to the finish; a constraint, or a link that is
missing, does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.plan import Duration, certain
from riskcore.quality.check import Check, Measure, NotApplicable
from riskcore.quality.finding import Offender, Threshold
from riskcore.simulation import schedule

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.quality.facts import Facts

DELAY_DAYS = 600.0
"""By the DCMA 14-point assessment, check 12."""


def critical_path_test(facts: Facts) -> Measure | NotApplicable:
    """How much of the delay of a critical task reaches the finish, on the clock: 1 is all of it."""
    critical = _critical(facts)
    if critical is None:
        return NotApplicable("No task has work left to do.")
    before, after = facts.schedule, schedule(delayed(facts, critical))
    own = float(after.early_finish[critical] - before.early_finish[critical])
    reached = after.finish - before.finish
    moved = f"its finish by {own / 1440:.0f} and the plan's by {reached / 1440:.0f} days"
    what = f"{DELAY_DAYS:g} working days more move {moved}"
    reason = f"{before.id[critical]}: {what} of the clock."
    value = reached / own if own > 0 else 0.0
    passes = CRITICAL_PATH_TEST.threshold.keeps(value)
    return Measure(() if passes else (Offender(before.id[critical], what),), 1, value, reason)


def delayed(facts: Facts, i: int) -> Plan:
    """The plan with activity `i` longer by DELAY_DAYS of its days."""
    activity = facts.plan.activities[i]
    unit = "ed" if activity.work.elapsed else "d"
    longer = certain(Duration(facts.work[i] / facts.day(i) + DELAY_DAYS, unit))
    field = "duration" if activity.remaining is None else "remaining"
    changed = activity.model_copy(update={field: longer, "planned": None})
    activities = (*facts.plan.activities[:i], changed, *facts.plan.activities[i + 1 :])
    return facts.plan.model_copy(update={"activities": activities})


def _critical(facts: Facts) -> int | None:
    found = facts.schedule
    tasks = [i for i in facts.unfinished_tasks if facts.work[i] > 0]
    return min(tasks, key=lambda i: (round(float(found.total_float[i])), found.early_start[i]), default=None)


CRITICAL_PATH_TEST = Check(
    key="critical_path_test",
    title="Critical path test",
    question=f"Does a delay of {DELAY_DAYS:g} working days on the critical path delay the finish by as much?",
    source="DCMA 14-point, check 12; GAO-16-89G, best practice 6",
    threshold=Threshold(
        "95 % to 105 % of the delay",
        "DCMA 14-point, check 12; convention: 5 % either way for what calendars make of it",
        least=0.95,
        most=1.05,
    ),
    population="critical tasks tried",
    remedy="Follow its successors and mend the first that does not move: a constraint, or a link that is missing.",
    measure=critical_path_test,
)
