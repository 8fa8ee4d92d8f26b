"""Calendars unrolled and converted, against counting minutes one by one."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.kernels.convert import convert
from riskcore.kernels.jit import kernel
from riskcore.kernels.network import GRID
from riskcore.plan import Calendar
from riskcore.plan.worktime import unroll
from riskcore.program.maps import MapTable
from tests import naive

EPOCH = datetime(2026, 1, 5)
CALENDARS = {
    "standard": Calendar(week={"mon-fri": "08:00-12:00, 13:00-17:00"}),
    "six days": Calendar(
        week={"mon-sat": "07:30-16:00"},
        exceptions=[{"on": "2026-01-21"}, {"from": "2026-02-02", "to": "2026-02-04", "work": "09:00-11:15"}],
    ),
    "nights": Calendar(week={"mon-thu": "22:00-06:00"}, exceptions=[{"on": "2026-01-20"}]),
    "clock": Calendar(week={"mon-sun": "00:00-24:00"}),
}


@kernel
def _convert(times, m, items, cells):
    convert(times, m, items, cells)


@pytest.mark.parametrize("name", CALENDARS)
@given(day=st.integers(7, 40), minute=st.integers(0, 1439))
@settings(max_examples=20)
def test_work_is_what_one_counts(name, day, minute):
    """Work done to a moment equals the minutes counted from a moment before it."""
    begin = EPOCH + timedelta(days=day)
    end = begin + timedelta(days=1, minutes=minute)
    worktime = unroll(CALENDARS[name], EPOCH)

    done = [float(worktime.to_work((moment - EPOCH) / timedelta(minutes=1))) for moment in (begin, end)]

    assert naive.work_between(CALENDARS[name], begin, end) == done[1] - done[0]


@pytest.mark.parametrize("name", CALENDARS)
@given(work=st.floats(-50_000, 400_000), finish=st.booleans())
def test_clock_and_work_agree(name, work, finish):
    """The moment at which work is done has that much work before it: in the table, before it and after it."""
    worktime = unroll(CALENDARS[name], EPOCH)

    clock = worktime.to_clock(work, finish=finish)

    assert float(worktime.to_work(clock)) == pytest.approx(work, abs=1e-6)


def test_a_finish_is_an_evening_and_a_start_a_morning():
    """The same work is a finish at 17:00 on Friday and a start at 08:00 on Monday."""
    worktime = unroll(CALENDARS["standard"], EPOCH)
    friday = worktime.to_work(11 * 1440 + 17 * 60)

    assert worktime.to_clock(friday, finish=True) == 11 * 1440 + 17 * 60
    assert worktime.to_clock(friday, finish=False) == 14 * 1440 + 8 * 60


@pytest.mark.parametrize("finish", [True, False])
@pytest.mark.parametrize("target", CALENDARS)
@pytest.mark.parametrize("source", CALENDARS)
def test_a_map_is_both_conversions(source, target, finish):
    """The kernel's table gives what the two calendars give, also on the edges of shifts, before and after the table."""
    if source == target:
        return
    times = [unroll(CALENDARS[source], EPOCH), unroll(CALENDARS[target], EPOCH)]
    table = MapTable(times)
    table.find(0, 1, finish=finish)
    maps = table.record()
    work = np.concatenate([np.linspace(-20_000, 90_000, 3001), np.arange(-50, 300) * 120.0])
    work = (work + GRID) - GRID  # as all times are: what is nearer to a border is taken for it
    expected = times[1].to_work(times[0].to_clock(work, finish=finish))

    _convert(work, 0, maps.item, maps.cell)

    np.testing.assert_allclose(work, expected, rtol=0, atol=1e-6)
