"""A simulated plan, iteration by iteration, and the statistics of a sample."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import stats

import riskcore
from validation.adapter import DAY, start_of
from validation.figure import NotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from riskcore.results import Result, Sample
    from validation.case import Run


@dataclass(frozen=True)
class Samples:
    """Days from the start of the plan to its finish and to those of the milestones asked for, and the cost."""

    result: Result
    start: float
    milestones: tuple[str, ...]
    names: tuple[str, ...] = ()
    """Activities whose start and finish are among the milestones."""

    @cached_property
    def finish(self) -> np.ndarray:
        """(iteration)."""
        return self._days(self.result.finish.sample)

    @cached_property
    def cost(self) -> np.ndarray:
        """(iteration)."""
        if self.result.cost is None:
            raise NotRun("the plan has no cost")
        return self.result.cost.sample.values

    def finish_of(self, activity: str) -> np.ndarray:
        """(iteration) days from the start to the finish of `activity`."""
        return self._days(self.result.milestones[self.milestones.index(activity)].sample)

    @cached_property
    def durations(self) -> np.ndarray:
        """(iteration, activity) of `names`."""
        return np.column_stack([self.finish_of(name) - self.finish_of(start_of(name)) for name in self.names])

    def _days(self, sample: Sample) -> np.ndarray:
        return (sample.values - self.start) / DAY


def simulated(plan: dict[str, Any], run: Run, milestones: Sequence[str] = (), names: tuple[str, ...] = ()) -> Samples:
    """The samples of a plan in a document, the finishes of `milestones` among them."""
    read = riskcore.parse_plan(plan)
    result = riskcore.simulate(read, run.iterations, run.seed, milestones=tuple(milestones))
    return Samples(result, result.minutes(datetime.fromisoformat(plan["start"])), tuple(milestones), names)


def statistic(quantity: str) -> Callable[[np.ndarray], float]:
    """Moments, quantiles (`p80`) and chances (`cdf@12`, `pmf@12`, `P(0)`) of a sample."""
    found = {
        "mean": np.mean,
        "var": lambda x: np.var(x, ddof=1),
        "sd": lambda x: np.std(x, ddof=1),
        "skew": stats.skew,
        "kurt_excess": stats.kurtosis,
        "P(0)": lambda x: np.mean(x == 0),
    }.get(quantity)
    if found is not None:
        return lambda x: float(found(x))
    name, _, number = quantity.partition("@")
    if name == "cdf":
        return lambda x: float(np.mean(x <= float(number) + 1e-9))
    if name == "pmf":
        return lambda x: float(np.mean(np.abs(x - float(number)) < 1e-6))
    level = float(quantity[1:]) / 100
    return lambda x: float(np.quantile(x, level, method="inverted_cdf"))
