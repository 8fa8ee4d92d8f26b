"""The tables of a result for a spreadsheet: ISO dates, plain numbers, and text that is never taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from riskcore.analysis import answer, gantt, limit_of, milestone_answers, tornado
from riskcore.charts.numerals import last_day
from riskcore.results import FLOW_LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from riskcore.analysis import Answer
    from riskcore.results import Result, SpendingStatistics

Cell = str | float | int | bool | None
Table = tuple[list[str], Iterable[list[Cell]]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What text must not begin with: a spreadsheet would run it."""


TABLES = ("activities.csv", "drivers.csv", "milestones.csv", "quantiles.csv", "cash_flow.csv")
"""Their names; the cash flow is there where the plan has costs."""


def tables(result: Result, target: datetime | None = None) -> dict[str, str]:
    """The text of every table, by file name."""
    found = (_activities(result), _drivers(result), _milestones(result), _quantiles(result, target))
    flow = () if result.spending is None else (_flow(result.spending, result),)
    return {name: _text(*table) for name, table in zip(TABLES, (*found, *flow), strict=False)}


def neutral(cell: Cell) -> Cell:
    """`cell`, with an apostrophe before text that a spreadsheet would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _text(heads: list[str], rows: Iterable[list[Cell]]) -> str:
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return file.getvalue()


def _activities(result: Result) -> Table:
    rows = gantt(result)
    levels = list(rows[0].start) if rows else []
    heads = ["id", "name", "wbs", "milestone", "complete", "planned start", "planned finish"]
    heads += [f"{end} P{round(100 * level)}" for end in ("start", "finish") for level in levels]
    return [*heads, "criticality", "correlation with finish"], (
        [
            *(row.id, row.name, row.wbs, int(row.milestone), int(row.complete)),
            *(_iso(row.planned_start), _iso(row.planned_finish)),
            *(_iso(dates[level]) for dates in (row.start, row.finish) for level in levels),
            *(row.criticality, row.correlation),
        ]
        for row in rows
    )


def _drivers(result: Result) -> Table:
    heads = ["id", "name", "kind", "days", "days error", "days low", "days high"]
    return [*heads, "rank correlation", "rank correlation error", "occurrences"], (
        [
            *(bar.id, bar.name, bar.kind, bar.swing, bar.swing_error, bar.low, bar.high),
            *(bar.correlation, bar.correlation_error, bar.occurrences),
        ]
        for bar in tornado(result)
    )


def _milestones(result: Result) -> Table:
    found = milestone_answers(result)
    levels = list(found[0].quantiles) if found else []
    heads = ["id", "name", "planned", "chance of planned", "deadline", "chance of deadline", "lower", "upper"]

    def date(minutes: float) -> str:
        return _iso(result.date(minutes))

    return [*heads, *(f"P{round(100 * level)}" for level in levels)], (
        [
            *(one.id, one.name, date(one.planned), one.probability_of_planned.value),
            *_limit(one, result),
            *(date(one.quantiles[level].value) for level in levels),
        ]
        for one in found
    )


def _limit(found: Answer, result: Result) -> list[Cell]:
    """The deadline as it was given, a date alone where it lasts to the end of that day, and its chance."""
    if found.limit is None or found.probability_of_limit is None:
        return [None] * 4
    moment, chance = result.date(found.limit), found.probability_of_limit
    day = last_day(moment)
    return [_iso(moment) if day == moment else day.date().isoformat(), chance.value, chance.lower, chance.upper]


def _quantiles(result: Result, target: datetime | None) -> Table:
    def date(minutes: float) -> Cell:
        return _iso(result.date(minutes))

    finish = answer(result.finish, limit_of(result, target or result.target))
    groups: list[tuple[str, Answer, Callable[[float], Cell]]] = [("finish", finish, date)]
    groups += [("milestone", one, date) for one in milestone_answers(result)]
    costs = () if result.cost is None else (result.cost, *result.cost_parts)
    groups += [("cost", answer(one), float) for one in costs]
    return ["kind", "id", "name", "quantile", "value", "lower", "upper"], (
        [kind, one.id, one.name, level, write(at.value), write(at.lower), write(at.upper)]
        for kind, one, write in groups
        for level, at in one.quantiles.items()
    )


def _flow(found: SpendingStatistics, result: Result) -> Table:
    heads = ["from", "to"]
    names = ["planned", "mean", *(f"P{round(100 * level)}" for level in FLOW_LEVELS)]
    heads += [f"{kind} {name}" for kind in ("spent", "cumulative") for name in names]
    starts = [_iso(result.date(minutes)) for minutes in found.starts]
    columns = [
        column for flow in (found.spent, found.cumulative) for column in (flow.planned, flow.mean, *flow.quantiles)
    ]
    return heads, (
        [starts[k], starts[k + 1], *(float(column[k]) for column in columns)] for k in range(len(starts) - 1)
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
