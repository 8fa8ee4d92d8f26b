"""A simulation as the terminal sees it: what is being waited for, a bar, and a clean stop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from riskcore.analysis import removal_tornado
from riskcore.errors import Cancelled
from riskcore.kernels.jit import compiled_before
from riskcore.simulation import Precision, period_of, removal, simulate, simulate_until, with_spending

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.analysis import Removed
    from riskcore.plan import Plan
    from riskcore.results import Result

Found = TypeVar("Found")
COMPILING = "Compiling the engine for this machine, once: about 30 seconds ..."


def played(
    plan: Plan, period: str | None = None, *, iterations: int, until: str | None = None, **options: Any
) -> Result:
    """The result of `plan`, its cost by `period`, with progress on standard error where that is a terminal."""
    checked = None if period is None else period_of(period)
    if until is not None:
        precision = Precision.parse(until)
        result = _with_a_bar(
            "Simulating", iterations, lambda bar: simulate_until(plan, precision, iterations, progress=bar, **options)
        )
    else:
        result = _with_a_bar("Simulating", iterations, lambda bar: simulate(plan, iterations, progress=bar, **options))
    if checked is None or result.cost is None:
        return result
    return _with_a_bar(
        f"Cost by {checked}",
        result.certificate.iterations,
        lambda bar: with_spending(result, plan, checked, threads=options.get("threads"), progress=bar),
    )


def removed(plan: Plan, *, iterations: int, **options: Any) -> tuple[Removed, ...]:
    """What the plan gains without each risk in turn."""
    play = lambda bar: removal(plan, iterations, progress=bar, **options)  # noqa: E731
    return removal_tornado(_with_a_bar("Without each risk", iterations, play))


def _with_a_bar(words: str, iterations: int, play: Callable[[Callable[[int], None]], Found]) -> Found:
    console = Console(file=sys.stderr, highlight=False)
    if not compiled_before():
        console.print(COMPILING)
    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=iterations)
        try:
            return play(lambda done: bar.update(task, completed=done))
        except KeyboardInterrupt:  # typer would end it with "Aborted", which says less
            raise Cancelled("Interrupted by the keyboard.") from None
