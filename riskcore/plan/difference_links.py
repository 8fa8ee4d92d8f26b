"""Links that were added, removed, or given another type or lag."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore.plan.difference_change import Change
from riskcore.plan.difference_estimate import same
from riskcore.plan.difference_words import text_of
from riskcore.plan.link import NO_LAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan.activity import Activity
    from riskcore.plan.difference_match import Pair
    from riskcore.plan.link import Link
    from riskcore.plan.plan import Plan
    from riskcore.plan.quantity import WorkHours


@dataclass(frozen=True)
class _End:
    """A link with what its lag is counted by."""

    link: Link
    id: str
    whose: str
    hours: WorkHours

    def __str__(self) -> str:
        link = self.link
        text = self.id if link.type == "FS" and link.lag == NO_LAG else f"{self.id} {link.type}"
        if link.lag != NO_LAG:
            lag = text_of(link.lag)
            sign = "" if lag.startswith("-") else "+" if link.lag.certain else " + "
            text = f"{text}{sign}{lag}"
        return f"{text} by the calendar {link.lag_calendar}" if link.lag_calendar else text


def relinked(pair: Pair) -> Iterator[Change]:
    """The activity waits for others, or in another way. Links follow an activity that was only renumbered."""
    versions = pair.versions
    before = _ends(pair.old, versions.old, versions.old_by_id, versions.new_id)
    after = _ends(pair.new, versions.new, versions.new_by_id, str)
    words: list[str] = []
    lost: list[str] = []
    won: list[str] = []
    for name in dict.fromkeys((*before, *after)):
        gone, come = _unlike(before.get(name, []), after.get(name, []))
        changed = min(len(gone), len(come))
        words += [f"link {old} became {new}" for old, new in zip(gone, come, strict=False)]
        words += [f"link from {old} was removed" for old in gone[changed:]]
        words += [f"link from {new} was added" for new in come[changed:]]
        lost += map(str, gone)
        won += map(str, come)
    if words:
        yield Change("relinked", pair.new.id, pair.new.name, "; ".join(words), lost, won)


def _ends(
    activity: Activity, plan: Plan, by_id: dict[str, Activity], name_of: Callable[[str], str]
) -> dict[str, list[_End]]:
    found: dict[str, list[_End]] = {}
    for link in activity.predecessors:
        whose = link.lag_calendar or plan.lag_calendar
        hours = plan.hours_of(by_id[link.activity] if whose == "predecessor" else activity)
        name = name_of(link.activity)
        found.setdefault(name, []).append(_End(link, name, whose, hours))
    return found


def _unlike(before: list[_End], after: list[_End]) -> tuple[list[_End], list[_End]]:
    """The links between the same two activities without those that both versions have."""
    gone, come = [], list(after)
    for old in before:
        twin = next((new for new in come if _same(old, new)), None)
        if twin is None:
            gone.append(old)
        else:
            come.remove(twin)
    kinds = [old.link.type for old in gone]
    come.sort(key=lambda new: kinds.index(new.link.type) if new.link.type in kinds else len(kinds))
    return gone, come


def _same(old: _End, new: _End) -> bool:
    return (
        old.link.type == new.link.type
        and same(old.link.lag, new.link.lag, old.hours, new.hours)
        and (old.link.lag_calendar == new.link.lag_calendar or old.whose == new.whose)
    )
