"""Links that the mitigations of a scenario remove and add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.errors import Problem
from riskcore.plan.rule import nearest
from riskcore.plan.scenario_from import holds_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.link import Link
    from riskcore.plan.mitigation import LinkChange
    from riskcore.plan.scenario_draft import Draft, Measure

End = tuple[str, str, str]
"""A link as it is removed: successor, predecessor, type."""


def relink(draft: Draft) -> None:
    """Remove links, then add others; what one mitigation adds, another must not remove."""
    removed: dict[End, str] = {}
    for measure in draft.measures:
        for where, change in _changes(draft, measure, "remove"):
            removed.setdefault(_end(change), measure.id)
            _remove(draft, where, change)
    for measure in draft.measures:
        for where, change in _changes(draft, measure, "add"):
            by = removed.get(_end(change), measure.id)
            if by != measure.id:
                rule = "must not be added by one mitigation and removed by another"
                draft.problems.append(Problem(where, rule, f"{_written(change)}, removed by {by}"))
            _add(draft, change)


def _changes(draft: Draft, measure: Measure, verb: str) -> Iterator[tuple[str, LinkChange]]:
    """The changes between activities that there are, and of work that does not start too early."""
    for index, change in enumerate(getattr(measure.mitigation.links, verb)):
        where = f"{measure.where}: links.{verb}[{index}]"
        unknown = [name for name in (change.activity, change.predecessor.activity) if name not in draft.activities]
        for name in unknown:
            draft.problems.append(Problem(where, "must name an activity", f'"{name}"', nearest(name, draft.activities)))
        if not unknown and not holds_back(draft, measure, change.activity, f"the links of {change.activity}"):
            yield where, change


def _remove(draft: Draft, where: str, change: LinkChange) -> None:
    activity = draft.activities[change.activity]
    kept = tuple(link for link in activity.predecessors if _end(change)[1:] != (link.activity, link.type))
    draft.activities[change.activity] = activity.model_copy(update={"predecessors": kept})
    if len(kept) == len(activity.predecessors):
        links = ", ".join(f"{link.activity} {link.type}" for link in activity.predecessors)
        hint = f"{change.activity} waits for {links or 'nothing'}."
        draft.problems.append(Problem(where, "must be a link of the plan", _written(change), hint))


def _add(draft: Draft, change: LinkChange) -> None:
    activity = draft.activities[change.activity]
    if change.predecessor not in activity.predecessors:
        links: tuple[Link, ...] = (*activity.predecessors, change.predecessor)
        draft.activities[change.activity] = activity.model_copy(update={"predecessors": links})


def _end(change: LinkChange) -> End:
    return change.activity, change.predecessor.activity, change.predecessor.type


def _written(change: LinkChange) -> str:
    return f"{change.activity} after {change.predecessor.activity} {change.predecessor.type}"
