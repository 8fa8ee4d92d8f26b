"""Weather against laws that are known; figures held to 4.5 standard errors (false alarm below 7e-6 each)."""

import numpy as np
import pytest

from riskcore.plan import parse_plan
from riskcore.simulation import schedule, simulate
from tests.simulation.test_risks import N, holds, share

MONTHS = dict.fromkeys(range(1, 13), 0.5)


def plan(weather, *activities, week="mon-sun"):
    """Activities on a calendar with weather that works eight hours a day."""
    calendar = {"week": {week: "08:00-16:00"}, "weather": weather}
    return parse_plan(
        {"start": "2027-01-04", "calendar": "site", "calendars": {"site": calendar}, "activities": list(activities)}
    )


def worked_days(result, outcome):
    """Days from the start until the finish, both included."""
    return np.ceil((outcome.sample.values - result.milestones[0].planned) / 1440 - 1e-9)


def test_lost_days_are_negative_binomial():
    """20 days of work, each lost with 1/2: 40 days in the mean, standard deviation sqrt(20 x 0.5) / 0.5."""
    found = simulate(plan({"months": MONTHS}, {"id": "A", "duration": "20d"}), N, 3, milestones=["A"])
    late = (found.milestones[0].sample.values - found.milestones[0].planned) / 1440

    assert np.allclose(late, np.round(late))
    assert holds(20, np.sqrt(40), late)
    assert abs(np.sqrt(40) - late.std()) < 0.2
    assert share(0.5**20, late == 0)


def test_a_calendar_loses_its_days_for_all_work_on_it():
    """Two activities of one length end on the same day, whatever the weather; one on another calendar as planned."""
    chain = [
        {"id": "A", "duration": "9d"},
        {"id": "B", "duration": "9d"},
        {"id": "C", "duration": "9d", "calendar": "24h"},
    ]
    found = simulate(plan({"months": MONTHS}, *chain), 2000, 3, milestones=["A", "B", "C"])
    a, b, c = (one.sample.values for one in found.milestones)

    assert np.array_equal(a, b)
    assert len(set(a)) > 5
    assert {found.milestones[2].planned} == set(c)


def test_calendars_with_the_same_history_meet_the_same_years():
    """Barges of two calendars lie in one sea, even where the one begins with a holiday over the turn of the year."""
    history = {"history": ["2020-02-01", "2020-02-02", "2020-02-03", "2021-02-05"], "years": [2019, 2022]}
    sea = {"week": {"mon-sun": "08:00-16:00"}, "weather": history}
    late = sea | {"exceptions": [{"from": "2026-12-01", "to": "2027-01-31"}]}
    document = {
        "start": "2026-12-01",
        "calendars": {"sea": sea, "late": late},
        "activities": [
            {"id": name, "duration": days, "calendar": name} for name, days in (("sea", "70d"), ("late", "8d"))
        ],
    }
    found = simulate(parse_plan(document), 2000, 3, milestones=["sea", "late"])
    a, b = (one.sample.values - one.planned for one in found.milestones)

    assert np.array_equal(a, b)
    assert {0.0, 1440.0, 3 * 1440.0} == set(a)


def test_history_keeps_spells_together():
    """Of four years observed one lost three days and one lost one: the finish moves by 3, 1, 0 and 0 days."""
    history = {"history": ["2020-01-05", "2020-01-06", "2020-01-07", "2021-01-06"], "years": [2019, 2022]}
    found = simulate(plan(history, {"id": "A", "duration": "5d"}), N, 3, activities=False)
    late = (found.finish.sample.values - found.finish.planned) / 1440

    assert {0.0, 1.0, 3.0} == set(late)
    assert share(0.25, late == 3)
    assert share(0.25, late == 1)


def test_only_its_months_lose_days():
    """Work in January with rain in July ends as planned."""
    found = simulate(plan({"months": {7: 0.9}}, {"id": "A", "duration": "20d"}), 500, 3, activities=False)

    assert {found.finish.planned} == set(found.finish.sample.values)


def test_the_deterministic_plan_has_fair_weather():
    """Its dates are those of the calendar without weather."""
    rainy = plan({"months": MONTHS}, {"id": "A", "duration": "20d"})
    dry = rainy.model_copy(update={"calendars": {"site": rainy.calendars["site"].model_copy(update={"weather": None})}})

    assert schedule(dry).finish == schedule(rainy).finish


def test_work_that_must_end_with_another_starts_in_time():
    """An FF link: as many days are worked before the finish as the activity takes, whatever is lost."""
    chain = [{"id": "A", "duration": {"uniform": ["30d", "60d"]}, "calendar": "24h"},
             {"id": "B", "duration": "5d", "predecessors": ["A FF"]}]  # fmt: skip
    found = simulate(plan({"months": MONTHS}, *chain), 2000, 3)
    spread = found.activities.finish[1, -1] - found.activities.start[1, -1]

    assert spread >= 0
    assert found.activities.mean_finish[1] - found.activities.mean_start[1] > 7 * 1440


@pytest.mark.parametrize(
    ("weather", "rule"),
    [
        ({}, "must have months or a history"),
        ({"months": {1: 0.99}}, "must leave some days"),
        ({"months": {13: 0.5}}, "must be less than or equal to 12"),
        ({"history": ["2020-01-05"], "years": [2021, 2022]}, "history must lie in the years observed"),
    ],
)
def test_bad_weather(weather, rule):
    """Each rule says what is wrong."""
    with pytest.raises(Exception, match=rule):
        plan(weather, {"id": "A", "duration": "1d"})
