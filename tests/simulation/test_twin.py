"""The deterministic schedule against its twin, to the minute."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings

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


def agree(plan):
    """Compare all dates and floats."""
    ours, theirs = expected(plan), found(plan)

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
