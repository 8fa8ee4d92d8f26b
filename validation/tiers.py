"""What is run: the cases of a file, the generator's batteries, the coverage of intervals, the errors of the designs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.designs import NETWORKS, Error, errors
from validation.battery import Verdict, battery
from validation.coverage import ASKED, Coverage, coverage
from validation.run import CaseReport, run_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Outcome = CaseReport | Verdict | Coverage | Error
PARTS = "cases", "generator", "coverage", "designs"


@dataclass(frozen=True)
class Tier:
    """How thoroughly: iterations of a case, times the size of a battery, plans by iterations, seeds of a design."""

    name: str
    iterations: int
    battery: int
    plans: dict[int, tuple[int, tuple[float, float] | None]]
    """Of each number of iterations, how many plans, and the shares asked for; None leaves that to chance."""
    networks: tuple[str, ...] = ()
    seeds: int = 0


QUICK = Tier("quick", 100_000, 1, {2_000: (200, None)})
FULL = Tier(
    "full",
    1_000_000,
    8,
    {1_000: (1_700, ASKED), 10_000: (1_000, ASKED), 100_000: (200, None)},
    ("chain of 5", "bridge of 5", "10 parallel", "construction, 14"),
    50,
)


@dataclass
class Found:
    """The outcome of every part that was run."""

    cases: list[CaseReport] = field(default_factory=list)
    generator: list[Verdict] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    designs: list[Error] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Put an outcome where it belongs."""
        kinds = {CaseReport: self.cases, Verdict: self.generator, Coverage: self.coverage, Error: self.designs}
        kinds[type(outcome)].append(outcome)

    @property
    def counts(self) -> dict[str, int]:
        """How many cases passed, failed and were not run."""
        return {status: sum(one.status == status for one in self.cases) for status in ("passed", "failed", "not run")}

    @property
    def failed(self) -> bool:
        """Whether anything that has a verdict failed."""
        wrong = any(not one.passed for one in (*self.generator, *self.coverage))
        return wrong or self.counts["failed"] > 0


def outcomes(
    cases: Sequence[dict[str, Any]], tier: Tier, parts: Sequence[str], iterations: int | None, seed: int
) -> Iterator[Outcome]:
    """The outcomes of the `parts`, each as soon as it is known; `iterations` are of a case, else those of the tier."""
    if "cases" in parts:
        yield from (run_case(case, iterations or tier.iterations, seed) for case in cases)
    if "generator" in parts:
        yield from battery(seed, tier.battery)
    if "coverage" in parts:
        for n, (plans, asked) in tier.plans.items():
            yield from coverage(plans, n, asked=asked)
    if "designs" in parts:
        for name in tier.networks:
            yield from errors(name, NETWORKS[name](), tier.seeds)
