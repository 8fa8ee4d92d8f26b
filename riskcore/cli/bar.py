"""A bar on standard error while something takes its time, where that is a terminal."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from riskcore.errors import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def bar(words: str, total: int) -> Iterator[Callable[[int], None]]:
    """A function to call with what is done of `total`. Raises Cancelled where the keyboard interrupts."""
    console = Console(file=sys.stderr, highlight=False)
    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=total)
        try:
            yield lambda done: progress.update(task, completed=done)
        except KeyboardInterrupt:  # typer would end it with "Aborted", which says less
            raise Cancelled("Interrupted by the keyboard.") from None
