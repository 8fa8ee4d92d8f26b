"""A simulation as the terminal sees it: what is being waited for, and a bar."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from riskcore.analysis import removal_tornado
from riskcore.cli.bar import bar
from riskcore.kernels.jit import compiled_before
from riskcore.simulation import (
    Precision,
    period_of,
    removal,
    simulate,
    simulate_scenarios,
    simulate_until,
    with_spending,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from riskcore.analysis import Removed
    from riskcore.plan import Plan
    from riskcore.results import Result

Found = TypeVar("Found")
COMPILING = "Compiling the engine for this machine, once: half a minute to a minute ..."


def played(
    plan: Plan, period: str | None = None, *, iterations: int, until: str | None = None, **options: Any
) -> Result:
    """The result of `plan`, its cost by `period`, with progress on standard error where that is a terminal."""
    checked = None if period is None else period_of(period)
    if until is not None:
        precision = Precision.parse(until)
        result = _with_a_bar(
            "Simulating", iterations, lambda tell: simulate_until(plan, precision, iterations, progress=tell, **options)
        )
    else:
        result = _with_a_bar(
            "Simulating", iterations, lambda tell: simulate(plan, iterations, progress=tell, **options)
        )
    if checked is None or result.cost is None:
        return result
    return _with_a_bar(
        f"Cost by {checked}",
        result.certificate.iterations,
        lambda tell: with_spending(result, plan, checked, threads=options.get("threads"), progress=tell),
        "spread_costs",
    )


def played_together(
    plan: Plan, scenarios: Mapping[str, Plan], *, iterations: int, **options: Any
) -> tuple[Result, dict[str, Result]]:
    """The results of `plan` and of its `scenarios`, with one progress bar for all."""
    play = lambda tell: simulate_scenarios(plan, scenarios, iterations, progress=tell, **options)  # noqa: E731
    return _with_a_bar("Simulating", iterations, play, "block_again")


def removed(plan: Plan, *, iterations: int, **options: Any) -> tuple[Removed, ...]:
    """What the plan gains without each risk in turn."""
    play = lambda tell: removal(plan, iterations, progress=tell, **options)  # noqa: E731
    return removal_tornado(_with_a_bar("Without each risk", iterations, play, "run_without"))


def _with_a_bar(
    words: str, iterations: int, play: Callable[[Callable[[int], None]], Found], kernel: str = "run_block"
) -> Found:
    """What `play` finds, which runs `kernel`."""
    if not compiled_before(kernel):
        sys.stderr.write(COMPILING + "\n")
    with bar(words, iterations) as tell:
        return play(tell)
