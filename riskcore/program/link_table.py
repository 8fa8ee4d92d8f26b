"""Links as arrays; what many of them have in common is written once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.records import FINISH_FINISH, FINISH_START, LINK, START_FINISH

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.program.linkage import Linkage


@dataclass
class Links:
    """Links in the order of their successors; `linkage` numbers what is known of them besides their ends."""

    rows: int
    source: list[int] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    linkage: dict[Linkage, int] = field(default_factory=dict)

    def add(self, source: int, target: int, linkage: Linkage) -> None:
        """One link more."""
        self.source.append(source)
        self.target.append(target)
        self.number.append(self.linkage.setdefault(linkage, len(self.linkage)))

    def bound(self) -> Array:
        """(row) whether a link may bind the row's finish."""
        binds = [to in (FINISH_FINISH, START_FINISH) for to, *_ in self.linkage]
        found = np.zeros(self.rows, bool)
        found[np.array(self.target, np.int64)[np.array(binds, bool)[self.number]]] = True
        return found

    def arrays(self) -> tuple[Array, Array]:
        """Where each row's links begin (row + 1), and the links: (e) LINK."""
        count = np.bincount(self.target, minlength=self.rows)
        known = np.array([(-1, *linkage, 0) for linkage in self.linkage], LINK)
        same = (known["before"] < 0) & (known["after"] < 0) & (known["home"] < 0) & (known["lag_row"] < 0)
        known["plain"] = same & (known["type"] == FINISH_START)
        link = known[np.array(self.number, np.int64)]
        link["source"] = self.source
        return np.concatenate([[0], np.cumsum(count)]), link
