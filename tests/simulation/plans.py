"""Hypothesis strategies: small plans, as documents, with everything that decides on a date."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

START = datetime(2027, 3, 1)  # a Monday
SHIFTS = (
    "",
    "08:00-12:00, 13:00-17:00",
    "07:00-15:00",
    "22:00-06:00",
    "06:00-14:00, 14:00-22:00",
    "09:00-11:15, 11:45-13:05",
    "00:00-24:00",
)
CALENDARS = ("one", "two", "standard", "24h")
CLOCK_TIMES = ("", "T08:00", "T17:00", "T12:30", "T10:07", "T23:00", "T06:00")
WORK = st.one_of(
    st.sampled_from(("0d", "1d", "2d", "3d", "1w", "2ed", "30eh", "1h")), st.integers(1, 3000).map("{}min".format)
)
LAGS = st.sampled_from(("0d", "0d", "1d", "-1d", "3h", "-2h", "1ed", "-12eh", "2d", "7min"))
LAG_CALENDARS = st.sampled_from(("predecessor", "successor", "plan", "24h"))
MODES = st.sampled_from(("retained logic", "progress override", "actual dates"))
BOUNDS = ("start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than")
OTHERS = ("start_on", "finish_on", "mandatory_start", "mandatory_finish")


def dates(first, last):
    """A day, counted from the start of the plan, often with a time."""
    return st.builds(
        lambda day, clock: (START + timedelta(days=day)).date().isoformat() + clock,
        st.integers(first, last),
        st.sampled_from(CLOCK_TIMES),
    )


@st.composite
def calendars(draw):
    """A week of one or two kinds of days, and days that differ."""
    split = draw(st.integers(1, 6))
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    usual, other = draw(st.sampled_from(SHIFTS[1:])), draw(st.sampled_from(SHIFTS))
    week = {f"mon-{days[split - 1]}": usual, f"{days[split]}-sun": other}
    exceptions = []
    for _ in range(draw(st.integers(0, 2))):
        first = draw(st.integers(0, 30))
        days = {"from": START + timedelta(days=first), "to": START + timedelta(days=first + draw(st.integers(0, 4)))}
        exceptions.append(days | {"work": draw(st.sampled_from(SHIFTS))})
    made = {"week": week, "exceptions": exceptions}
    return made | draw(st.sampled_from(({}, {}, {"hours_per_day": 7.5})))


@st.composite
def constraints(draw):
    """One of those that exclude each other, or up to two bounds."""
    if draw(st.booleans()):
        return {draw(st.sampled_from(OTHERS)): draw(dates(-5, 30))}
    names = draw(st.lists(st.sampled_from(BOUNDS), max_size=2, unique=True))
    made = {name: draw(dates(-5, 30)) for name in names}
    late = draw(st.sampled_from((None, "free float", "total float")))
    return made | ({"as_late_as_possible": late} if late else {})


@st.composite
def progress(draw, status):
    """Complete, or under way; by the status date."""
    start = draw(st.integers(-3, status - 1))
    made = {"actual_start": draw(dates(start, start))}
    if draw(st.booleans()):
        finish = draw(st.integers(start + 1, status))
        return made | {"actual_finish": (START + timedelta(days=finish)).date().isoformat() + "T07:00"}
    if draw(st.booleans()):
        made["remaining"] = draw(WORK)
    if draw(st.integers(0, 3)) == 0:
        made["resume"] = draw(dates(start + 1, status + 5))
    return made


@st.composite
def links(draw, index):
    """Up to three links to what comes before."""
    found = []
    for _ in range(draw(st.integers(0, min(index, 3)))):
        kind = draw(st.sampled_from(("FS", "SS", "FF", "SF")))
        link = {"activity": f"A{draw(st.integers(0, index - 1))}", "type": kind}
        if draw(st.booleans()):
            link["lag"] = draw(LAGS)
            link |= draw(st.sampled_from(({}, {"lag_calendar": draw(LAG_CALENDARS)})))
        found.append(link)
    return found


@st.composite
def activities(draw, index, status):
    """An activity that may wait for those before it."""
    kind = draw(st.sampled_from(("task", "task", "task", "task", "milestone", "start milestone")))
    made = {"id": f"A{index}", "type": kind, "predecessors": draw(links(index))}
    if kind == "task":
        made["duration"] = draw(WORK)
    if draw(st.booleans()):
        made["calendar"] = draw(st.sampled_from(CALENDARS))
    if draw(st.integers(0, 2)) == 0:
        made["constraint"] = draw(constraints())
    if draw(st.integers(0, 4)) == 0:
        made["deadline"] = draw(dates(0, 30))
    done = draw(progress(status)) if status is not None and draw(st.booleans()) else {}
    if kind == "task" or "actual_finish" in done:
        made |= done
    if index and "actual_start" not in made and draw(st.integers(0, 9)) == 0:
        made["active"] = False
    return made


@st.composite
def plans(draw, progressed=True):
    """A plan of up to six activities."""
    status = draw(st.integers(1, 15)) if progressed else None
    count = draw(st.integers(1, 6))
    made = {
        "start": draw(dates(0, 3)),
        "calendar": draw(st.sampled_from(CALENDARS)),
        "calendars": {"one": draw(calendars()), "two": draw(calendars())},
        "lag_calendar": draw(LAG_CALENDARS),
        "no_later_than_binds": draw(st.booleans()),
        "activities": [draw(activities(index, status)) for index in range(count)],
    }
    return made if status is None else made | {"status_date": draw(dates(status, status)), "progress": draw(MODES)}
