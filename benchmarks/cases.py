"""What is measured: one function for each row of the table, all with the same options."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import riskcore
from benchmarks.baselines import cpp_seconds, numpy_seconds
from benchmarks.measure import Figure, figure, timed
from benchmarks.networks import full, plain
from riskcore.simulation import LivePlan, removal
from riskcore.simulation.blocks import in_order
from riskcore.simulation.running import LANES, Simulation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore.plan import Plan


@dataclass(frozen=True)
class Options:
    """Size and effort of a benchmark."""

    activities: int = 10_000
    iterations: int = 10_000
    threads: int = os.cpu_count() or 1
    repeats: int = 5


def plain_network(options: Options) -> Iterator[Figure]:
    """Triangular durations, FS links, finish only; beside the same loops in C++, and NumPy."""
    plan = riskcore.parse_plan(plain(options.activities))
    samples = options.activities * options.iterations
    own = timed(_blocks(plan, options, "plain"), options.repeats)
    rival = cpp_seconds(plan, options.iterations, options.threads, options.repeats)
    # NumPy keeps every draw: fewer iterations, where it would not fit
    fewer = min(options.iterations, max(100_000_000 // options.activities // 2, 1))
    theirs = numpy_seconds(plan, fewer, max(options.repeats // 2, 1), full=False)[0]
    scaled = [seconds * options.iterations / fewer for seconds in theirs]
    yield figure("plain network, plain sampling, finish only", own, samples, cpp=rival and rival[0], numpy=scaled)
    stratified = timed(_blocks(plan, options, "latin hypercube"), options.repeats)
    yield figure("plain network, latin hypercube, finish only", stratified, samples, plain_network=own)


def every_activity(options: Options) -> Iterator[Figure]:
    """The whole answer of the plain network: criticality, quantiles of every activity, rank correlations; and NumPy."""
    plan = riskcore.parse_plan(plain(options.activities))
    own = timed(lambda: _whole(plan, options), options.repeats)
    fewer = min(options.iterations, max(100_000_000 // options.activities // 4, 1))
    theirs = numpy_seconds(plan, fewer, 1, full=True)[0]
    scaled = [seconds * options.iterations / fewer for seconds in theirs]
    yield figure(
        "plain network, every activity, sensitivity", own, options.activities * options.iterations, numpy=scaled
    )


def everything(options: Options) -> Iterator[Figure]:
    """Calendars, correlation, 100 risks, costs, criticality, quantiles of every activity, sensitivity."""
    simple, rich = riskcore.parse_plan(plain(options.activities)), riskcore.parse_plan(full(options.activities))
    base = timed(_blocks(simple, options, "plain"), options.repeats)
    own = timed(lambda: _whole(rich, options), options.repeats)
    yield figure("everything on", own, options.activities * options.iterations, plain_network=base)


def removals(options: Options) -> Iterator[Figure]:
    """Forty risks removed one by one on shared draws, beside one run."""
    plan = riskcore.parse_plan(full(options.activities))
    risks = [risk.id for risk in plan.risks[:40]]
    base = timed(lambda: _whole(plan, options), options.repeats)
    own = timed(
        lambda: removal(plan, options.iterations, risks=risks, threads=options.threads), max(options.repeats // 2, 1)
    )
    yield figure("removal of 40 risks", own, None, one_run=base)


def what_if(options: Options) -> Iterator[Figure]:
    """One change to a plan of 1,000 activities that is kept ready, 10,000 iterations."""
    plan = riskcore.parse_plan(full(1_000))
    live = LivePlan(plan, 10_000, threads=options.threads)
    changes: dict[str, dict[str, Any]] = {
        "a probability": {"risks": {"R1": {"probability": 0.1}}},
        "a range": {"activities": {"A500": {"duration": {"pert": ["9d", "12d", "30d"]}}}},
        "a duration": {"activities": {"A500": {"duration": "5d"}}},
        "a link": {"activities": {"A500": {"predecessors": ["A450", "A460"]}}},
        "a date": {"activities": {"A500": {"constraint": {"start_no_earlier_than": "2029-06-01"}}}},
    }
    for name, change in changes.items():
        yield figure(f"what-if: {name}", timed(lambda change=change: live.what_if(change), options.repeats))


def growth(options: Options) -> Iterator[Figure]:
    """The whole answer for 100 to 100,000 activities, and for 1,000 to 1,000,000 iterations of 100 activities."""
    for activities in (100, 1_000, 10_000, 100_000):
        iterations = max(min(options.iterations, 100_000_000 // activities // 4), LANES * 4)
        yield _grown(options, activities, iterations)
    for iterations in (1_000, 100_000, 1_000_000):
        yield _grown(options, 100, iterations)


def threads(options: Options) -> Iterator[Figure]:
    """All threads against one."""
    plan = riskcore.parse_plan(full(options.activities))
    one = Options(options.activities, options.iterations, 1, options.repeats)
    base = timed(lambda: _whole(plan, one), options.repeats)
    own = timed(lambda: _whole(plan, options), options.repeats)
    yield figure(f"{options.threads} threads", own, options.activities * options.iterations, one_thread=base)


def first_answer(options: Options) -> Iterator[Figure]:
    """A new process with a warm cache: importing riskcore, and the first answer of 1,000 activities."""
    yield figure("import riskcore", timed(lambda: _python("import riskcore"), options.repeats))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_text(yaml.safe_dump(full(1_000)), encoding="utf-8")
        text = f"import riskcore; riskcore.simulate(riskcore.read_plan({str(path)!r}), 1000)"
        yield figure("new process to first answer", timed(lambda: _python(text), options.repeats))


CASES: dict[str, Callable[[Options], Iterator[Figure]]] = {
    "plain": plain_network,
    "every-activity": every_activity,
    "everything": everything,
    "removal": removals,
    "what-if": what_if,
    "threads": threads,
    "growth": growth,
    "first-answer": first_answer,
}


def _grown(options: Options, activities: int, iterations: int) -> Figure:
    plan = riskcore.parse_plan(plain(activities))
    size = Options(activities, iterations, options.threads, options.repeats)
    seconds = timed(lambda: _whole(plan, size), max(options.repeats // 2, 1))
    return figure(f"{activities:,} activities, {iterations:,} iterations", seconds, activities * iterations)


def _blocks(plan: Plan, options: Options, design: Any) -> Callable[[], None]:
    """The finish alone, in all blocks; the plan is compiled before."""
    run = Simulation(plan, options.iterations, design=design, activities=False, threads=options.threads)

    def work() -> None:
        for _ in in_order(run.workers, range(run.blocks), lambda worker, block: worker.run(block)):
            pass

    return work


def _whole(plan: Plan, options: Options) -> None:
    riskcore.simulate(plan, options.iterations, threads=options.threads)


def _python(text: str) -> None:
    subprocess.run([sys.executable, "-c", text], check=True)
