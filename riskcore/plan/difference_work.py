"""Progress and estimates: how far an activity has come, and how much work is thought to be left.

The two are told apart by the state of the activity. As long as it has not started, another duration is another
estimate. Once it has started, remaining work that became less is progress, and work that became more is an estimate;
another duration is an estimate too, unless it only repeats the remaining one, as files of Primavera P6 do. When it
finishes, its actual dates say how long it took, and no estimate matters any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.plan.difference_change import Change
from riskcore.plan.difference_estimate import same, shrank
from riskcore.plan.difference_words import text_of, went, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.difference_match import Pair
    from riskcore.plan.estimate import Estimate

NOT_STARTED, STARTED, FINISHED = range(3)
Step = tuple[str, str, Any, Any]
"""Field, sentence, before, after."""


def state(activity: Activity) -> int:
    """Not started, started or finished."""
    return FINISHED if activity.actual_finish else STARTED if activity.actual_start else NOT_STARTED


def progressed(pair: Pair) -> Iterator[Change]:
    """Started, finished, less left to do, or other actual dates; "set_back" where progress was taken back."""
    kind = "set_back" if state(pair.new) < state(pair.old) else "progressed"
    yield from _change(kind, pair, list(_progress(pair)))


def reestimated(pair: Pair) -> Iterator[Change]:
    """Another duration, planned duration or remaining work, and not just by progress."""
    yield from _change("reestimated", pair, list(_estimates(pair)))


def _change(kind: str, pair: Pair, steps: list[Step]) -> Iterator[Change]:
    if steps:
        before = {field: written(value) for field, _, value, _ in steps}
        after = {field: written(value) for field, _, _, value in steps}
        yield Change(kind, pair.new.id, pair.new.name, "; ".join(words for _, words, _, _ in steps), before, after)


def _progress(pair: Pair) -> Iterator[Step]:
    old, new = pair.old, pair.new
    for field, verb in (("actual_start", "started"), ("actual_finish", "finished")):
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        label = field.replace("_", " ")
        words = f"{verb} on {after.date()}" if before is None else f"is no longer {verb}"
        yield field, went(label, before, after) if before and after else words, before, after
    if state(old) == NOT_STARTED < state(new) and old.constraint and new.constraint is None:
        before = old.constraint.model_dump(mode="json", exclude_defaults=True)
        yield "constraint", "its constraint ended with the start", before, None
    if state(new) != STARTED or state(old) == FINISHED:
        return
    first = state(old) == STARTED and old.remaining is None
    if new.remaining and (_less(pair) or (first and _same(pair, old.work, new.work))):
        yield "remaining", went("remaining work", old.work, new.remaining), old.work, new.remaining
    if state(old) == STARTED and old.resume != new.resume:
        yield "resume", went("resuming", old.resume, new.resume), old.resume, new.resume


def _estimates(pair: Pair) -> Iterator[Step]:
    old, new = pair.old, pair.new
    if state(old) < FINISHED == state(new):
        return
    repeats = new.remaining is not None and new.duration == new.remaining
    if not repeats and not _same(pair, old.duration, new.duration):
        yield "duration", went("duration", old.duration, new.duration), old.duration, new.duration
    if old.planned != new.planned:
        yield "planned", went("planned duration", old.planned, new.planned), _text(old.planned), _text(new.planned)
    if new.remaining is not None and state(old) < FINISHED:
        ranged = old.remaining is not None and old.remaining.certain != new.remaining.certain
        if ranged or not (_same(pair, old.work, new.work) or _less(pair)):
            yield "remaining", went("remaining work", old.work, new.remaining), old.work, new.remaining
    elif old.remaining is not None and state(new) == STARTED:
        yield "remaining", "the remaining work is no longer stated", old.remaining, None


def _text(value: object) -> str | None:
    return None if value is None else text_of(str(value))


def _same(pair: Pair, old: Estimate, new: Estimate) -> bool:
    return same(old, new, pair.versions.old.hours_of(pair.old), pair.versions.new.hours_of(pair.new))


def _less(pair: Pair) -> bool:
    """Whether less work is left than before."""
    if _same(pair, pair.old.work, pair.new.work):
        return False
    hours = pair.versions.old.hours_of(pair.old), pair.versions.new.hours_of(pair.new)
    return shrank(pair.old.work, pair.new.work, *hours)
