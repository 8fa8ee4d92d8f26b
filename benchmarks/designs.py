"""`python -m benchmarks.designs [--seeds N] [--json]`: error against iterations for each sampling design.

Each reference network is simulated with many seeds. The error of a figure is its root mean square distance from the
truth: the grand mean over all seeds of the largest runs, each design weighing by its own precision. The gain is what
that buys: how many times the iterations plain sampling would need for the same error.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import riskcore
from benchmarks.networks import plain
from riskcore.simulation.simulate import DESIGNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from riskcore.plan import Plan

ITERATIONS = (1_024, 2_048, 4_096, 8_192, 10_000, 16_384)
FIGURES = ("mean", "P50", "P80", "P(date)")
SCENARIOS = Path(__file__).parents[1] / "scenarios"
DAY = 1440.0
NOTHING = 1e-9
"""An error below it is rounding."""


@dataclass(frozen=True)
class Error:
    """The error of one figure, in days or as a chance."""

    network: str
    design: str
    figure: str
    iterations: int
    error: float
    gain: float
    """How many times its iterations plain sampling needs for this error."""
    seeds: int


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.designs", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=100)
    parser.add_argument("--only", nargs="*", default=list(NETWORKS), choices=list(NETWORKS))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = [error for name in options.only for error in errors(name, NETWORKS[name](), options.seeds)]
    if options.json:
        print(json.dumps([asdict(error) for error in found], indent=1))
        return
    for name in options.only:
        _show(name, [error for error in found if error.network == name])


def errors(name: str, plan: Plan, seeds: int) -> list[Error]:
    """Errors of every figure for every design and number of iterations."""
    date = float(np.quantile(_run(plan, 10_000, 0, "latin hypercube").values, 0.65))
    got = {
        (design, n): np.array([_figures(_run(plan, n, seed, design), date) for seed in range(1, seeds + 1)])
        for design in DESIGNS
        for n in ITERATIONS
    }
    most = [got[design, ITERATIONS[-1]] for design in DESIGNS]
    weight = [1 / np.maximum(one.var(axis=0), 1e-30) for one in most]
    truth = sum(w * one.mean(axis=0) for w, one in zip(weight, most, strict=True)) / sum(weight)
    rmse = {key: np.sqrt(((one - truth) ** 2).mean(axis=0)) for key, one in got.items()}
    return [
        Error(name, design, figure, n, float(one[k]), float((rmse["plain", n][k] / max(one[k], NOTHING)) ** 2), seeds)
        for (design, n), one in rmse.items()
        for k, figure in enumerate(FIGURES)
    ]


def _run(plan: Plan, iterations: int, seed: int, design: Any) -> riskcore.results.Sample:
    return riskcore.simulate(plan, iterations, seed, design=design, milestones=(), activities=False).finish.sample


def _figures(sample: riskcore.results.Sample, date: float) -> list[float]:
    days = (sample.mean().value, sample.quantile(0.5).value, sample.quantile(0.8).value)
    return [*(value / DAY for value in days), sample.probability(date).value]


def _show(name: str, found: Iterable[Error]) -> None:
    table = {(one.design, one.figure, one.iterations): one for one in found}
    print(f"\n{name}")
    print(f"{'':26}" + "".join(f"{n:>18,}" for n in ITERATIONS))
    for figure in FIGURES:
        for design in DESIGNS:
            row = [table[design, figure, n] for n in ITERATIONS]
            print(f"{figure:8} {design:16} " + "".join(f"{one.error:11.2e}{one.gain:6.1f}x" for one in row))


def _network(durations: dict[str, Any], links: str) -> Plan:
    """A network in days of the clock; `links` is "A>B C>D"."""
    before: dict[str, list[str]] = {name: [] for name in durations}
    for link in links.split():
        first, second = link.split(">")
        before[second].append(first)
    activities = [
        {"id": name, "duration": _estimate(family, [f"{x}ed" for x in values]), "predecessors": before[name]}
        for name, (family, values) in durations.items()
    ]
    return riskcore.parse_plan({"start": "2030-01-07", "calendar": "24h", "activities": activities})


def _estimate(family: str, values: list[str]) -> Any:
    return values[0] if len(set(values)) == 1 else {family: values}


def _chain() -> Plan:
    durations = {f"A{k}": ("triangular", (0, 0.3, 1)) for k in range(5)}
    return _network(durations, " ".join(f"{a}>{b}" for a, b in pairwise(durations)))


def _bridge() -> Plan:
    return _network({f"X{k}": ("uniform", (0, 1)) for k in range(1, 6)}, "X1>X3 X1>X4 X2>X5 X3>X5")


def _construction() -> Plan:
    """Hillier & Lieberman's Reliable Construction Co., triangular."""
    three = "A 1 2 3 B 2 3.5 8 C 6 9 18 D 4 5.5 10 E 1 4.5 5 F 4 4 10 G 5 6.5 11 H 5 8 17 I 3 7.5 9 J 3 9 9 "
    words = (three + "K 4 4 4 L 1 5.5 7 M 1 2 3 N 5 5.5 9").split()
    rows = [words[k : k + 4] for k in range(0, len(words), 4)]
    durations = {name: ("triangular", values) for name, *values in rows}
    return _network(durations, "A>B B>C C>D C>E C>I D>G E>H G>H E>F F>J I>J J>K J>L K>N L>N H>M")


def _parallel() -> Plan:
    return _network({f"T{k}": ("triangular", (8, 10, 15)) for k in range(10)}, "")


def _scenario(name: str) -> Plan:
    plan = riskcore.read_plan(SCENARIOS / name / "plan.yaml")
    return plan.with_register(riskcore.read_register(SCENARIOS / name / "risks.yaml"))


NETWORKS: dict[str, Callable[[], Plan]] = {
    "chain of 5": _chain,
    "bridge of 5": _bridge,
    "10 parallel": _parallel,
    "construction, 14": _construction,
    "quay wall": lambda: _scenario("quay-wall"),
    "payments platform": lambda: _scenario("payments-platform"),
    "network of 1,000": lambda: riskcore.parse_plan(plain(1000)),
}


if __name__ == "__main__":
    main()
