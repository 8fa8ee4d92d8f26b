"""What a week of delay takes from each benefit of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.plan.benefit import DAYS_PER_YEAR
from riskcore.plan.quantity import WorkHours
from riskcore.results import WeekLost

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.plan.benefit import Benefit

MINUTES_PER_DAY = 1440.0
WEEK = 7.0


def weeks_lost(plan: Plan) -> tuple[WeekLost, ...]:
    """Of each benefit whose milestone is still to be reached.

    One that ends on a date loses a week of it. One that lasts for a time comes a week later: it loses
    w (1 - e^(-7 d)), with w its worth when the milestone is reached and d the interest of a day.
    """
    over = {activity.id for activity in plan.activities if not activity.active or activity.actual_finish}
    return tuple(_lost(one, plan) for one in plan.benefits if one.activity not in over)


def _lost(one: Benefit, plan: Plan) -> WeekLost:
    names = {activity.id: activity.name or activity.id for activity in plan.activities}
    milestone = names[one.activity] if one.activity is not None else "the finish"
    if one.length is None:
        return WeekLost(one.name, milestone, one.per_day * WEEK, for_good=True)
    days = one.length.minutes(WorkHours()) / MINUTES_PER_DAY
    rate = 0.0 if plan.discount_rate is None else plan.discount_rate.distribution().planned
    force = float(np.log1p(rate)) / DAYS_PER_YEAR
    worth = one.per_day * days if force == 0 else one.per_day * -float(np.expm1(-force * days)) / force
    return WeekLost(one.name, milestone, worth * -float(np.expm1(-force * WEEK)), for_good=False)
