"""`riskcore convert`: any schedule file as a plan document."""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from riskcore.plan import Plan


def convert(
    plan: Annotated[
        str, typer.Argument(help="A schedule file (.mpp, .xml, .xer, ...) or a plan; - for standard input.")
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="Where to write it: .json, or .xml for Microsoft Project; - for standard output."
        ),
    ] = "-",
    force: Annotated[bool, typer.Option("--force", "-f", help="Write over a file that is there.")] = False,
) -> None:
    """Write a schedule file as a plan document in JSON, the form that can be kept in Git, edited and simulated.

    To a name that ends in .xml the deterministic plan is written as MSPDI, which Microsoft Project opens.

    Examples
    --------
        riskcore convert plan.mpp > plan.json

        riskcore convert plan.yaml --output plan.xml
    """
    from riskcore.errors import ParameterError  # noqa: PLC0415
    from riskcore.formats import read_plan, write_plan  # noqa: PLC0415

    if output != "-" and Path(output).is_file() and not force:
        raise ParameterError(f"{output} is there already. Write --force to replace it.")
    document = read_plan(plan)
    if output.lower().endswith(".xml"):
        text = _mspdi(document)
        if hammocks := [activity.id for activity in document.activities if activity.hammock]:
            told = "Microsoft Project has no hammocks; written as tasks scheduled by hand, without links"
            sys.stderr.write(f"Warning: {told}: {', '.join(hammocks)}.\n")
    else:
        text = write_plan(document)
    if output == "-":
        sys.stdout.write(text)
    else:
        Path(output).write_text(text, "utf-8")


def _mspdi(plan: Plan) -> str:
    """The plan as MSPDI with its dates by Microsoft Project's rule that a lag counts on the successor's calendar."""
    from riskcore.formats.mspdi import write_mspdi  # noqa: PLC0415
    from riskcore.simulation import schedule  # noqa: PLC0415

    found = schedule(plan.model_copy(update={"lag_calendar": "successor"}))
    moments = [
        (found.epoch + timedelta(minutes=round(float(start))), found.epoch + timedelta(minutes=round(float(finish))))
        for start, finish in zip(found.early_start, found.early_finish, strict=True)
    ]
    return write_mspdi(plan, dict(zip(found.id, moments, strict=True)))
