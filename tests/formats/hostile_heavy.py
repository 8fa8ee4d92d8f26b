"""Files of hundreds of megabytes, or that keep their reader busy, each with what riskcore must say of it."""

from __future__ import annotations

from tests.formats.hostile_parts import (
    EITHER,
    ENDLESS,
    GREEDY,
    MANY,
    MARKS,
    NESTED,
    SWOLLEN,
    Parts,
    instead,
    sample,
    within,
)

_EXCEPTION = (
    b"<Exception><TimePeriod><FromDate>1900-01-01T00:00:00</FromDate><ToDate>9999-12-31T23:59:00</ToDate></TimePeriod>"
    b"<Occurrences>999999999</Occurrences><Type>6</Type><Period>1</Period><DaysOfWeek>127</DaysOfWeek>"
    b"<EnteredByOccurrences>1</EnteredByOccurrences><DayWorking>0</DayWorking></Exception>"
)
_SPREAD = (
    b"<TimephasedData><Type>1</Type><UID>1</UID><Start>1900-01-01T00:00:00</Start><Finish>9999-12-31T00:00:00</Finish>"
    b"<Unit>2</Unit><Value>PT48H0M0S</Value></TimephasedData>"
)
_P6_PROJECT = b"<Project><ObjectId>1</ObjectId><Id>A</Id>"
_ROW = b'<task id="1" name="a"/>'
_LAST_LINE = b"\r\n%E\r\n"


def _p6(part: bytes, times: int) -> Parts:
    head = sample("pump.xer").rpartition(b"%E")[0]
    return [(head, 1), (part, times), (_LAST_LINE, 1)]


def p6_activities(count: int) -> Parts:
    """The P6 sample with `count` more activities."""
    head, mark, tail = sample("pump.xer").partition(b"%T\tTASKPRED")
    row = head.splitlines()[-2].split(b"\t")
    rows = b"".join(
        b"\t".join([row[0], b"%d" % n, *row[2:9], b"B%d" % n, *row[10:]]) + b"\r\n" for n in range(9, 9 + count)
    )
    return [(head + rows + mark + tail, 1)]


def project_activities(count: int) -> Parts:
    """The MSPDI sample with `count` more tasks, each after the one before."""
    head, mark, tail = sample("pump.xml").partition(b"</Tasks>")
    row = (
        "<Task><UID>{n}</UID><ID>{n}</ID><Name>Pour section {n}</Name><OutlineLevel>2</OutlineLevel><Type>0</Type>"
        "<Start>2027-04-01T08:00:00</Start><Finish>2027-04-02T17:00:00</Finish><Duration>PT16H0M0S</Duration>"
        "<DurationFormat>7</DurationFormat><RemainingDuration>PT16H0M0S</RemainingDuration><Cost>0</Cost>"
        "<EarlyStart>2027-04-01T08:00:00</EarlyStart><EarlyFinish>2027-04-02T17:00:00</EarlyFinish>"
        "<LateStart>2027-04-01T08:00:00</LateStart><LateFinish>2027-04-02T17:00:00</LateFinish>"
        "<PredecessorLink><PredecessorUID>{p}</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink></Task>"
    )
    rows = "".join(row.format(n=n, p=n - 1) for n in range(6, 6 + count))
    return [(head + rows.encode() + mark + tail, 1)]


HEAVY: dict[str, tuple[Parts, str | tuple[str, ...]]] = {
    "nested 200 MB.xml": ([(MARKS["xml"], 1), (b"<Tasks>", 28_500_000)], NESTED),
    "nested 200 MB.pmxml": ([(MARKS["pmxml"], 1), (b"<Project>", 22_000_000)], NESTED),
    "nested 200 MB.gan": ([(MARKS["gan"], 1), (b"<tasks>", 28_500_000)], NESTED),
    "nested 200 MB.planner": ([(MARKS["planner"], 1), (b"<tasks>", 28_500_000)], NESTED),
    "one word of 200 MB.xml": (
        [(MARKS["xml"] + b"<Title>", 1), (b"x", 200_000_000), (b"</Title></Project>", 1)], GREEDY,
    ),
    "rows without end.xml": ([(MARKS["xml"] + b"<Tasks>", 1), (b"<Task/>", 20_000_000)], EITHER),
    "rows without end.pmxml": ([(MARKS["pmxml"] + _P6_PROJECT, 1), (b"<Activity/>", 15_000_000)], EITHER),
    "rows without end.gan": ([(MARKS["gan"] + b"<tasks>", 1), (_ROW, 8_000_000)], EITHER),
    "rows without end.planner": ([(MARKS["planner"] + b"<tasks>", 1), (_ROW, 5_000_000)], EITHER),
    "rows without end.mpx": ([(MARKS["mpx"], 1), (b"70,1,2,3\r\n", 15_000_000)], EITHER),
    "line of 300 MB.xer": (_p6(b"x", 300_000_000), SWOLLEN),
    "line of 240 MB.xer": (_p6(b"x", 240_000_000), GREEDY),
    "columns of 240 MB.xer": (_p6(b"\t", 240_000_000), GREEDY),
    "80,000 activities.xer": (p6_activities(80_000), EITHER),
    "outline in a circle.xer": (instead("pump.xer", "Civil works\t10", "Civil works\t11"), ENDLESS),
    "every day for ever.xml": (within("pump.xml", "</Exceptions>", _EXCEPTION, 300), EITHER),
    "work of 8,000 years.xml": (within("pump.xml", "</Assignment>", _SPREAD, 200_000), EITHER),
    "days without end.gan": (instead("pump.gan", 'duration="5"', 'duration="2147483647"'), ENDLESS),
    "brackets of 200 MB.json": ([(b"[", 200_000_000)], SWOLLEN),
    "brackets of 90 MB.yaml": ([(b"a: [", 1), (b"[", 90_000_000)], "must not nest"),
    "keys of 90 MB.yaml": ([(("".join(f"k{n}: 1\n" for n in range(2_600_000))).encode(), 1)], MANY),
    "list of 80 MB.yaml": ([(b"activities:\n", 1), (b"- a\n", 20_000_000)], MANY),
    "1,000,000 activities.yaml": (
        [(b"start: 2027-03-01\nactivities:\n", 1), (b"- {id: A, duration: 1d}\n", 1_000_000)], MANY,
    ),
}  # fmt: skip
