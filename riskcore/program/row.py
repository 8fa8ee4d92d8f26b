"""An activity as a row: how long it takes, and the dates that bind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

if TYPE_CHECKING:
    from riskcore.distributions import Distribution
    from riskcore.plan import Activity, Estimate
    from riskcore.plan.quantity import WorkHours


@dataclass(slots=True)
class Row:
    """One activity on its calendar; times are minutes of that calendar from the epoch."""

    activity: Activity
    calendar: int
    home: int
    """The calendar of its activity: of a milestone or a hammock, whose own dates are moments of the clock."""
    hours: WorkHours
    planned: float
    """Planned duration of the work still to do."""
    range: Distribution | None
    """The distribution of that duration, where it is uncertain."""
    offset: float = 0.0
    """Added to what is drawn: less what has been worked, where the remaining duration is not stated."""
    floor_start: float = -np.inf
    cap_start: float = np.inf
    floor_finish: float = -np.inf
    cap_finish: float = np.inf
    latest_start: float = np.inf
    latest_finish: float = np.inf
    late: Literal[False, "free float", "total float"] = False
    """How it is put off, where it is to be as late as possible."""
    actual_start: float = np.nan
    """Minutes of the clock."""
    actual_finish: float = np.nan
    """Minutes of the clock."""
    passes: bool = False
    """Whether it is complete, yet its successors wait for its own unfinished predecessors (retained logic)."""
    done: float = 0.0
    """Minutes worked so far."""
    fixed: bool = False
    """Whether it is complete, so that no link moves it."""
    follows: bool = True
    """Whether links decide when it may start."""

    @property
    def instant(self) -> int:
        """1 for a milestone, an evening; -1 for a start milestone or what has nothing left to do, a morning; else 0."""
        if self.activity.type == "milestone" and not self.passes:
            return 1
        return -1 if self.planned == 0 and self.range is None and (self.passes or not self.fixed) else 0

    @property
    def spans(self) -> bool:
        """Whether it is a hammock whose dates follow from those of others."""
        return self.activity.hammock and not self.fixed

    @property
    def begun(self) -> bool:
        """Whether it has started."""
        return self.activity.actual_start is not None

    @property
    def finish_bound(self) -> bool:
        """Whether a date binds its finish."""
        return self.floor_finish > -np.inf or self.cap_finish < np.inf


def ranged(row: Row, factor: Estimate) -> Distribution | None:
    """The range that a rule gives to a row without one: planned duration x factor."""
    return _scaled(factor.distribution(), row.planned) if row.planned > 0 else None


@lru_cache(maxsize=100_000)
def _scaled(distribution: Distribution, planned: float) -> Distribution:
    """Most activities of a plan share a few durations."""
    return distribution.scaled(planned)
