"""One change between two versions of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one thing: to an activity, a calendar, a risk, or to a field of the plan itself.

    `what` is a sentence without its subject, with dates in ISO 8601. `before` and `after` hold, as a plan document
    writes it, what differs: the whole record where it was added or removed.
    """

    kind: str
    id: str
    name: str
    what: str
    before: Any = None
    after: Any = None

    def document(self) -> dict[str, Any]:
        """The change as plain values."""
        return {name: getattr(self, name) for name in ("kind", "id", "name", "what", "before", "after")}
