"""Blocks put together: samples in iteration order, sums in block order, counts in any."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import Counts, Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.array import Array
    from riskcore.simulation.worker import Worker


@dataclass
class Totals:
    """What a run has gathered so far."""

    kept: list[Array] = field(default_factory=list)
    money: list[Array] = field(default_factory=list)
    sums: Sums | None = None
    counts: Counts | None = None

    def add(self, kept: Array, money: Array, sums: Sums | None) -> None:
        """Take in the next block."""
        self.kept.append(kept)
        self.money.append(money)
        if sums is not None:
            self.sums = Sums(*(a + b for a, b in zip(self.sums, sums, strict=True))) if self.sums else sums

    def samples(self) -> tuple[Array, Array]:
        """Times (output, iteration) and money (part, iteration)."""
        return np.concatenate(self.kept, axis=1), np.concatenate(self.money, axis=1)

    def gather(self, workers: Iterable[Worker]) -> None:
        """Take over what the workers have counted: they are the largest arrays of a run, and not copied."""
        for worker in workers:
            counts, worker.counts = worker.counts, None
            total = self.counts
            if counts is None or total is None:
                self.counts = total or counts
                continue
            total.critical[:] += counts.critical
            total.histogram[:] += counts.histogram
            np.minimum(total.smallest, counts.smallest, out=total.smallest)
            np.maximum(total.largest, counts.largest, out=total.largest)

    def arrays(self) -> dict[str, Array]:
        """Everything gathered, by name; after `gather`."""
        kept, money = self.samples() if self.kept else (np.empty((0, 0)), np.empty((0, 0)))
        made = {"kept": kept, "money": money}
        if self.sums is not None and self.counts is not None:
            made |= {f"sum {name}": value for name, value in self.sums._asdict().items()}
            made |= {f"count {name}": value for name, value in self.counts._asdict().items()}
        return made

    def carry(self, arrays: dict[str, Array]) -> None:
        """Go on from what `arrays` gave."""
        if arrays["kept"].size:
            self.kept, self.money = [arrays["kept"]], [arrays["money"]]
        if "sum product" in arrays:
            self.sums = Sums(*(arrays[f"sum {name}"] for name in Sums._fields))
            self.counts = Counts(*(arrays[f"count {name}"] for name in Counts._fields))
