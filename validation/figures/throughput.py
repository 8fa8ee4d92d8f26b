"""Forecasts from past throughput: when a backlog is done, and how much is done in some periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcore.analysis.throughput import Completion, Delivery, how_many, when_done
from validation.figure import Figure

if TYPE_CHECKING:
    from validation.case import Case


def applies(case: Case) -> bool:
    return "throughput_sample" in case.inputs


def _when(case: Case, level: float = 0.5) -> Completion:
    history, backlog = case.inputs["throughput_sample"], case.inputs["backlog"]
    return case.once(f"when {level}", lambda: when_done(history, backlog, levels=[level], resamples=0))


def _how_many(case: Case, periods: str, level: float = 0.5) -> Delivery:
    history = case.inputs["throughput_sample"]
    make = lambda: how_many(history, int(periods), levels=[level], resamples=0)  # noqa: E731
    return case.once(f"how many {periods} {level}", make)


def _moment(case: Case, name: str) -> Figure:
    found = _when(case)
    return Figure(found.mean if name == "mean_periods" else found.sd)


def _quantile(case: Case, level: str) -> Figure:
    ((_, periods),) = _when(case, float(level) / 100).periods
    return Figure(periods.value)


def _done_within(case: Case, periods: str) -> Figure:
    return Figure(_when(case).chance(int(periods)))


def _items(case: Case, periods: str, level: str) -> Figure:
    ((_, items),) = _how_many(case, periods, float(level) / 100).items
    return Figure(items.value)


def _at_least(case: Case, items: str, periods: str) -> Figure:
    return Figure(_how_many(case, periods).chance(int(items)))


FIGURES = {
    r"when_(mean_periods|sd)": _moment,
    r"when_p([\d.]+)": _quantile,
    r"P\(done within (\d+) periods\)": _done_within,
    r"how_many_in_(\d+)_at_([\d.]+)%": _items,
    r"P\(at least (\d+) in (\d+)\)": _at_least,
}
