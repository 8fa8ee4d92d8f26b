"""The date asked about, as a limit on the finish."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riskcore.results import Comparable


def limit_of(result: Comparable, target: datetime | None) -> float | None:
    """Minutes since the epoch up to which a finish keeps `target`; a date alone lasts to the end of that day."""
    if target is None:
        return None
    end = target + timedelta(days=1) if target.time() == time() else target
    return result.minutes(end)


def day_of(moment: datetime) -> datetime:
    """A limit as it was stated: the end of a day, which is the next midnight, is that day."""
    return moment - timedelta(days=1) if moment.time() == time() else moment
