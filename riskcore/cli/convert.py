"""`riskcore convert`: any schedule file as a plan document."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def convert(
    plan: Annotated[
        str, typer.Argument(help="A schedule file (.mpp, .xml, .xer, ...) or a plan; - for standard input.")
    ],
    output: Annotated[str, typer.Option("--output", "-o", help="Where to write it; - for standard output.")] = "-",
) -> None:
    """Write a schedule file as a plan document in JSON, the form that can be kept in Git, edited and simulated.

    Example: riskcore convert plan.mpp > plan.json
    """
    from riskcore.formats import read_plan, write_plan  # noqa: PLC0415

    text = write_plan(read_plan(plan))
    if output == "-":
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, "utf-8")
