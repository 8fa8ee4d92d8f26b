"""The unit of the numbers of a column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """`time` a unit of time; `times` and `currency` of money; `share` "percent" or "fraction"; `levels` of a scale."""

    time: str = ""
    times: float = 1.0
    currency: str = ""
    share: str = ""
    levels: int = 0
    words: str = ""


NO_UNIT: Final = Unit()
