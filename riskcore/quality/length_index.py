"""DCMA check 13: how efficiently the rest must be worked to keep the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.program.clockwork import end_of
from riskcore.quality.check import Check, Measure, NotApplicable
from riskcore.quality.finding import Offender, Threshold

if TYPE_CHECKING:
    from riskcore.quality.facts import Facts


def critical_path_length_index(facts: Facts) -> Measure | NotApplicable:
    """CPLI = (length + float) / length, in working time of the plan's calendar.

    The length runs from the status date, else the plan's start, to its finish; the float from there to the target.
    """
    plan, schedule = facts.plan, facts.schedule
    if plan.target is None:
        return NotApplicable("The plan has no target date.")
    calendar = facts.clockwork.find(plan.calendar)
    begin = plan.status_date or plan.start
    now, finish, target = (
        facts.clockwork.work(calendar, x) for x in (begin, facts.date(schedule.finish), end_of(plan.target))
    )
    if finish <= now:
        return NotApplicable("No work is left between the status date and the finish.")
    value = (target - now) / (finish - now)
    day = plan.calendar_named(plan.calendar).hours().minutes_per_day
    length, spare = (finish - now) / day, (target - finish) / day
    reason = f"{length:.4g} working days to the finish, {spare:+.4g} from there to the target."
    last = int(schedule.early_finish.argmax())
    passes = CRITICAL_PATH_LENGTH_INDEX.threshold.keeps(value)
    return Measure(() if passes else (Offender(schedule.id[last], "finishes last"),), 1, value, reason)


CRITICAL_PATH_LENGTH_INDEX = Check(
    key="critical_path_length_index",
    title="Critical path length index (CPLI)",
    question="Is the target within reach of the critical path?",
    source="DCMA 14-point, check 13; GAO-16-89G, best practice 6",
    threshold=Threshold("at least 0.95", "DCMA 14-point, check 13", least=0.95),
    population="paths to the target",
    remedy="Shorten the critical path, or agree on a target that it can keep.",
    measure=critical_path_length_index,
)
