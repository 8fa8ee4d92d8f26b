"""The slow, obvious twin of the deterministic schedule: as a person computes it with a calendar on the wall.

Every date is a moment of the clock. To add working time one walks from shift to shift. A float is found by trial: an
activity is put off by more and more minutes until a link or a date says no. There is no backward pass, no table.

A start is written as the moment at which work begins (08:00 on Monday), a finish as the moment at which it ends (17:00
on Friday): in an activity's own time both are the same point. A milestone is a moment of the clock at which its
calendar works or has just stopped, else its next start of work; a start milestone, and what has nothing left to do, a
start of work. What is complete passes on the date up to which its predecessors would still hold it: retained logic.
"""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from graphlib import TopologicalSorter
from math import ceil

from riskcore.plan import CLOCK_NAME
from tests import naive

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SPELLS = {}
STARTS = ("start_no_earlier_than", "start_on")
FINISHES = ("finish_no_earlier_than", "finish_on")
LATEST_STARTS = ("start_no_later_than", "start_on", "mandatory_start")
LATEST_FINISHES = ("finish_no_later_than", "finish_on", "mandatory_finish")


class Wall:
    """A calendar on the wall."""

    def __init__(self, calendar):
        self.calendar, self.days = calendar, {}

    def hours(self, day):
        """Spells of work of a day, found minute by minute; days with the same shifts are looked at once."""
        if day not in self.days:
            shifts = (naive._shifts(self.calendar, day - DAY), naive._shifts(self.calendar, day))
            if shifts not in SPELLS:
                works = [False, *(naive.works(self.calendar, day + m * MINUTE) for m in range(1440)), False]
                opens = [m for m in range(1440) if works[m + 1] and not works[m]]
                closes = [m + 1 for m in range(1440) if works[m + 1] and not works[m + 2]]
                SPELLS[shifts] = [(a * MINUTE, b * MINUTE) for a, b in zip(opens, closes, strict=True)]
            self.days[day] = [(day + a, day + b) for a, b in SPELLS[shifts]]
        return self.days[day]

    def after(self, moment):
        """Spells of work from `moment` on."""
        day = datetime.combine(moment.date(), time())
        while True:
            yield from ((max(opens, moment), closes) for opens, closes in self.hours(day) if closes > moment)
            day += DAY

    def before(self, moment):
        """Spells of work up to `moment`, the last one first."""
        day = datetime.combine(moment.date(), time())
        while True:
            yield from ((opens, min(closes, moment)) for opens, closes in self.hours(day)[::-1] if opens < moment)
            day -= DAY

    def morning(self, moment):
        """When work begins, or goes on, at or after `moment`."""
        return next(self.after(moment))[0]

    def evening(self, moment):
        """Up to when work was done, at or before `moment`."""
        return next(self.before(moment))[1]

    def add(self, moment, minutes, *, finish):
        """`minutes` of work later, or earlier; written as a finish or as a start."""
        left = abs(minutes) * MINUTE
        for opens, closes in self.after(moment) if minutes > 0 else self.before(moment):
            if left <= closes - opens:
                moment = opens + left if minutes > 0 else closes - left if minutes < 0 else moment
                return self.evening(moment) if finish else self.morning(moment)
            left -= closes - opens
        raise AssertionError

    def between(self, begin, end):
        """Minutes of work from `begin` to `end`; negative where `end` comes first."""
        if end < begin:
            return -self.between(end, begin)
        work = timedelta()
        for opens, closes in self.after(begin):
            if opens >= end:
                return work / MINUTE
            work += min(closes, end) - opens
        raise AssertionError


@dataclass
class Work:
    """One activity: on which calendar it works, how much is left of it, and where it lies."""

    activity: object
    home: Wall
    wall: Wall  # on which it moves: `home`; of a milestone and of what is complete the clock
    minutes: int
    shape: str  # "span"; "evening": a milestone; "morning": an instant at a start of work; "passed": complete
    start: datetime = None
    finish: datetime = None
    followers: list = field(default_factory=list)  # (link, successor)
    free: int = 0  # half minutes of `wall` by which it may slip and put off no successor
    total: int = 0  # half minutes of `wall` by which it may slip and the plan ends in time

    def at(self, moment, *, finish=False, latest=False):
        """`moment` as its start or finish; where its calendar rests a milestone lies after it, or by it."""
        if self.shape == "passed" or (self.shape == "evening" and self.home.evening(moment) == moment):
            return moment
        if self.shape == "evening" and latest and moment != self.home.morning(moment):
            return self.home.evening(moment)
        return self.home.evening(moment) if finish and self.shape == "span" else self.home.morning(moment)

    def ends(self, start):
        """Its finish, if it starts then."""
        return self.home.add(start, self.minutes, finish=True) if self.shape == "span" else start

    def begins(self, finish):
        """Its start, if it finishes then."""
        return self.home.add(finish, -self.minutes, finish=False) if self.shape == "span" else finish

    def early(self):
        return self.start, self.finish

    def late(self):
        return self.slipped(self.total)

    def slipped(self, halves):
        """Its start and finish, so many half minutes later."""
        if not halves:
            return self.start, self.finish
        begin = self.wall.add(self.start, halves / 2, finish=self.shape == "evening")
        return begin, begin if self.shape != "span" else self.wall.add(self.finish, halves / 2, finish=True)

    def put_off(self, minutes):
        """Its start and finish so much later, a milestone in the evening."""
        start, finish = self.slipped(2 * minutes)
        if self.shape != "evening":
            return start, finish
        return (max(self.home.evening(start), self.start),) * 2


class Twin:
    """The schedule of `plan`: `works` by id, each with its dates and floats, and `end`, the finish of the plan."""

    def __init__(self, plan):
        self.plan = plan
        self.retained = plan.status_date and plan.progress == "retained logic"
        self.walls = {name: Wall(plan.calendar_named(name)) for name in plan.known_calendars()}
        self.forward({})
        held = self.put_off_by("total float")
        if held:
            self.measure()
            self.forward({work.activity.id: work.put_off(work.total // 2)[0] for work in held})
        for work in self.put_off_by("free float"):
            work.start, work.finish = work.put_off(max(ceil(self.most(work, Work.early) / 2), 0))
        self.measure()

    def dates(self, name):
        """Early start and finish: what has happened, where it has."""
        work = self.works[name]
        finish = end_of(work.activity.actual_finish) if work.activity.actual_finish else work.finish
        return work.activity.actual_start or work.start, finish

    def floats(self, name):
        """Total and free float in working minutes of the activity's calendar; None of what is complete or inactive."""
        work = self.works[name]
        if work.activity.actual_finish or not work.activity.active:
            return None
        return tuple(ceil(work.home.between(work.finish, work.slipped(most)[1])) for most in (work.total, work.free))

    def put_off_by(self, way):
        """What has not started and is as late as possible, the last first."""
        open_ = [w for w in self.works.values() if w.activity.active and not w.activity.actual_start]
        late = [w for w in open_ if w.activity.constraint and w.activity.constraint.as_late_as_possible == way]
        return late[::-1]

    def forward(self, held):
        """The forward pass; `held` are starts by id, before which some activities are not to start."""
        activities = {activity.id: activity for activity in self.plan.activities}
        before = {name: [link.activity for link in activity.predecessors] for name, activity in activities.items()}
        self.works = {}
        for name in TopologicalSorter(before).static_order():
            self.works[name] = work = self.work(activities[name])
            self.place(work, [held[name]] if name in held else [])
        self.end = max(self.dates(name)[1] for name, work in self.works.items() if work.activity.active)

    def work(self, activity):
        """What is left to do, and in which time."""
        clock, hours = self.walls[CLOCK_NAME], self.plan.hours_of(activity)
        home = clock if activity.work.elapsed else self.walls[activity.calendar or self.plan.calendar]
        stated = activity.planned if activity.remaining is None else None
        minutes = round(stated.minutes(hours) if stated else activity.work.distribution(hours).planned)
        if activity.actual_finish:
            return Work(activity, home, clock, 0, "passed")
        if activity.type == "milestone":
            return Work(activity, home, clock, 0, "evening")
        if activity.actual_start and activity.remaining is None:
            minutes = max(minutes - int(home.between(activity.actual_start, self.goes_on(activity))), 0)
        return Work(activity, home, home, minutes, "span" if minutes else "morning")

    def goes_on(self, activity):
        """When the remaining work of a started activity may go on."""
        return max(given(activity, "actual_start", "resume") + given(self.plan, "status_date"))

    def place(self, work, held):
        """As early as its dates and its predecessors allow."""
        activity = work.activity
        if activity.actual_finish and not self.retained:
            work.start = work.finish = end_of(activity.actual_finish)
            return
        dated = None if activity.actual_start else activity.constraint
        pin, by = given(dated, "mandatory_start"), given(dated, "mandatory_finish")
        asked = {
            "S": held + [work.at(date) for date in self.floors(activity) + pin],
            "F": [work.at(end_of(date), finish=True) for date in given(dated, *FINISHES) + by],
        }
        for link in filter(lambda link: self.holds(link, activity), activity.predecessors):
            before = self.works[link.activity]
            asked[link.type[1]].append(self.asked(link, before, work, before.start, before.finish))
            if activity.active and (link.type[0] == "F" or not before.activity.actual_start):
                before.followers.append((link, work))
        strict = dated if self.plan.no_later_than_binds else None
        first = [work.at(date) for date in pin]
        first += [work.at(date, latest=True) for date in given(strict, "start_no_later_than")]
        last = [work.at(end_of(date), finish=True) for date in by]
        last += [work.at(end_of(date), finish=True, latest=True) for date in given(strict, "finish_no_later_than")]
        if asked["S"]:
            work.start = min([max(asked["S"]), *first])
            asked["F"].append(work.ends(work.start))
        work.finish = min([max(asked["F"]), *last])
        if not asked["S"] or work.finish != work.ends(work.start):
            work.start = min([work.begins(work.finish), *first])
            work.finish = work.ends(work.start)

    def floors(self, activity):
        """Dates before which it may not start."""
        if activity.actual_finish:
            return [self.plan.status_date]
        if activity.actual_start:
            return [self.goes_on(activity)]
        own, plan = given(activity.constraint, *STARTS), self.plan
        if plan.status_date:
            return [*own, plan.start, plan.status_date]
        if any(link.type[1] == "S" and self.holds(link, activity) for link in activity.predecessors):
            return own
        ends = [end_of(date) for date in given(activity.constraint, *FINISHES)]
        earlier = min(own, default=plan.start) < plan.start or max(ends, default=datetime.max) <= plan.start
        return own if earlier else [*own, plan.start]

    def holds(self, link, activity):
        """Whether a link holds `activity` back: the complete hand on what they would still wait for."""
        before = self.works[link.activity].activity
        if activity.actual_finish and before.actual_finish:
            return False
        overridden = activity.actual_start and self.plan.progress == "progress override"
        return not overridden and (before.active or not activity.active)

    def asked(self, link, before, after, start, finish):
        """The start or finish that `link` asks of `after`, if `before` lies at `start` and `finish`."""
        from_finish = link.type[0] == "F"
        moment = finish if from_finish else before.activity.actual_start or start
        evening = before.shape == "evening" or (from_finish and before.shape == "span")
        wall, lag = self.lag(link, before.activity, after.activity)
        if from_finish and before.activity.actual_finish and self.retained and lag > 0:
            lag = max(lag - wall.between(end_of(before.activity.actual_finish), self.plan.status_date), 0)
        if lag:
            moment = wall.add(moment, lag, finish=evening)
        return after.at(moment, finish=link.type[1] == "F")

    def lag(self, link, before, after):
        """On which calendar the lag counts, and its minutes there."""
        names = {"predecessor": before.calendar, "successor": after.calendar, "plan": self.plan.calendar}
        whose = "24h" if link.lag.elapsed else link.lag_calendar or self.plan.lag_calendar
        name = CLOCK_NAME if whose == "24h" else names[whose] or self.plan.calendar
        return self.walls[name], round(link.lag.distribution(self.plan.calendar_named(name).hours()).planned)

    def measure(self):
        """Both floats, of the last activity first."""
        for work in reversed(self.works.values()):
            work.free, work.total = self.most(work, Work.early), self.most(work, Work.late)
            activity = work.activity
            ends = given(activity, "deadline") + given(activity.constraint, *LATEST_FINISHES)
            starts = [] if activity.actual_start else given(activity.constraint, *LATEST_STARTS)
            bounds = [work.wall.between(work.finish, end_of(date)) for date in ends]
            bounds += [work.wall.between(work.start, date) for date in starts]
            if not activity.actual_finish:
                work.total = int(min([work.total, *(2 * bound for bound in bounds)]))

    def most(self, work, limit):
        """How far `work` may slip until a link asks for more than its successor's `limit`, or the plan ends.

        In half minutes: where 479 minutes and a half do no harm and 480 do, the float is 480.
        """
        end = self.end + 60 * DAY if work.activity.actual_finish else self.end

        def harmless(halves):
            start, finish = work.slipped(halves)
            return finish <= end and all(
                self.asked(link, work, after, start, finish) <= limit(after)["SF".index(link.type[1])]
                for link, after in work.followers
                if after.followers or not after.activity.actual_finish  # what is complete ends nothing
            )

        most, step = int(2 * work.wall.between(work.finish, end)), 1
        if harmless(most):
            return most
        while not harmless(most - step):
            step *= 2
        good, bad = most - step, most - step // 2
        while bad - good > 1:
            middle = (good + bad) // 2
            good, bad = (middle, bad) if harmless(middle) else (good, middle)
        return good


def given(record, *names):
    """Those of the dates of `record` that are stated."""
    return [date for name in names if record and (date := getattr(record, name))]


def end_of(date):
    """A date alone means the end of that day where a finish is meant."""
    return date + DAY if date.time() == time() else date
