"""A plan and its scenarios in one run: each block is drawn and scheduled once, then what each scenario changes."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Literal

from riskcore.errors import ParameterError
from riskcore.garbage import uncollected
from riskcore.kernels.records import PLAIN
from riskcore.plan.digest_again import Digests
from riskcore.simulation.again import Compiler
from riskcore.simulation.assemble import assemble
from riskcore.simulation.blocks import in_order
from riskcore.simulation.designs import DESIGNS
from riskcore.simulation.drivers import driver_statistics
from riskcore.simulation.findings import Findings
from riskcore.simulation.planned import planned
from riskcore.simulation.running import LANES, check_run
from riskcore.simulation.several import Compiled, Several
from riskcore.simulation.together import Correlations
from riskcore.simulation.worker import Sampling

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from riskcore.plan import Plan
    from riskcore.results import Result


def simulate_scenarios(
    plan: Plan,
    scenarios: Mapping[str, Plan],
    iterations: int = 10_000,
    seed: int = 1,
    *,
    design: Literal["latin hypercube", "plain"] = "latin hypercube",
    milestones: Sequence[str] | None = None,
    threads: int | None = None,
    progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] | None = None,
) -> tuple[Result, dict[str, Result]]:
    """The result of `plan`, and of each of its `scenarios`, as `simulate` finds them without a study of activities.

    `scenarios` are versions of the plan such as `apply` makes; the parameters are those of `simulate`, and so are the
    bits. It takes less time: what a scenario leaves as it was is neither compiled nor drawn nor scheduled again.

    Raises
    ------
    ParameterError
        An argument is outside its range; Sobol' points follow the plan, and cannot be shared.
    Cancelled
        `stop` asked for it.
    """
    for one in (plan, *scenarios.values()):
        check_run(one, iterations, seed, design, milestones, threads)
    if DESIGNS[design] < PLAIN:
        raise ParameterError(f"design of scenarios must be latin hypercube or plain. Got {design}.")
    sampling = Sampling(seed, iterations, DESIGNS[design], LANES)
    base, others = _versions(plan, scenarios, milestones)
    # what is run from the start comes last: it overwrites the schedule that the others start from
    order = sorted(others.values(), key=lambda one: one.changes is None)
    count = min(threads or os.cpu_count() or 1, sampling.blocks)
    workers = [Several((base, *order), sampling) for _ in range(count)]
    for block, found in in_order(workers, range(sampling.blocks), Several.play, stop):
        for version, (times, money) in zip((base, *order), found, strict=True):
            version.totals.add(times, money, None)
        if progress is not None:
            progress(min((block + 1) * LANES, iterations))
    results = _results([base, *others.values()], sampling, count)
    return results[0], dict(zip(others, results[1:], strict=True))


@uncollected()
def _versions(
    plan: Plan, scenarios: Mapping[str, Plan], milestones: Sequence[str] | None
) -> tuple[Compiled, dict[str, Compiled]]:
    compiler = Compiler(plan, milestones)
    others = {name: Compiled(one, *compiler.version(one)) for name, one in scenarios.items()}
    return Compiled(plan, compiler.base, None), others


def _results(versions: Sequence[Compiled], sampling: Sampling, threads: int) -> list[Result]:
    """What `simulate` says of each; what several have in common is found once."""
    digests, known = Digests(versions[0].plan), Correlations(sampling)

    def result(one: Compiled) -> Result:
        times, money = one.totals.samples()
        drivers = driver_statistics(one.program, sampling, times[0], None)
        found = Findings(digests.of(one.plan), None, drivers, known.of(one.program))
        return assemble(one.plan, one.program, sampling, planned(one.program), times, money, found)

    with ThreadPoolExecutor(threads, "riskcore") as pool:
        return list(pool.map(result, versions))
