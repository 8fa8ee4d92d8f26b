"""A simulation as the terminal sees it: what is being waited for, a bar, and a clean stop."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from riskcore.errors import Cancelled
from riskcore.kernels.jit import compiled_before
from riskcore.simulation import simulate

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.results import Result

COMPILING = "Compiling the engine for this machine, once: about 30 seconds ..."


def played(plan: Plan, *, iterations: int, **options: Any) -> Result:
    """The result of `plan`, with progress on standard error where that is a terminal."""
    console = Console(file=sys.stderr, highlight=False)
    if not compiled_before():
        console.print(COMPILING)
    columns = (TextColumn("Simulating"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=iterations)
        try:
            return simulate(plan, iterations, progress=lambda done: bar.update(task, completed=done), **options)
        except KeyboardInterrupt:  # typer would end it with "Aborted", which says less
            raise Cancelled("Interrupted by the keyboard.") from None
