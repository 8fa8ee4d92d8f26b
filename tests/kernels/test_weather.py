"""Lost days against a twin that walks day by day, in exact arithmetic on a grid of minutes."""

import numpy as np
import pytest

from riskcore.kernels.draw import draw_grades
from riskcore.kernels.jit import alone
from riskcore.kernels.lengthen import lengthen, lengthen_back
from riskcore.kernels.records import MOMENT, PLAIN, SLOTS
from riskcore.kernels.weather import draw_weather
from riskcore.plan import parse_plan
from riskcore.program import compile_plan
from riskcore.simulation.worker import Sampling, Worker

DRAW_WEATHER, DRAW_GRADES = alone(draw_weather), alone(draw_grades)
LENGTHEN, LENGTHEN_BACK = alone(lengthen), alone(lengthen_back)
SEED, BLOCK, LANES = np.uint64(5), 3, 32
OFTEN = {"months": dict.fromkeys((1, 2, 3, 12), 0.6)}
YEARS = {"history": ["2019-01-05", "2019-01-06", "2019-02-28", "2020-02-29", "2021-12-31"], "years": [2018, 2021]}
EVEN = {"mon-sun": "08:00-16:00"}
UNEVEN = {"mon-thu": "07:00-12:00, 12:30-15:30", "fri": "08:00-11:00"}


@pytest.fixture(params=[(OFTEN, EVEN), (OFTEN, UNEVEN), (YEARS, EVEN), (YEARS, UNEVEN)])
def drawn(request):
    """A worker whose weather is drawn, of two calendars, so that neither begins at the first place."""
    weather, week = request.param
    calendars = {name: {"week": week, "weather": weather} for name in ("first", "second")}
    activities = [{"id": name, "duration": "150d", "calendar": name} for name in calendars]
    program = compile_plan(parse_plan({"start": "2026-12-20", "calendars": calendars, "activities": activities}), ())
    worker = Worker(program, Sampling(int(SEED), 10_000, PLAIN, LANES))
    DRAW_WEATHER(program.weather, worker.scratch, SEED, BLOCK)
    return worker


def days_lost(worker, one):
    """(day, lane) whether each day at risk is lost: from the grades of its number, or of its year."""
    weather, bits, grade = worker.weather, np.empty((2, LANES), np.uint64), np.empty(LANES)
    found = []
    for day in weather.day[one["day"] : one["day"] + one["days"]]:
        number = day["year"] if one["observed"] else day["number"]
        DRAW_GRADES(grade, bits, SEED, BLOCK, one["stream"] + np.uint64(number), PLAIN)
        if one["observed"]:
            years = weather.history[one["history"] :].reshape(-1, SLOTS)
            found.append(years[(grade * one["observed"]).astype(int), day["slot"]] == 1)
        else:
            found.append(grade < day["chance"])
    return np.array(found)


def lengthened(kernel, length, moment, one, worker):
    """`length`, changed by `kernel`."""
    scratch = worker.scratch
    if kernel is LENGTHEN:
        kernel(
            length, moment, one, worker.weather.calm, scratch.ahead, scratch.lost, scratch.bits, scratch.work[MOMENT]
        )
    else:
        kernel(length, moment, one, scratch.ahead, scratch.lost, scratch.bits)
    return length


def left(moment, days, lost):
    """E of a moment W: less what of each lost day lies before it."""
    return moment - sum(min(max(moment - day["begin"], 0.0), day["length"]) for day in days[lost])


@pytest.mark.parametrize("which", [0, 1])
def test_work_takes_as_long_as_the_days_that_are_left(drawn, which):
    """Forward the first moment at which enough is left, back the last one; a lost day divides the two."""
    one, rng = drawn.weather.item[which], np.random.default_rng(1)
    days = drawn.weather.day[one["day"] : one["day"] + one["days"]]
    lost = days_lost(drawn, one)
    assert lost.any()
    for _ in range(15):
        moment = one["origin"] + np.floor(rng.uniform(0, 90_000, LANES))
        moment[: LANES // 2] = days["begin"][rng.integers(0, len(days), LANES // 2)]
        work = 1.0 + np.floor(rng.choice([0.0, 480.0, 3_000.0, 30_000.0], LANES) * rng.uniform(0.5, 1.0, LANES))
        for l in range(0, LANES, 2):  # enough, or all before, is done just where a lost day begins or ends
            edge = rng.choice(days["begin"])
            work[l] = abs(left(edge, days, lost[:, l]) - left(moment[l], days, lost[:, l])) or work[l]
        ahead = lengthened(LENGTHEN, work.copy(), moment, one, drawn)
        back = lengthened(LENGTHEN_BACK, work.copy(), moment, one, drawn)
        for l in range(LANES):
            mine, now = lost[:, l], left(moment[l], days, lost[:, l])
            end, begin = moment[l] + ahead[l], moment[l] - back[l]
            assert left(end, days, mine) - now == work[l]
            assert left(end - 1, days, mine) - now == work[l] - 1
            assert now - left(begin, days, mine) == work[l]
            assert now - left(begin + 1, days, mine) == work[l] - 1


def test_beyond_its_days_nothing_is_lost(drawn):
    """Neither before the first nor after the last; work without length has none."""
    one = drawn.weather.item[0]
    outside = np.full(LANES, one["origin"] - 1.0)
    outside[LANES // 2 :] = one["origin"] + one["cells"] * one["width"]
    for kernel in (LENGTHEN, LENGTHEN_BACK):
        assert (lengthened(kernel, np.full(LANES, 480.0), outside, one, drawn) == 480.0).all()
        inside = np.full(LANES, one["origin"] + 9_000.0)
        assert (lengthened(kernel, np.zeros(LANES), inside, one, drawn) == 0.0).all()
