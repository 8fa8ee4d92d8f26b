"""Whether riskcore computes the dates that the plan's own tool computed, and why where it does not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcore.simulation import schedule

if TYPE_CHECKING:
    from riskcore.plan import Activity, Plan, Source

SAME = timedelta(minutes=1)


@dataclass(frozen=True)
class Compared:
    """One activity: the dates in the file, the dates computed here, and the cause of a difference."""

    uid: int
    row: int | None
    id: str
    name: str
    stored_start: datetime | None
    stored_finish: datetime | None
    start: datetime | None
    finish: datetime | None
    computed: bool
    equal: bool
    cause: str

    @property
    def minutes_off(self) -> float:
        """How far the finish lies from the stored one, in minutes of the clock."""
        if self.finish is None or self.stored_finish is None:
            return 0.0
        return (self.finish - self.stored_finish) / SAME


@dataclass(frozen=True)
class ImportCheck:
    """The comparison of a whole plan; `equal` counts among the computed activities, `compared` are all with dates."""

    activities: tuple[Compared, ...]
    compared: int
    computed: int
    equal: int

    @property
    def share(self) -> float:
        """Of the computed activities, the share whose start and finish are the same; 1 where there are none."""
        return self.equal / self.computed if self.computed else 1.0

    @property
    def headline(self) -> str:
        """3,994 of 3,994 activities start and finish as in the file."""
        return f"{self.equal:,} of {self.computed:,} activities start and finish as in the file."

    def causes(self) -> list[tuple[str, int]]:
        """The causes of differences, most frequent first."""
        return Counter(one.cause for one in self.activities if one.computed and not one.equal).most_common()


def is_imported(plan: Plan) -> bool:
    """Whether the plan was read from a scheduling tool's file."""
    return bool(plan.left_out) or any(activity.source for activity in plan.activities)


def import_check(plan: Plan) -> ImportCheck:
    """Compute the plan's dates and compare them with those that were read with it."""
    found = schedule(plan)
    moments = {
        name: tuple(found.epoch + round(float(times[k])) * SAME for times in (found.early_start, found.early_finish))
        for k, name in enumerate(found.id)
    }
    equal = {a.id: _equal(a.source, *moments[a.id]) for a in plan.activities if a.source is not None}
    causes = _causes(plan, equal)
    compared = [
        _compared(a.source, a.id, a.name, moments[a.id], equal=equal[a.id], cause=causes.get(a.id, ""))
        for a in plan.activities
        if a.source is not None
    ]
    compared += [
        _compared(one, one.id, one.name, None, equal=False, cause=f"unsupported feature: {one.reason}")
        for one in plan.left_out
    ]
    computed = [one for one in compared if one.computed]
    return ImportCheck(tuple(compared), len(compared), len(computed), sum(one.equal for one in computed))


def _compared(
    source: Source, name: str, title: str, dates: tuple[datetime, ...] | None, *, equal: bool, cause: str
) -> Compared:
    start, finish = (None, None) if dates is None else dates
    return Compared(
        uid=source.uid,
        row=source.row,
        id=name,
        name=title,
        stored_start=source.start,
        stored_finish=source.finish,
        start=start,
        finish=finish,
        computed=source.computed,
        equal=equal,
        cause="" if equal else cause,
    )


def _equal(source: Source, start: datetime, finish: datetime) -> bool:
    """To the minute, or to the day where the file keeps days."""
    pairs = [(start, source.start), (finish, source.finish)]
    if source.whole_days:
        return all(stored is None or computed.date() == stored.date() for computed, stored in pairs)
    return all(stored is None or abs(computed - stored) < SAME for computed, stored in pairs)


def _causes(plan: Plan, equal: dict[str, bool]) -> dict[str, str]:
    """Of each activity that differs, its own cause, or that of the first before it that differs."""
    by_id = {activity.id: activity for activity in plan.activities}
    found: dict[str, str] = {}
    for activity in plan.activities:
        if equal.get(activity.id, True):
            continue
        root, seen = activity, {activity.id}
        while True:
            before = [by_id[link.activity] for link in root.predecessors if not equal.get(link.activity, True)]
            before = [one for one in before if one.id not in seen]
            if not before:
                break
            root = before[0]
            seen.add(root.id)
        cause = _own_cause(root, by_id, plan)
        found[activity.id] = cause if root is activity else f"{cause} (from {root.id})"
    return found


def _own_cause(activity: Activity, by_id: dict[str, Activity], plan: Plan) -> str:
    source = activity.source
    if source is None or not source.computed:
        return "manual"
    for link in activity.predecessors:
        before = by_id[link.activity].source
        finish = before.finish if before is not None else None
        if link.type == "FS" and finish and source.start and source.start < finish and activity.actual_start is None:
            return "stale file"
    if activity.actual_start is not None:
        return "progress"
    if source.levelled:
        return "levelling"
    if activity.constraint is not None:
        return "constraint"
    if activity.calendar not in (None, plan.calendar):
        return "calendar"
    if not activity.predecessors:
        return "resource"
    return "stale file" if source.whole_days else "resource"
