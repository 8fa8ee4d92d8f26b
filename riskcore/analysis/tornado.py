"""What moves the finish, and by how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from riskcore.results import Result

MINUTES_PER_DAY = 1440.0


@dataclass(frozen=True)
class Bar:
    """One input: the mean finish, in calendar days about the overall mean, with the input low and high.

    Low and high are about its P10 and its P90; of a risk, not happening and happening.
    """

    id: str
    name: str
    kind: str
    low: float
    high: float
    swing_error: float
    """Standard error of high - low."""
    correlation: float
    """Rank correlation with the finish."""
    correlation_error: float
    occurrences: int

    @property
    def swing(self) -> float:
        """Days of finish between low and high."""
        return self.high - self.low

    @property
    def beyond_noise(self) -> bool:
        """Whether the swing is more than twice its standard error."""
        return bool(abs(self.swing) > 2 * self.swing_error)


def tornado(result: Result, most: int | None = None) -> tuple[Bar, ...]:
    """The inputs by swing, longest first; those that never varied are left out."""
    table = result.drivers
    bars = [
        Bar(
            table.id[k],
            table.name[k],
            table.kind[k],
            float(table.low[k]) / MINUTES_PER_DAY,
            float(table.high[k]) / MINUTES_PER_DAY,
            float(table.swing_error[k]) / MINUTES_PER_DAY,
            float(table.correlation[k]),
            float(table.correlation_error[k]),
            int(table.occurrences[k]),
        )
        for k in range(len(table.id))
        if np.isfinite(table.swing_error[k])
    ]
    return tuple(bars[:most])
