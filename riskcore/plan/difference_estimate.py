"""Whether two estimates say the same, and whether one only says less of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.plan.estimate import NOMINAL, Estimate

if TYPE_CHECKING:
    from riskcore.plan.quantity import WorkHours

LEVELS = np.array([0.1, 0.5, 0.9])


def same(old: Estimate, new: Estimate, old_hours: WorkHours = NOMINAL, new_hours: WorkHours = NOMINAL) -> bool:
    """Whether they are written the same or last the same: 80h is 10d where a day has eight hours."""
    if old.document() == new.document():
        return True
    return old.elapsed == new.elapsed and old.distribution(old_hours) == new.distribution(new_hours)


def shrank(old: Estimate, new: Estimate, old_hours: WorkHours, new_hours: WorkHours) -> bool:
    """Whether P10, P50 and P90 are no larger, and one of them smaller, than they were."""
    if old.elapsed != new.elapsed and new.distribution(new_hours).support[1] > 0:
        return False
    before, after = (e.distribution(h).quantile(LEVELS) for e, h in ((old, old_hours), (new, new_hours)))
    return bool(np.all(after <= before) and np.any(after < before))
