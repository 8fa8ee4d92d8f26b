"""Conversions between calendars, each compiled once and only where it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import MAP, Maps
from riskcore.program.worktime import WEEK

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program.worktime import WorkTime


@dataclass
class MapTable:
    """The maps asked for so far; `times` are the calendars, by index."""

    times: list[WorkTime]
    index: dict[tuple[int, int, bool], int] = field(default_factory=dict)

    def find(self, source: int, target: int, *, finish: bool) -> int:
        """Number of the map from calendar `source` to `target`, for finishes or for starts; -1 if they are the same."""
        if source == target:
            return -1
        return self.index.setdefault((source, target, finish), len(self.index))

    def record(self) -> Maps:
        """The maps as arrays."""
        tables = [_cells(self.times[source], self.times[target]) for source, target, _ in self.index]
        item = np.zeros(len(tables), MAP)
        first = 0
        for m, ((source, target, finish), (cells, width)) in enumerate(zip(self.index, tables, strict=True)):
            item[m] = (first, len(cells), width, self.times[source].week, self.times[target].week, finish)
            first += len(cells)
        return Maps(item, np.concatenate([cells for cells, _ in tables]) if tables else np.zeros((0, 2)))


def _cells(source: WorkTime, target: WorkTime) -> tuple[Array, float]:
    """(cell, 2): target minutes at the start of each cell of source time, and 1 or 0: target works in it or not."""
    width = float(gcd(source.grain, target.grain))
    end = max(source.end, target.end)
    work = source.total + (end - source.end) / WEEK * source.week
    begins = np.arange(round(work / width)) * width
    clock = source.to_clock(begins, finish=False)
    base = target.to_work(clock)
    slope = (target.to_work(clock + width) - base) / width
    return np.stack([base, np.round(slope)], axis=1), width
