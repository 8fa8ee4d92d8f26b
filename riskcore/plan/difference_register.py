"""Risks, uncertainty rules and correlations that were added, removed or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore.plan.difference_change import Change
from riskcore.plan.difference_estimate import same
from riskcore.plan.difference_words import text_of, went, written
from riskcore.plan.estimate import Estimate
from riskcore.plan.model import Record
from riskcore.plan.selector import Selector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from riskcore.plan.difference_match import Versions

Records = dict[str, Record]
LABELS = {"duration_factor": "factor", "activities": "choice of activities"}


def risk_changes(versions: Versions) -> Iterator[Change]:
    """Risks, matched by their id."""
    old = {risk.id: risk for risk in _followed(versions, versions.old.risks)}
    yield from changes(old, {risk.id: risk for risk in versions.new.risks})


def uncertainty_changes(versions: Versions) -> Iterator[Change]:
    """Uncertainty rules, matched by the activities that they choose; of several, the last one holds."""
    old = _named(_followed(versions, versions.old.uncertainty))
    new = _named(versions.new.uncertainty)
    yield from changes(old, new)
    before, after = ([name for name in one if name in two] for one, two in ((old, new), (new, old)))
    if before != after:
        yield Change("changed", "order", "", "the order of the rules, of which the last one holds", before, after)


def correlation_changes(versions: Versions) -> Iterator[Change]:
    """Groups of correlated activities, matched by their name, else by the activities that they choose."""
    old = _named(_followed(versions, versions.old.correlations))
    yield from changes(old, _named(versions.new.correlations))


def branch_changes(versions: Versions) -> Iterator[Change]:
    """Branches, matched by their name, else by their place."""
    old, new = versions.old.branches, versions.new.branches
    yield from changes(_placed(old), _placed(new))


def _placed(branches: Iterable[Any]) -> Records:
    return {branch.name or f"branch {k + 1}": branch for k, branch in enumerate(branches)}


def _followed(versions: Versions, records: Iterable[Any]) -> list[Any]:
    """The old records with their activities called as they are now."""
    return [record.model_copy(update={"activities": versions.followed(record.activities)}) for record in records]


def _named(records: Iterable[Any]) -> Records:
    """Records that have no id by their name or their activities; the second of one name is "name (2)"."""
    found: Records = {}
    for record in records:
        name = key = getattr(record, "name", "") or _members(record)
        count = 1
        while key in found:
            count += 1
            key = f"{name} ({count})"
        found[key] = record
    return found


def changes(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[Change]:
    """What was added to, removed from or changed in records by name."""
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        title = getattr(after or before, "name", "")
        if before is None and after is not None:
            yield Change("added", name, title, _outline(after), None, _document(after))
        elif after is None and before is not None:
            yield Change("removed", name, title, _outline(before), _document(before), None)
        elif before is not None and after is not None:
            fields = list(_fields(before, after))
            if fields:
                words = "; ".join(went(LABELS.get(field, field), _plain(a), _plain(b)) for field, a, b in fields)
                one, two = ({f: values[k] for f, *values in _written(fields)} for k in (0, 1))
                yield Change("changed", name, title, words, one, two)


def _fields(old: Record, new: Record) -> Iterator[tuple[str, Any, Any]]:
    for field in type(new).model_fields:
        before, after = getattr(old, field), getattr(new, field)
        alike = isinstance(before, Estimate) and isinstance(after, Estimate) and same(before, after)
        if before != after and not alike:
            yield field, before, after


def _written(fields: list[tuple[str, Any, Any]]) -> list[tuple[str, Any, Any]]:
    def one(value: Any) -> Any:
        return _document(value) if isinstance(value, Record) else written(value)

    return [(field, one(before), one(after)) for field, before, after in fields]


def _plain(value: Any) -> Any:
    return _chosen(value) if isinstance(value, Selector) else value


def _members(record: Any) -> str:
    """What a rule or a correlation without a name is about."""
    parts = [getattr(record, "activities", None), getattr(record, "costs", None)]
    named = [*getattr(record, "risks", ()), *getattr(record, "items", ())]
    return ", ".join([*(_chosen(part) for part in parts if part is not None), *named])


def _chosen(selector: Selector) -> str:
    """`all`, `id A, B`, `wbs 3, tag civil`."""
    parts = selector.model_dump(mode="json", exclude_defaults=True)
    return "all" if selector.all else ", ".join(f"{key} {', '.join(values)}" for key, values in parts.items())


def _outline(record: Record) -> str:
    """`probability 0.3, delay 3d`."""
    fields = (field for field in _document(record) if field not in ("id", "name", "activities"))
    names = {field.alias or name: name for name, field in type(record).model_fields.items()}
    return ", ".join(f"{LABELS.get(field, field)} {text_of(getattr(record, names[field]))}" for field in fields)


def _document(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
