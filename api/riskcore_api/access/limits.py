"""How often one may ask: a bucket of tokens for each asker, filled evenly."""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcore_api.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ASKERS = 10_000
SECONDS = 10.0
"""A bucket holds what fills in this time: so long a burst may be."""


@dataclass
class Bucket:
    """Tokens that are left, and when that was so."""

    tokens: float
    at: float


class Limiter:
    """One limit, in requests per minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate = per_minute / 60
        self.size = max(self.rate * SECONDS, 1.0)
        self.clock = clock
        self.buckets: dict[str, Bucket] = {}
        self.lock = threading.Lock()

    def take(self, asker: str) -> None:
        """Use a token of `asker`; raises a Problem where there is none."""
        with self.lock:
            bucket = self._filled(asker)
            if bucket.tokens < 1:
                raise too_many((1 - bucket.tokens) / self.rate)
            bucket.tokens -= 1

    def check(self, asker: str) -> None:
        """Raise a Problem where `asker` has no token; use none."""
        with self.lock:
            bucket = self._filled(asker)
            if bucket.tokens < 1:
                raise too_many((1 - bucket.tokens) / self.rate)

    def _filled(self, asker: str) -> Bucket:
        moment = self.clock()
        if len(self.buckets) >= MOST_ASKERS and asker not in self.buckets:
            self._forget_the_full(moment)
        bucket = self.buckets.setdefault(asker, Bucket(self.size, moment))
        bucket.tokens = min(self.size, bucket.tokens + (moment - bucket.at) * self.rate)
        bucket.at = moment
        return bucket

    def _forget_the_full(self, moment: float) -> None:
        """A full bucket says nothing; where most say something, the oldest half goes."""
        kept = {
            name: one for name, one in self.buckets.items() if one.tokens + (moment - one.at) * self.rate < self.size
        }
        latest = sorted(kept, key=lambda name: kept[name].at)[-(MOST_ASKERS // 2) :]
        self.buckets = {name: kept[name] for name in latest}


def too_many(seconds: float) -> Problem:
    """Come back after so many seconds."""
    wait = max(math.ceil(seconds), 1)
    return Problem("too-many-requests", f"Wait {wait} seconds.", headers={"Retry-After": str(wait)})
