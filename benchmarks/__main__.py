"""`python -m benchmarks [--activities N] [--iterations N] [--json]`: ns of wall time per activity-sample, and memory.

The time is that of the blocks alone: reading and compiling the plan are timed beside it. Each figure is the median of
several runs after one that warms up; on a shared machine only ratios from one run of this command mean much.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.networks import full, plain
from riskcore.plan import parse_plan
from riskcore.program import Program, compile_plan
from riskcore.simulation.bins import pilot
from riskcore.simulation.blocks import in_order
from riskcore.simulation.planned import planned
from riskcore.simulation.simulate import DESIGNS, LANES
from riskcore.simulation.worker import Sampling, Study, Worker

if TYPE_CHECKING:
    from collections.abc import Callable

REPEATS = 5
CASES: dict[str, tuple[Callable[[int], dict[str, Any]], str, bool]] = {
    "plain network, plain sampling, finish only": (plain, "plain", False),
    "plain network, latin hypercube, finish only": (plain, "latin hypercube", False),
    "plain network, latin hypercube, every activity": (plain, "latin hypercube", True),
    "everything on, latin hypercube, every activity": (full, "latin hypercube", True),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--activities", type=int, default=10_000)
    parser.add_argument("--iterations", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [case(name, options.activities, options.iterations, options.threads) for name in CASES]
    if options.json:
        print(json.dumps(found, indent=1))
        return
    for one in found:
        print(f"{one['name']:48} {one['ns']:6.2f} ns ({one['fastest']:.2f} to {one['slowest']:.2f}), ", end="")
        print(f"read {one['read']:.2f} s, compile {one['compile']:.2f} s, peak {one['peak_mb']:.0f} MB")


def case(name: str, activities: int, iterations: int, threads: int) -> dict[str, Any]:
    """Wall time per activity-sample of one case, over all threads."""
    make, design, every = CASES[name]
    document = make(activities)
    begin = time.perf_counter()
    plan = parse_plan(document)
    read = time.perf_counter() - begin
    program = compile_plan(plan)
    compiled = time.perf_counter() - begin - read
    sampling = Sampling(1, iterations, DESIGNS[design], LANES)
    times = [run(program, sampling, threads, every=every) for _ in range(REPEATS + 1)][1:]
    ns = [1e9 * seconds / (activities * iterations) for seconds in times]
    return {
        "name": name,
        "ns": statistics.median(ns),
        "fastest": min(ns),
        "slowest": max(ns),
        "read": read,
        "compile": compiled,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
    }


def run(program: Program, sampling: Sampling, threads: int, *, every: bool) -> float:
    """Seconds for all blocks; with `every`, each activity is studied, the pilot included."""
    workers = [Worker(program, sampling) for _ in range(threads)]
    base = planned(program)
    begin = time.perf_counter()
    study = Study(base.times, pilot(workers, None)) if every else None

    def block(worker: Worker, number: int) -> None:
        worker.run(number, criticality=every)
        if study is not None:
            worker.study(number, study)

    for _ in in_order(workers, range(sampling.blocks), block):
        pass
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
