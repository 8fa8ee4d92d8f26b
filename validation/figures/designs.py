"""The error of a mean under each sampling design, over many seeds: `problem:design:rmse_n256`, `...:rate`."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

import riskcore
from riskcore.kernels.records import LATIN_HYPERCUBE, PLAIN
from riskcore.program import compile_plan
from riskcore.simulation.coordinates import with_coordinates
from riskcore.simulation.simulate import LANES
from riskcore.simulation.worker import Sampling, Worker
from validation.adapter import DAY, START
from validation.figure import Figure, NotRun

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.program import Program
    from validation.case import Case

SEEDS = 200
ENDS = 256, 4096
MEANS = {"additive": 5 * 1.3 / 3, "bridge_max": 63 / 40}
ONE_SCRAMBLING = -1
CODES = {"mc": PLAIN, "lhs": LATIN_HYPERCUBE, "sobol_scrambled": ONE_SCRAMBLING}
BRIDGE = {"X1": "", "X2": "", "X3": "X1", "X4": "X1", "X5": "X2 X3"}


def applies(case: Case) -> bool:
    return any(":rmse_n" in quantity for quantity in case.data["expected"])


def _plan(problem: str) -> Plan:
    """The sum of five triangular durations, and the bridge of five uniform ones."""
    if problem == "additive":
        before = {f"X{k}": f"X{k - 1}" if k > 1 else "" for k in range(1, 6)}
        duration: dict[str, Any] = {"triangular": ["0ed", "0.3ed", "1ed"]}
    else:
        before, duration = BRIDGE, {"uniform": ["0ed", "1ed"]}
    activities = [{"id": k, "duration": duration, "predecessors": v.split()} for k, v in before.items()]
    return riskcore.parse_plan({"start": START, "calendar": "24h", "activities": activities})


def _errors(case: Case, problem: str, design: str, n: int) -> Figure:
    """Root mean square error; that of an error of SEEDS seeds is 1 / sqrt(2 SEEDS) of itself."""

    def make() -> Figure:
        if design not in CODES:
            raise NotRun(f"riskcore has no design {design}")
        program = with_coordinates(compile_plan(_plan(problem), ()), case.run.seed, LANES)
        means = [_mean(program, CODES[design], n, case.run.seed * SEEDS + k) for k in range(SEEDS)]
        error = sqrt(np.mean((np.array(means) - MEANS[problem]) ** 2))
        return Figure(error, error / sqrt(2 * SEEDS))

    return case.once(f"{problem} {design} {n}", make)


def _mean(program: Program, design: int, n: int, seed: int) -> float:
    """One Latin hypercube of n strata, one scrambling of n points: a block of n lanes, where simulate() has 128."""
    kept, _ = Worker(program, Sampling(seed, n, design, n)).run(0)
    return float(kept[0].mean() - (program.plan.start - program.epoch).total_seconds() / 60) / DAY


def _rmse(case: Case, problem: str, design: str, n: str) -> Figure:
    return _errors(case, problem, design, int(n))


def _rate(case: Case, problem: str, design: str) -> Figure:
    """The power of n with which the error falls between the ends."""
    first, last = (_errors(case, problem, design, n) for n in ENDS)
    span = log(ENDS[1] / ENDS[0])
    return Figure(log(first.value / last.value) / span, sqrt(2) / sqrt(2 * SEEDS) / span)


FIGURES = {
    r"(additive|bridge_max):(\w+):rmse_n(\d+)": _rmse,
    r"(additive|bridge_max):(\w+):rate": _rate,
}
