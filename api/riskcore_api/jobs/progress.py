"""How far a run is: rate, time left, and how sure of P80 it is by now."""

from __future__ import annotations

import time
from typing import Any

OFTEN = 0.4
"""Seconds between two writes of progress."""
SMOOTH = 0.3
"""Weight of the newest rate: high enough to follow a machine that gets busy, low enough to be read."""


class Pace:
    """Progress of one run, between what the child says and what the database is told."""

    def __init__(self, total: int | None) -> None:
        self.total = total
        self.facts: dict[str, Any] = {"iterations": 0, "total": total}
        self.rate: float | None = None
        self.last: tuple[int, float] | None = None
        self.changed = True
        self.told_at = 0.0

    def hear(self, said: dict[str, Any]) -> None:
        """Take in what the child says."""
        self.facts = self.facts | said
        self.changed = True
        if "iterations" not in said or self.total is None:
            return
        done, seconds = said["iterations"], said.get("seconds")
        if seconds is None:
            return
        if self.last is None:  # a run that was broken off begins in the middle
            self.last = (done, seconds)
        before, then = self.last
        if done > before and seconds > then:
            now = (done - before) / (seconds - then)
            self.rate = now if self.rate is None else (1 - SMOOTH) * self.rate + SMOOTH * now
        self.last = (done, seconds)
        if self.rate:
            left = (self.total - done) / self.rate
            self.facts |= {"iterations_per_second": round(self.rate), "seconds_left": round(left, 1)}

    def due(self, beat_seconds: float) -> dict[str, Any] | None:
        """What to tell now: the facts if they have changed, {} if a sign of life is enough, None if nothing."""
        since = time.monotonic() - self.told_at
        if self.changed and since > OFTEN:
            return dict(self.facts)
        return {} if since > beat_seconds else None

    def told(self) -> None:
        """The database knows."""
        self.changed, self.told_at = False, time.monotonic()
