"""What changed between two versions of a plan."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import TYPE_CHECKING, Any

from riskcore.plan.difference_activity import KINDS, RULES, added, removed
from riskcore.plan.difference_calendars import calendar_changes
from riskcore.plan.difference_change import Change
from riskcore.plan.difference_match import Versions
from riskcore.plan.difference_money import money_changes
from riskcore.plan.difference_register import branch_changes, correlation_changes, risk_changes, uncertainty_changes
from riskcore.plan.difference_words import went, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore.plan.plan import Plan

__all__ = ["KINDS", "PART_KINDS", "Change", "Difference", "difference"]

PART_KINDS = ("added", "removed", "changed")
"""What may happen to a calendar, a risk, a rule or a correlation."""
PLAN_FIELDS = {
    "name": "name",
    "start": "start",
    "schedule_from": "scheduling",
    "finish": "finish to schedule from",
    "status_date": "status date",
    "target": "target",
    "currency": "currency",
    "calendar": "default calendar",
    "lag_calendar": "calendar of lags",
    "progress": "progress",
    "no_later_than_binds": "binding of no-later-than dates",
    "budget": "budget",
    "discount_rate": "discount rate",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes from one version of a plan to the next, in the order of the plans.

    An activity has one change for each kind of thing that happened to it. With n_old and n_new activities,
    n_old + added - removed = n_new; a renumbered activity is neither added nor removed.
    """

    n_old: int
    n_new: int
    plan: tuple[Change, ...] = ()
    activities: tuple[Change, ...] = ()
    calendars: tuple[Change, ...] = ()
    risks: tuple[Change, ...] = ()
    uncertainty: tuple[Change, ...] = ()
    correlations: tuple[Change, ...] = ()
    branches: tuple[Change, ...] = ()
    money: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(getattr(self, part) for part in PARTS)

    def of_kind(self, part: str) -> dict[str, tuple[Change, ...]]:
        """The changes of one part, by their kind; kinds that do not occur are empty."""
        kinds = KINDS if part == "activities" else PART_KINDS
        return {kind: tuple(c for c in getattr(self, part) if c.kind == kind) for kind in kinds}

    def summary(self) -> dict[str, Any]:
        """How many changes there are of each kind, and how many activities either version has."""
        counts: dict[str, Any] = {"plan": len(self.plan)}
        for part in PARTS[1:]:
            found = Counter(change.kind for change in getattr(self, part))
            counts[part] = {kind: found[kind] for kind in self.of_kind(part)}
        counts["activities"] = {"old": self.n_old, "new": self.n_new, **counts["activities"]}
        return counts

    def document(self) -> dict[str, Any]:
        """Everything as plain lists and mappings, dates in ISO 8601."""
        made: dict[str, Any] = {"summary": self.summary(), "plan": [change.document() for change in self.plan]}
        for part in PARTS[1:]:
            made[part] = {
                kind: [change.document() for change in changes] for kind, changes in self.of_kind(part).items()
            }
        return made


PARTS = tuple(field.name for field in fields_of(Difference))[2:]


def difference(old: Plan, new: Plan) -> Difference:
    """What changed from `old` to `new`.

    Activities and risks are matched by their id, calendars by their name. What the reader of a file says of it
    (`notes`, `left_out`, `source` with its computed dates) and the order of the activities are no difference.
    """
    versions = Versions(old, new)
    return Difference(
        len(old.activities),
        len(new.activities),
        tuple(_plan_changes(versions)),
        tuple(_activity_changes(versions)),
        tuple(calendar_changes(old, new)),
        tuple(risk_changes(versions)),
        tuple(uncertainty_changes(versions)),
        tuple(correlation_changes(versions)),
        tuple(branch_changes(versions)),
        tuple(money_changes(versions)),
    )


def _plan_changes(versions: Versions) -> Iterator[Change]:
    fields = [(f, label, getattr(versions.old, f), getattr(versions.new, f)) for f, label in PLAN_FIELDS.items()]
    fields.append(("wbs", "WBS root", versions.root.old, versions.root.new))
    codes = dict.fromkeys((*versions.old.breakdown, *versions.new.breakdown))
    for code in codes:
        before, after = (plan.breakdown.get(code, "") for plan in (versions.old, versions.new))
        fields.append((f"breakdown.{code}", f"name of WBS {code}", before, after))
    for field, label, before, after in fields:
        if before != after:
            yield Change("changed", field, label, went(label, before, after), written(before), written(after))


def _activity_changes(versions: Versions) -> Iterator[Change]:
    pairs = versions.pairs
    yield from (change for pair in pairs for rule in RULES for change in rule(pair))
    stayed = {pair.new.id for pair in pairs}
    gone = {activity.id for activity in versions.old.activities} - {pair.old.id for pair in pairs}
    yield from (removed(activity) for activity in versions.old.activities if activity.id in gone)
    yield from (added(activity) for activity in versions.new.activities if activity.id not in stayed)
