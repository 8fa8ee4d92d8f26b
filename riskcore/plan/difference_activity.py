"""What happened to one activity: a rule for each kind of change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.plan.cost import Cost
from riskcore.plan.difference_change import Change
from riskcore.plan.difference_estimate import same
from riskcore.plan.difference_links import relinked
from riskcore.plan.difference_words import text_of, went, written
from riskcore.plan.difference_work import NOT_STARTED, progressed, reestimated, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.constraint import Constraint
    from riskcore.plan.difference_match import Pair

KINDS = (
    "progressed",
    "set_back",
    "added",
    "removed",
    "renumbered",
    "renamed",
    "relinked",
    "reestimated",
    "rescheduled",
    "recosted",
    "reclassified",
)
"""What may happen to an activity, in the order in which it is told."""
LINES = ("items", "resources")
COSTS = {"fixed": "fixed cost", "per_day": "cost per day", "items": "cost items", "index": "price index"}
COSTS |= {"currency": "currency of the cost", "accrue": "accrual of the cost"}
Fields = list[tuple[str, Any, Any]]
"""Label, before, after."""


def added(activity: Activity) -> Change:
    """An activity that the old version has not."""
    return Change("added", activity.id, activity.name, _outline(activity), None, _document(activity))


def removed(activity: Activity) -> Change:
    """An activity that the new version has no more."""
    return Change("removed", activity.id, activity.name, _outline(activity), _document(activity), None)


def renumbered(pair: Pair) -> Iterator[Change]:
    """The same name at the same place under another id."""
    if pair.old.id != pair.new.id:
        words = f"id {pair.old.id} became {pair.new.id}"
        yield Change("renumbered", pair.new.id, pair.new.name, words, pair.old.id, pair.new.id)


def renamed(pair: Pair) -> Iterator[Change]:
    """Another name under the same id."""
    if pair.old.name != pair.new.name:
        words = went("name", pair.old.name, pair.new.name)
        yield Change("renamed", pair.new.id, pair.new.name, words, pair.old.name, pair.new.name)


def reclassified(pair: Pair) -> Iterator[Change]:
    """Another type, place in the work breakdown structure, owner or tags, or taken in or out of the network."""
    before = pair.old.model_copy(update={"wbs": pair.versions.root.followed(pair.old.wbs)})
    fields = [
        (label, getattr(before, label), getattr(pair.new, label))
        for label in ("type", "wbs", "tags", "owner", "active", "probability", "rework")
    ]
    yield from _changed("reclassified", pair, [(label, old, new) for label, old, new in fields if old != new])


def rescheduled(pair: Pair) -> Iterator[Change]:
    """Another constraint, deadline or calendar. A constraint that only ended with the start is progress."""
    old, new = pair.old, pair.new
    fields: Fields = []
    if not (state(old) == NOT_STARTED < state(new) and new.constraint is None):
        before, after = _bounds(old.constraint), _bounds(new.constraint)
        names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        fields += [(name.replace("_", " "), before.get(name), after.get(name)) for name in names]
    for label in ("deadline", "expected_finish"):
        if getattr(old, label) != getattr(new, label):
            fields.append((label.replace("_", " "), getattr(old, label), getattr(new, label)))
    before_name, after_name = (a.calendar or plan.calendar for a, plan in zip((old, new), _plans(pair), strict=True))
    if old.calendar != new.calendar and before_name != after_name:
        fields.append(("calendar", before_name, after_name))
    yield from _changed("rescheduled", pair, fields)


def recosted(pair: Pair) -> Iterator[Change]:
    """Another cost."""
    before, after = pair.old.cost or Cost(), pair.new.cost or Cost()
    estimates = (("fixed", before.fixed, after.fixed), ("per_day", before.per_day, after.per_day))
    fields: Fields = [(label, one, two) for label, one, two in estimates if not same(one, two)]
    lists = [(name, _documents(getattr(before, name)), _documents(getattr(after, name))) for name in LINES]
    words = [(name, getattr(before, name), getattr(after, name)) for name in ("currency", "index", "accrue")]
    fields += [(label, one, two) for label, one, two in (*lists, *words) if one != two]
    yield from _changed("recosted", pair, fields, COSTS)


RULES: tuple[Callable[[Pair], Iterator[Change]], ...] = (
    progressed,
    renumbered,
    renamed,
    relinked,
    reestimated,
    rescheduled,
    recosted,
    reclassified,
)


def _plans(pair: Pair) -> tuple[Any, Any]:
    return pair.versions.old, pair.versions.new


def _changed(kind: str, pair: Pair, fields: Fields, labels: dict[str, str] | None = None) -> Iterator[Change]:
    if fields:
        words = "; ".join(went((labels or {}).get(label, label), old, new) for label, old, new in fields)
        before = {label.replace(" ", "_"): written(old) for label, old, _ in fields}
        after = {label.replace(" ", "_"): written(new) for label, _, new in fields}
        yield Change(kind, pair.new.id, pair.new.name, words, before, after)


def _bounds(constraint: Constraint | None) -> dict[str, Any]:
    bounds = {} if constraint is None else {name: getattr(constraint, name) for name in type(constraint).model_fields}
    return {name: value for name, value in bounds.items() if value}


def _outline(activity: Activity) -> str:
    """`5d after A and B`, `milestone`."""
    parts = [text_of(activity.duration) if activity.type == "task" else activity.type]
    if activity.predecessors:
        parts.append(f"after {text_of([link.activity for link in activity.predecessors])}")
    return " ".join(parts)


def _documents(lines: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(line.model_dump(mode="json", by_alias=True, exclude_defaults=True) for line in lines)


def _document(activity: Activity) -> dict[str, Any]:
    return activity.model_dump(mode="json", by_alias=True, exclude_defaults=True)
