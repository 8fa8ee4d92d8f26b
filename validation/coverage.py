"""Whether the reported intervals hold: over many random plans of known law, 95 % of them must enclose the truth.

Each plan is simulated once by each design; asked are the mean of the finish, four quantiles, the chance of a date (one
that the law keeps with a chance of 10 to 90 %), and the criticality of an activity that is critical by chance (in 5 to
95 % of the iterations). With N plans the share that holds has a standard error of sqrt(0.95 x 0.05 / N): the full tier
accepts 93 to 97 %, the quick one what 999 of 1,000 runs would give if the true share were 95 %. (So does the full one
where that is more, for not every plan has an activity that is critical by chance.)
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from scipy.stats import binom

import riskcore
from riskcore.simulation.simulate import DESIGNS
from validation.laws import Law, law_of
from validation.series_parallel import START, document, random_plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from riskcore.results import Estimate, Result

NOMINAL = 0.95
ASKED = 0.93, 0.97
FALSE_ALARM = 0.001
DAY = 1440.0
LEVELS = {"P10": 0.1, "P50": 0.5, "P80": 0.8, "P95": 0.95}
QUANTITIES = "mean", *LEVELS, "P(date)", "criticality"


@dataclass(frozen=True)
class Coverage:
    """One quantity under one design: how many intervals held the truth."""

    design: str
    quantity: str
    iterations: int
    plans: int
    held: int
    lowest: float
    highest: float

    @property
    def share(self) -> float:
        return self.held / self.plans if self.plans else float("nan")

    @property
    def passed(self) -> bool:
        return self.plans == 0 or self.lowest <= self.share <= self.highest


def coverage(plans: int, iterations: int, *, asked: tuple[float, float] | None = None) -> list[Coverage]:
    """Coverage over the plans of seeds 1 to `plans`; `asked` bounds the shares, else what chance allows does."""
    work = partial(held_in, iterations=iterations)
    seeds = range(1, plans + 1)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(work, seeds, chunksize=10))
    return [
        _count(design, quantity, iterations, [one[design][quantity] for one in found], asked)
        for design in DESIGNS
        for quantity in QUANTITIES
    ]


def held_in(seed: int, iterations: int) -> dict[str, dict[str, bool | None]]:
    """Whether each interval of each design holds for the plan of `seed`; None where the plan has no such quantity."""
    made = random_plan(seed)
    law = law_of(made)
    rng = random.Random(-seed)  # noqa: S311 - made up, not secret
    plan = riskcore.parse_plan(document(made))
    days = law.quantile(rng.uniform(0.1, 0.9))
    by_chance = [name for name, chance in law.criticality.items() if 0.05 < chance < 0.95]
    activity = rng.choice(by_chance) if by_chance else None
    return {
        design: _held(
            riskcore.simulate(plan, iterations, seed, design=design, milestones=(), threads=1), law, days, activity
        )
        for design in DESIGNS
    }


def _held(result: Result, law: Law, days: float, activity: str | None) -> dict[str, bool | None]:
    start = result.minutes(datetime.fromisoformat(START))
    sample = result.finish.sample

    def holds(estimate: Estimate, truth: float) -> bool:
        return estimate.lower <= start + truth * DAY <= estimate.upper

    chance = sample.probability(start + days * DAY)
    return {
        "mean": holds(sample.mean(), law.mean),
        **{name: holds(sample.quantile(p), law.quantile(p)) for name, p in LEVELS.items()},
        "P(date)": chance.lower <= law.chance(days) <= chance.upper,
        "criticality": None if activity is None else _criticality(result, activity, law.criticality[activity]),
    }


def _criticality(result: Result, activity: str, truth: float) -> bool:
    table = result.activities
    assert table is not None  # noqa: S101 - every activity was studied
    found = table.criticality_of(table.id.index(activity))
    return found.lower <= truth <= found.upper


def _count(
    design: str, quantity: str, iterations: int, held: Iterable[bool | None], asked: tuple[float, float] | None
) -> Coverage:
    known = [one for one in held if one is not None]
    n = len(known)
    chance = (binom.ppf((FALSE_ALARM / 2, 1 - FALSE_ALARM / 2), n, NOMINAL) / n) if n else (0.0, 1.0)
    low, high = (min(asked[0], chance[0]), max(asked[1], chance[1])) if asked else chance
    return Coverage(design, quantity, iterations, n, sum(known), float(low), float(high))
