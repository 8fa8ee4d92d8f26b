"""What the kernels read and write of plans without something that may happen: see removal."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from riskcore.array import Array


STARTS, FINISHES, BOTH = 0, 1, 2
"""Times of a source that a row asks for: one by the type of its link, both where a window lasts as long as it."""


class Near(NamedTuple):
    """The network as each row sees it: itself and those that its own dates come from, under numbers of its own.

    A row itself is 0; then come the sources of its links, in their order, then what its windows last as long as.
    """

    link: Array  # (e) LINK with such a number as its source
    effect: Array  # (effect) EFFECT with such a number for what it lasts as long as
    source: Array  # (any) int64: the rows that 1, 2, ... stand for
    times: Array  # (any) uint8: which of their times are asked for
    first: Array  # (i + 1) int64: where those of each row begin
    whole: Array  # (i) uint8: 1 where more than links decides: windows, weather, conditions, or a lag that is drawn
    shown: Array  # (i) uint8: 1 where something besides links asks for the dates, or for a duration that may move
    begun: Array  # (i) uint8: 1 where these, a link or a window ask for the start


class Variants(NamedTuple):
    """Plans without something that may happen. Of each kind of list the first element of each variant is told."""

    off: Array  # (any) int64: shared rows that do not happen
    first_off: Array  # (variant + 1) int64
    touched: Array  # (any) int64: rows that feel it
    first_touched: Array  # (variant + 1) int64
    charge: Array  # (any) int64: charges that depend on shared rows that are off or answered
    first_charge: Array  # (variant + 1) int64
    acted: Array  # (any) int64: shared rows that windows fill
    answered: Array  # (any) int64: these, and those that conditions fill


class Columns(NamedTuple):
    """Lanes of several variants side by side, c: those in which they differ from the plan as it is."""

    lane: Array  # (c) int64: which lane of the block
    first: Array  # (variant + 1) int64: where the columns of each variant begin
    shared: Array  # (r, c) float64
    start: Array  # (i, most columns) float64, of the columns that moved, where a start is asked for
    finish: Array  # (i, most columns) float64, of the columns that moved
    moved: Array  # (i, most columns) uint8: 1 where a column's row starts or finishes otherwise than in its lane
    stirred: Array  # (i) uint8: 1 where some column of the row moved, or a condition was answered
