"""The deterministic schedule against its twin, to the minute."""

from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings

from riskcore.plan import parse_plan
from riskcore.simulation import schedule
from tests.naive_schedule import Twin
from tests.simulation.plans import plans

RUN = settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def found(plan):
    """Early start, early finish, total and free float by id, and the finish of the plan, as riskcore computes them."""
    computed = schedule(plan)
    rows = {}
    for k, activity in enumerate(plan.activities):
        dates = [computed.epoch + timedelta(minutes=float(t[k])) for t in (computed.early_start, computed.early_finish)]
        floats = float(computed.total_float[k]), float(computed.free_float[k])
        rows[activity.id] = (*dates, None if activity.actual_finish or not activity.active else floats)
    return rows, computed.epoch + timedelta(minutes=computed.finish)


def expected(plan):
    """The same from the twin."""
    twin = Twin(plan)
    rows = {activity.id: (*twin.dates(activity.id), twin.floats(activity.id)) for activity in plan.activities}
    return rows, twin.end


def links_of(plan):
    """Each link with its two activities."""
    by_id = {activity.id: activity for activity in plan.activities}
    return [(by_id[link.activity], link, after) for after in plan.activities for link in after.predecessors]


def is_late(activity):
    return activity.constraint is not None and activity.constraint.as_late_as_possible


def begins_a_day(plan, activity):
    """Whether it takes no time and lies at a start of work."""
    nothing = activity.work.distribution(plan.hours_of(activity)).planned == 0
    return activity.type == "start milestone" or (nothing and activity.type != "milestone")


def dates_differ(plan):
    """Whether the plan may meet one of the differences that are marked xfail in test_rules."""
    if any(is_late(a) and (a.type == "milestone" or not a.active) for a in plan.activities):
        return True
    if any(is_late(a) == "total float" for a in plan.activities) and floats_differ(plan):
        return True
    return any(
        (is_late(before) and (link.type[0] == "S" or begins_a_day(plan, before)))
        or (after.type == "milestone" and (link.type[0] == "S" or begins_a_day(plan, before)))
        or (after.actual_finish and link.type[1] == "F")
        for before, link, after in links_of(plan)
    )


def floats_differ(plan):
    """The same, where only floats are concerned: a late date that is an evening for one and a morning for another."""
    return any(
        begins_a_day(plan, before) or begins_a_day(plan, after) or (link.lag_calendar or plan.lag_calendar) == "plan"
        for before, link, after in links_of(plan)
    )


def agree(plan):
    """Compare all dates, and the floats where they are known to mean the same."""
    assume(not dates_differ(plan))
    ours, theirs = expected(plan), found(plan)
    if floats_differ(plan):
        ours, theirs = (({name: row[:2] for name, row in rows.items()}, end) for rows, end in (ours, theirs))

    assert ours == theirs


@given(document=plans(progressed=False))
@RUN
def test_a_plan_that_has_not_begun(document):
    """Early dates, floats and the finish of the plan agree to the minute."""
    agree(parse_plan(document))


@given(document=plans())
@RUN
def test_a_plan_under_way(document):
    """The same with a status date and progress, in each of the three progress modes."""
    agree(parse_plan(document))
