"""From tallies to what every activity did, in the order of the plan and on the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.histogram import histogram_quantiles
from riskcore.kernels.records import PLAIN
from riskcore.results import LEVELS, ActivityStatistics, share_bounds

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.kernels.records import Bins, Counts
    from riskcore.program import Program
    from riskcore.simulation.totals import Totals
    from riskcore.simulation.worker import Sampling


def correlations(totals: Totals, iterations: int) -> Array:
    """(i) Pearson correlation of each row's duration with the finish of the plan; 0 where the duration is certain."""
    sums = totals.sums
    assert sums is not None  # noqa: S101 - a run that studies activities has sums
    n = float(iterations)
    d1, d2 = sums.moment[4], sums.moment[5]
    y1, y2 = sums.finish
    across = sums.product - d1 * y1 / n
    spread = np.maximum(d2 - d1 * d1 / n, 0.0) * max(y2 - y1 * y1 / n, 0.0)
    certain = d2 - d1 * d1 / n <= 1e-12 * np.maximum(d2, 1.0)
    return np.where(certain | (spread <= 0), 0.0, across / np.sqrt(np.where(spread > 0, spread, 1.0)))


def activity_statistics(
    program: Program, totals: Totals, bins: Bins, planned: Array, sampling: Sampling
) -> ActivityStatistics:
    """Statistics of every activity; `planned` is (2, i) on the rows' own calendars."""
    sums, counts = totals.sums, totals.counts
    assert sums is not None  # noqa: S101
    assert counts is not None  # noqa: S101
    n = float(sampling.iterations)
    mean = planned + np.stack([sums.moment[0], sums.moment[2]]) / n
    variance = np.maximum(sums.moment[3] - sums.moment[2] ** 2 / n, 0.0) / max(n - 1, 1)
    start = on_clock(program, np.column_stack([planned[0], mean[0], _quantiles(counts, bins, 0)]), finish=False)
    finish = on_clock(program, np.column_stack([planned[1], mean[1], _quantiles(counts, bins, 1)]), finish=True)
    begun = ~np.isnan(program.actual_start)
    start[begun] = program.actual_start[begun, None]
    ended = ~np.isnan(program.actual_finish)
    finish[ended] = program.actual_finish[ended, None]
    activities = program.plan.activities
    row = np.argsort(program.order)
    return ActivityStatistics(
        id=tuple(activity.id for activity in activities),
        name=tuple(activity.name or activity.id for activity in activities),
        wbs=tuple(activity.wbs for activity in activities),
        milestone=np.array([activity.milestone for activity in activities]),
        complete=np.array([activity.actual_finish is not None for activity in activities]),
        planned_start=start[row, 0],
        planned_finish=finish[row, 0],
        mean_start=start[row, 1],
        mean_finish=finish[row, 1],
        sd_finish=np.sqrt(variance)[row],
        start=start[row, 2:],
        finish=finish[row, 2:],
        criticality=(counts.critical.sum(axis=1) / n)[row],
        criticality_bounds=share_bounds(counts.critical, sampling.sizes(), apart=sampling.design != PLAIN)[:, row],
        correlation=correlations(totals, sampling.iterations)[row],
    )


def _quantiles(counts: Counts, bins: Bins, which: int) -> Array:
    """(i, LEVELS) quantiles of the starts (`which` 0) or finishes (1)."""
    found = np.empty((counts.histogram.shape[1], len(LEVELS)))
    low, width, smallest, largest = (part[which] for part in (*bins, counts.smallest, counts.largest))
    histogram_quantiles(counts.histogram[which], low, width, smallest, largest, np.array(LEVELS), found)
    return found


def on_clock(program: Program, times: Array, *, finish: bool) -> Array:
    """(i, any) times of each row on its calendar, as minutes of the clock."""
    clock = np.empty_like(times)
    as_finish = (finish | (program.instant > 0)) & (program.instant >= 0)
    for calendar, worktime in enumerate(program.times):
        for end in (False, True):
            rows = (program.calendar == calendar) & (as_finish == end)
            clock[rows] = worktime.to_clock(times[rows], finish=end)
    return clock
