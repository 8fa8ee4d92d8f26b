"""Which days the weather may take, and what each is called by."""

from datetime import date

import numpy as np

from riskcore.plan import parse_plan
from riskcore.program import compile_plan


def days_of(weather, week="mon-fri", start="2027-02-22"):
    """The days at risk of one calendar whose plan begins on a Monday."""
    calendars = {"site": {"week": {week: "08:00-16:00"}, "weather": weather}}
    activities = [{"id": "A", "duration": "20d", "calendar": "site"}]
    plan = parse_plan({"start": start, "calendars": calendars, "activities": activities})
    return compile_plan(plan).weather.day


def test_only_the_days_of_its_months():
    """March has 23 working days in 2027; they are numbered among all working days, from Monday 22 February on."""
    march = days_of({"months": {3: 0.25}})
    first = march[march["year"] == 0]

    assert list(range(5, 28)) == first["number"].tolist()
    assert {0.25} == set(first["chance"])
    assert {480.0} == set(np.diff(first["begin"])) == set(first["length"])
    assert {0, 1} <= set(march["year"])  # the year of the plan's start, and the next


def test_a_day_has_the_same_slot_in_every_year():
    """29 February is day 59 of a leap year, counted from 0, and 1 March day 60 of any."""
    history = {"history": ["2020-02-29", "2020-03-01"], "years": [2019, 2022]}
    found = days_of(history, week="mon-sun")

    assert [(0, 60), (1, 59), (1, 60)] == found[["year", "slot"]].tolist()


def test_slots_are_those_of_a_leap_year():
    """The first of each month, as the calendar counts it."""
    firsts = [date(2024, month, 1) for month in range(1, 13)]
    found = days_of({"history": [day.isoformat() for day in firsts]}, week="mon-sun")

    assert {day.timetuple().tm_yday - 1 for day in firsts} == set(found["slot"])
