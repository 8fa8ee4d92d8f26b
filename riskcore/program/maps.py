"""Conversions between calendars, each compiled once and only where it is needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import MAP, Maps
from riskcore.plan.worktime import WEEK

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.plan.worktime import WorkTime


@dataclass
class MapTable:
    """The maps asked for so far; `times` are the calendars, by index."""

    times: list[WorkTime]
    index: dict[tuple[int, int, bool, int, bool], int] = field(default_factory=dict)
    tables: dict[tuple[int, int, int, bool], tuple[Array, float]] = field(default_factory=dict)

    def find(self, source: int, target: int, *, finish: bool, home: int = -1) -> int:
        """Number of the map from calendar `source` to `target`, for finishes or for starts; -1 where none is needed.

        With `home`, the target being the clock, an instant at which that calendar rests becomes its next start of work;
        the end of its work is none.
        """
        if source == target and home in (-1, target):
            return -1
        return self._number(source, target, finish, -1 if home == target else home, False)

    def back(self, source: int, target: int, *, home: int = -1, finish: bool = False) -> int:
        """Number of the map that leads a latest moment back from calendar `source` to `target`; -1 if none is needed.

        With `home`, the source being the clock, an instant at which that calendar rests becomes the end of its work
        before; as a finish, so does the instant at which it goes on.
        """
        if source == target and home in (-1, source):
            return -1
        return self._number(source, target, finish, -1 if home == source else home, True)

    def _number(self, source: int, target: int, finish: bool, home: int, back: bool) -> int:
        key = (source, target, finish, home, back and home >= 0)
        return self.index.setdefault(key, len(self.index))

    def record(self) -> Maps:
        """The maps as arrays."""
        item = np.zeros(len(self.index), MAP)
        first: dict[tuple[int, int, int, bool], int] = {}  # a table serves starts and finishes
        count = 0
        for m, (source, target, finish, home, back) in enumerate(self.index):
            key, begun, wanted = (source, target, home, back), self.times[source], self.times[target]
            if key not in self.tables:
                self.tables[key] = _cells(begun, wanted, None if home < 0 else self.times[home], back=back)
            cells, width = self.tables[key]
            if key not in first:
                first[key] = count
                count += len(cells)
            item[m] = (first[key], len(cells), width, begun.week, wanted.week, finish)
        return Maps(item, np.concatenate([np.zeros(0, np.int32), *(self.tables[key][0] for key in first)]))


def _cells(source: WorkTime, target: WorkTime, home: WorkTime | None, *, back: bool) -> tuple[Array, float]:
    """(cell) twice the target minutes at the start of each cell of source time, and 1 more where the target works."""
    calendars = [source, target] if home is None else [source, target, home]
    width = float(gcd(*(calendar.grain for calendar in calendars)))
    end = max(calendar.end for calendar in calendars)
    work = source.total + (end - source.end) / WEEK * source.week
    begins = np.arange(round(work / width)) * width
    clock = source.to_clock(begins, finish=False)
    works = np.ones(len(clock), bool)
    if home is not None:
        works = home.to_work(clock + width) > home.to_work(clock)
        clock = np.where(works, clock, home.to_clock(home.to_work(clock), finish=back))
    base = target.to_work(clock)
    works &= target.to_work(clock + width) > base
    return (2 * base + works).astype(np.int32), width
