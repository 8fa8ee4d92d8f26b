"""How large a benchmark is."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Size and effort of a benchmark."""

    activities: int = 10_000
    iterations: int = 10_000
    threads: int = os.cpu_count() or 1
    repeats: int = 5

    @property
    def samples(self) -> int:
        """Durations in a run."""
        return self.activities * self.iterations


SHORT = Options(activities=1_000, iterations=10_000, threads=1, repeats=7)
