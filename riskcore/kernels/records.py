"""The records that kernels read; their shapes are stated here and nowhere else.

Letters: v variable, g correlation group, r shared row, i row of the network in topological order, e link, m map,
c charge, o output, l lane. Times are float64 minutes, on the row's own calendar unless said otherwise.

What belongs to one row, link or variable is one element of a structured array: a kernel reads it by one pointer.
(A tuple of many arrays costs an atomic count for every field that is touched, and the threads wait for one another:
measured 3 times slower.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from riskcore.array import Array

# How a variable is drawn: `kind`, and what a to e then are.
CONSTANT = 0  # a value
UNIFORM = 1  # a low, b width
TRIANGULAR = 2  # a low, b high, c grade of the mode, d width x (mode - low), e width x (high - mode)
NORMAL = 3  # a location, b scale
LOGNORMAL = 4  # a location, b mu, c sigma
TABLE = 5  # a location, b scale; `index` = first number of a table over the normal score
STEPS = 6  # `index` = first of `count` pieces of 3 numbers: upper grade, value at its lower end, slope in the grade

PLAIN, LATIN_HYPERCUBE = 0, 1
SOBOL = -16  # below 0: Sobol' points in so many independent scramblings

SETS = 16  # sets of iterations in which criticality is counted apart, to tell its error

FINISH_START, START_START, FINISH_FINISH, START_FINISH = 0, 1, 2, 3

# How a shared row acts on a duration: factors first, then delays, then existence. TOUCH leaves it as it is.
ADD, MULTIPLY, LARGEST_DELAY, LARGEST_FACTOR, GATE, TOUCH = 0, 1, 2, 3, 4, 5

# What multiplies an amount, and when it is spent.
DRAWN, HELD, GROWN = 0, 1, 2
EVENLY, AT_START, AT_FINISH = 0, 1, 2

# What a condition looks at.
START, FINISH, DURATION, COST = 0, 1, 2, 3

VARIABLE = np.dtype(
    [
        ("stream", np.uint64),  # the variable's own counter words
        ("kind", np.int64),
        ("group", np.int64),  # correlation group, or -1
        ("a", np.float64),
        ("b", np.float64),
        ("c", np.float64),
        ("d", np.float64),
        ("e", np.float64),
        ("index", np.int64),
        ("count", np.int64),
        ("mixed", np.int64),  # first of `width` loadings on the factors from `factor` on, or -1
        ("factor", np.int64),
        ("width", np.int64),
        ("sobol", np.int64),  # first of the direction numbers of its coordinate in the data, or -1
    ]
)
GROUP = np.dtype(
    [
        ("stream", np.uint64),
        ("loading", np.float64),  # square root of the coefficient of the normal scores
        ("sobol", np.int64),  # first of the direction numbers of its coordinate in the data, or -1
    ]
)
SHARED = np.dtype(
    [
        ("occurrence", np.int64),  # variable (a grade) that decides whether it happens, or -1 for always
        ("low", np.float64),  # it happens where low <= grade < high
        ("high", np.float64),
        ("trigger", np.int64),  # shared row above it that must be 1, or -1
        ("impact", np.int64),  # variable of its size, or -1 for 1, or -2 for `otherwise`
        ("otherwise", np.float64),  # its value where it does not happen
    ]
)
MAP = np.dtype(
    [
        ("start", np.int64),  # first cell
        ("cells", np.int64),
        ("width", np.float64),  # minutes of the source in a cell
        ("period", np.float64),  # minutes of the source in a week
        ("step", np.float64),  # minutes of the target in a week
        ("left", np.int64),  # 1: a moment between two cells belongs to the earlier (a finish)
    ]
)
ROW = np.dtype(
    [
        ("duration", np.float64),  # where no variable gives it
        ("variable", np.int64),  # or -1
        ("effect", np.int64),  # its first effect; the next row's is the end
        ("window", np.int64),  # its first effect that has to wait for its start: those with windows, and what follows
        ("ask", np.int64),  # its first condition; the next row's is the end
        (
            "wait",
            np.int64,
        ),  # the first of the rows whose dates its windows and conditions ask for; the next's is the end
        ("link", np.int64),  # its first link; the next row's is the end
        ("floor_start", np.float64),  # no start before it
        ("cap_start", np.float64),  # no start after it, whatever the links say
        ("floor_finish", np.float64),
        ("cap_finish", np.float64),
        ("finish_bound", np.int64),  # 1 where links or dates may bind the finish
        ("latest_start", np.float64),  # dates that bound the late dates alone
        ("latest_finish", np.float64),
        ("late", np.int64),  # number of the row among those put off by their free float, or -1
        ("held", np.int64),  # number of the row among those put off by their total float, or -1
        ("rest", np.int64),  # of a milestone that is put off: map to the end of its calendar's work before, or -1
        ("weather", np.int64),  # whose lost days lengthen it, or -1
        ("loose", np.int64),  # 1 where its dates leave its predecessors their float: nothing active waits for it
    ]
)
EFFECT = np.dtype(
    [
        ("shared", np.int64),
        ("how", np.int64),
        ("windowed", np.int64),  # 1: it acts on work between two moments only
        ("opens", np.float64),
        ("closes", np.float64),
        ("during", np.int64),  # row whose start and finish those are, or -1
        ("map", np.int64),  # from that row's times to the touched row's, or -1
        ("event", np.int64),  # shared row that is 1 where the risk happens, or -1
        ("acted", np.int64),  # shared row that becomes 1 where it then acts, or -1
        ("gate", np.int64),  # shared row that is 1 where the row exists: elsewhere nothing acts; or -1 for always
    ]
)
ASK = np.dtype(
    [
        ("what", np.int64),  # START, FINISH, DURATION or COST of the row
        ("limit", np.float64),
        ("then", np.int64),  # shared row that is 1 where the limit is passed, else 0; or -1
        ("otherwise", np.int64),  # shared row with the opposite, or -1
        ("charge", np.int64),  # of COST, what the row costs: these charges up to the last,
        ("last_charge", np.int64),
        ("event", np.int64),  # and these events
        ("last_event", np.int64),
    ]
)
LINK = np.dtype(
    [
        ("source", np.int64),  # row of the predecessor, below the row it belongs to
        ("type", np.int64),
        ("lag", np.float64),
        ("lag_row", np.int64),  # shared row with the lag, or -1
        ("before", np.int64),  # map applied before the lag, or -1
        ("after", np.int64),  # map applied after the lag, or -1
        ("home", np.int64),  # map from the rest of a milestone's calendar to its next work, applied last, or -1
        ("back_before", np.int64),  # the same from the successor back: map before the lag is taken off, or -1
        ("back_after", np.int64),  # ... and after, or -1
        ("plain", np.int64),  # 1 for FS on one calendar with a certain lag
    ]
)
SPAN = np.dtype(
    [
        ("row", np.int64),
        ("tie", np.int64),  # its first tie; the next one's is the end
        ("start", np.float64),  # no start before it
        ("open", np.int64),  # 1 where ties decide on the start
    ]
)
WEATHER = np.dtype(
    [
        ("stream", np.uint64),  # its first day's or year's counter words; the others follow
        ("observed", np.int64),  # years observed, or 0 where each day has a probability
        ("history", np.int64),  # where they begin
        ("day", np.int64),  # the first of its days
        ("days", np.int64),
        ("list", np.int64),  # places in the lists of a lane before its own
        ("room", np.int64),  # places in the list of a lane
        ("cell", np.int64),  # its first cell
        ("cells", np.int64),
        ("width", np.float64),  # minutes of work in a cell
        ("origin", np.float64),  # minutes of work before its first day
        ("day_cell", np.int64),  # its first cell in `calm`
        ("day_cells", np.int64),
        ("day_width", np.float64),  # minutes of work in such a cell
    ]
)
WEATHER_DAY = np.dtype(
    [
        ("begin", np.float64),  # working minutes before it
        ("length", np.float64),  # minutes of work
        ("chance", np.float64),  # that it is lost
        ("number", np.int64),  # of its calendar's working days
        ("year", np.int64),  # which year of the calendar's it is in
        ("slot", np.int64),  # its place in a year of SLOTS days
    ]
)
CHARGE = np.dtype(
    [
        ("row", np.int64),
        ("fixed", np.int64),  # variable, or -1
        ("fixed_value", np.float64),
        ("rate", np.int64),  # variable, or -1
        ("rate_value", np.float64),  # money per minute
        ("rate_scale", np.float64),  # turns a drawn rate into money per minute
        ("done", np.float64),  # minutes worked before the status date
        ("output", np.int64),  # column besides the total
        ("map", np.int64),  # from the row's times to its working time, or -1 where they are that
        ("factor", np.int64),  # its first factor; the next charge's is the end
        ("gate", np.int64),  # shared row by which it is multiplied: 1 where its activity exists, else 0; or -1
        ("accrual", np.int64),  # EVENLY, AT_START or AT_FINISH
        ("since", np.float64),  # actual start, or inf: as the iteration has it
        ("until", np.float64),  # actual finish, or inf
        ("calendar", np.int64),  # whose working time these are, and the row's times by `map`
        ("clock", np.int64),  # map from there to the clock, or -1
        ("plain", np.int64),  # 1 for certain amounts in the row's own time that nothing multiplies, undiscounted
    ]
)
FACTOR = np.dtype([("how", np.int64), ("number", np.int64)])  # DRAWN: variable; HELD: shared row; GROWN: index
INDEX = np.dtype([("growth", np.int64), ("base", np.float64)])  # shared row with the yearly rate; moment of the clock
EVENT_COST = np.dtype(
    [
        ("shared", np.int64),
        ("output", np.int64),
        ("exist", np.int64),  # its first shared row of which one must be 1, or none; the next event's is the end
        ("row", np.int64),  # at whose start it is spent, or -1: at the finish of the plan
        ("map", np.int64),  # from that row's times to the clock, or -1
    ]
)
PENALTY = np.dtype(
    [
        ("row", np.int64),  # whose finish is looked at
        ("map", np.int64),  # from its times to the clock, or -1
        ("known", np.float64),  # actual finish in minutes of the clock, or inf
        ("gate", np.int64),
        ("output", np.int64),
        ("days", np.int64),  # day map from the clock to the days that are counted, or -1: days of the clock
        ("due", np.float64),  # from where they are counted, in minutes of these days
        ("per_day", np.float64),
        ("at_most", np.float64),
        ("date", np.float64),  # before which days are early, in minutes of the clock
        ("bonus", np.float64),  # for a day
        ("bonus_at_most", np.float64),
        ("step", np.int64),  # its first step; the next one's is the end
    ]
)
STEP = np.dtype([("after", np.float64), ("amount", np.float64)])  # due where the finish lies after that moment
BENEFIT = np.dtype(
    [
        ("row", np.int64),  # whose finish begins it
        ("map", np.int64),  # from its times to the clock, or -1
        ("known", np.float64),  # actual finish in minutes of the clock, or inf
        ("gate", np.int64),
        ("output", np.int64),  # column of its own; it is no cost
        ("per_minute", np.float64),
        ("until", np.float64),  # moment of the clock at which it ends, or inf
        ("length", np.float64),  # minutes of the clock that it lasts, or inf
    ]
)
WORTH = np.dtype([("rate", np.float64), ("base", np.float64), ("output", np.int64)])  # per year, from when, column
OUTPUT = np.dtype([("row", np.int64), ("map", np.int64)])  # row whose finish is kept; map to the clock, or -1


class Variables(NamedTuple):
    """Everything that is drawn."""

    item: Array  # (v) VARIABLE
    data: Array  # (any) float64: tables and pieces, by `index`
    group: Array  # (g) GROUP


class Maps(NamedTuple):
    """Conversions of a moment from one calendar to another: a table of cells, then its last week for ever."""

    item: Array  # (m) MAP
    cell: Array  # (cell) int32: twice the target's minutes at its start, and 1 more where the target works in it


class Network(NamedTuple):
    """Rows and links: what starts after what. The rows have one element more, which ends the last row's lists."""

    row: Array  # (i + 1) ROW
    effect: Array  # (effect) EFFECT
    ask: Array  # (ask) ASK
    wait: Array  # (any) int64: rows that others ask, besides their links
    link: Array  # (e) LINK
    span: Array  # (h + 1) SPAN: the hammocks, each after those that it is tied to
    tie: Array  # (t) LINK: to what a hammock's start or finish is tied


class Costs(NamedTuple):
    """Money: (fixed + rate x (done + duration)) x factors, each into one column besides the total; events; dates.

    What has a list of its own (factors, shared rows, steps) is followed by one element more, which ends the last one's.
    """

    charge: Array  # (c + 1) CHARGE
    factor: Array  # (factor) FACTOR
    price_index: Array  # (n) INDEX
    event: Array  # (event + 1) EVENT_COST
    exist: Array  # (any) int64: shared rows
    penalty: Array  # (p + 1) PENALTY
    step: Array  # (step) STEP
    day: Array  # (m) MAP: from the clock to working days that are counted whole
    day_cell: Array  # (cell) int32: as in Maps
    benefit: Array  # (b) BENEFIT
    worth: Array  # (0 or 1) WORTH: whether the net present value is asked for


class Weather(NamedTuple):
    """Working days that each calendar with weather may lose."""

    item: Array  # (w) WEATHER
    day: Array  # (day) WEATHER_DAY, those that may be lost
    history: Array  # (any) uint8: 1 for the days lost in a year observed, SLOTS for each
    calm: Array  # (day cell) float64: when the first day begins that may be lost and ends after the cell begins


SLOTS = 366


class Scratch(NamedTuple):
    """One worker's memory; used again for every block."""

    start: Array  # (i, l) float64
    finish: Array  # (i, l) float64
    critical: Array  # (i, l) uint8
    shared: Array  # (r, l) float64
    factor: Array  # (g, l) float64, the score of a group, or of a member of a matrix before it is mixed
    slack: Array  # (late, l) float64, free float of the rows that are put off by it
    held: Array  # (held, l) float64, late start of the rows that are put off by their total float
    lost: Array  # (any, 2) float64, lists of lost days: working minutes left before it, and minutes lost before it
    ahead: Array  # (cell, l) int32, the first place of the list whose day ends after the cell's beginning
    work: Array  # (6, l) float64: GRADE, SCORE, VALUE, MOMENT, LENGTH, EDGE
    bits: Array  # (3, l) uint64: WORDS, ORDER, CHOSEN
    # for schedules with something changed; without rows where there are none
    drawn: Array  # (i, l) float64, durations as drawn
    before: Array  # (2, i, l) float64, start and finish before the change
    changed: Array  # (i) uint8


GRADE, SCORE, VALUE, MOMENT, LENGTH, EDGE = 0, 1, 2, 3, 4, 5
WORDS, ORDER, CHOSEN = 0, 1, 2


class Bins(NamedTuple):
    """Where the histograms of each activity lie; their end bins collect the tails.

    A start is in bin floor((x - low) / width), a finish in bin ceil((x - low) / width) - 1: what begins a day and what
    ends one are both in a bin of that day.
    """

    low: Array  # (2, i) float64: start, finish
    width: Array  # (2, i) float64


class Counts(NamedTuple):
    """Whole numbers and extremes of one worker; adding them in any order gives the same."""

    critical: Array  # (i, SETS) int64
    histogram: Array  # (2, i, bin) int32: start, finish
    smallest: Array  # (2, i) float64
    largest: Array  # (2, i) float64


class Sums(NamedTuple):
    """Sums over one block, about the planned value; merged in block order."""

    moment: Array  # (6, i) float64: s, s^2, f, f^2, d, d^2 (start, finish, duration less planned)
    product: Array  # (i) float64: d x y, y the finish of the plan less planned
    finish: Array  # (2) float64: y, y^2
