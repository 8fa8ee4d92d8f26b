"""What is measured: one function for each row of the table, all with the same options."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

import riskcore
from benchmarks.baselines import Cpp
from benchmarks.growth import growth
from benchmarks.measure import Figure, measured
from benchmarks.networks import full, plain
from benchmarks.one_by_one import mitigations, removals
from benchmarks.options import Options
from benchmarks.works import blocks, numpy, whole
from riskcore.simulation import LivePlan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measure import Work

GENERATOR = Path(__file__).parents[1] / "scenarios" / "portfolio" / "generate.py"


def plain_network(options: Options) -> Iterator[Figure]:
    """Triangular durations, FS links, finish only; beside the same loops in C++, and NumPy."""
    plan = riskcore.parse_plan(plain(options.activities))
    own = blocks(plan, options, "plain")
    with Cpp(plan, options.iterations, options.threads) as cpp:
        rivals = {"numpy": numpy(plan, options, full=False)} | ({"C++": cpp.seconds} if cpp.found else {})
        yield _figure("plain network, plain sampling, finish only", options, own, rivals)
    stratified = blocks(plan, options, "latin hypercube")
    yield _figure("plain network, latin hypercube, finish only", options, stratified, {"plain sampling": own})


def every_activity(options: Options) -> Iterator[Figure]:
    """The whole answer of the plain network: criticality, quantiles of every activity, rank correlations; and NumPy."""
    plan = riskcore.parse_plan(plain(options.activities))
    rivals = {"numpy": numpy(plan, options, full=True)}
    yield _figure("plain network, every activity, sensitivity", options, whole(plan, options), rivals)


def everything(options: Options) -> Iterator[Figure]:
    """Calendars, correlation, 100 risks, costs, criticality, quantiles of every activity, sensitivity."""
    simple, rich = riskcore.parse_plan(plain(options.activities)), riskcore.parse_plan(full(options.activities))
    rivals = {"plain network": blocks(simple, options, "plain")}
    yield _figure("everything on", options, whole(rich, options), rivals)


def portfolio(options: Options) -> Iterator[Figure]:
    """The shipped portfolio: 100 risks, 50 groups, three calendars with weather, all link types, costs on all."""
    command = [sys.executable, str(GENERATOR), "--activities", str(options.activities)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    simple, rich = riskcore.parse_plan(plain(options.activities)), riskcore.parse_plan(json.loads(text))
    rivals = {"plain network": blocks(simple, options, "plain")}
    yield _figure("portfolio", options, whole(rich, options), rivals)


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
    one_run = whole(plan, Options(1_000, 10_000, options.threads))
    for name, change in changes.items():

        def own(change: dict[str, Any] = change) -> None:
            live.what_if(change)

        yield measured(f"what-if: {name}", own, {"one run": one_run}, repeats=options.repeats)


def threads(options: Options) -> Iterator[Figure]:
    """All threads against one."""
    plan = riskcore.parse_plan(full(options.activities))
    alone = Options(options.activities, options.iterations, 1)
    rivals = {"one thread": whole(plan, alone)}
    yield _figure(f"everything on, {options.threads} threads", options, whole(plan, options), rivals)


def first_answer(options: Options) -> Iterator[Figure]:
    """A new process with a warm cache: importing riskcore, the first answer of 1,000 activities, the command.

    The answer is there before the process has put its memory in order, which the command leaves out.
    """
    yield measured("import riskcore", lambda: _python("import riskcore"), repeats=options.repeats)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_text(yaml.safe_dump(full(1_000)), encoding="utf-8")
        text = f"import os, riskcore; riskcore.simulate(riskcore.read_plan({str(path)!r}), 1000); os._exit(0)"
        yield measured("new process to first answer", lambda: _python(text), repeats=options.repeats)
        command = [sys.executable, "-m", "riskcore", "simulate", str(path), "--iterations", "1000"]
        yield measured("command `riskcore simulate`", lambda: _run(command), repeats=options.repeats)


CASES: dict[str, Callable[[Options], Iterator[Figure]]] = {
    "plain": plain_network,
    "every-activity": every_activity,
    "everything": everything,
    "portfolio": portfolio,
    "removal": removals,
    "mitigations": mitigations,
    "what-if": what_if,
    "threads": threads,
    "growth": growth,
    "first-answer": first_answer,
}

SHORT_CASES = ("plain", "every-activity", "everything", "removal")
"""What CI measures: long enough to compare, and in one thread, for the number of cores is not the engine's."""


def _figure(name: str, options: Options, own: Work, rivals: dict[str, Work]) -> Figure:
    return measured(name, own, rivals, samples=options.samples, repeats=options.repeats)


def _python(text: str) -> None:
    _run([sys.executable, "-c", text])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
