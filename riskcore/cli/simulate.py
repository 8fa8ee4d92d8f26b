"""`riskcore simulate`: play a plan and answer."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from riskcore.cli.inputs import DATE_FORMS, check_folder, read_document

if TYPE_CHECKING:
    from riskcore.plan import Plan
    from riskcore.results import Result


def simulate(
    plan: Annotated[
        str,
        typer.Argument(help="A plan (.yaml, .json) or a schedule file (.mpp, .xml, .xer, ...); - for standard input."),
    ],
    risks: Annotated[
        list[Path] | None, typer.Option("--risks", "-r", help="A risk register (.yaml, .json); may be given again.")
    ] = None,
    iterations: Annotated[
        int, typer.Option("--iterations", "-n", min=1, help="How often the plan is played.")
    ] = 10_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same numbers, to the bit.")] = 1,
    target: Annotated[
        datetime | None, typer.Option(formats=DATE_FORMS, help="The date to commit to; else the plan's own target.")
    ] = None,
    milestone: Annotated[
        list[str] | None, typer.Option(help="Id of an activity to report like a milestone; may be given again.")
    ] = None,
    design: Annotated[
        str, typer.Option(help='How iterations are drawn: "latin hypercube" or "plain".')
    ] = "latin hypercube",
    threads: Annotated[int | None, typer.Option(min=1, help="Worker threads; else one for each processor.")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Folder for the page of results, charts, CSV files and the result."),
    ] = None,
    strict: Annotated[
        float | None,
        typer.Option(min=0, max=100, help="Refuse a file of which fewer percent of the dates are reproduced."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the answer as one JSON object.")] = False,
) -> None:
    """Play a plan thousands of times and say how likely its dates and costs are, and what moves them.

    Examples
    --------
        riskcore simulate plan.mpp --risks risks.yaml --target 2027-06-30

        riskcore simulate plan.yaml --json > answer.json

        riskcore simulate plan.xer -r risks.yaml -n 20000 --seed 7 --out results
    """
    from riskcore.cli.running import played  # noqa: PLC0415 - --help answers without loading the engine

    document = read_document(plan, risks or [], target, strict)
    check_folder(out)
    result = played(
        document,
        iterations=iterations,
        seed=seed,
        design=design,
        milestones=milestone or None,
        threads=threads,
    )
    written = _write(result, document, out)
    if as_json:
        from riskcore.analysis import summary  # noqa: PLC0415

        sys.stdout.write(json.dumps(summary(result), indent=1, ensure_ascii=False, allow_nan=False) + "\n")
        return
    from riskcore.cli.terminal import show  # noqa: PLC0415

    show(result, written)


def _write(result: Result, document: Plan, out: Path | None) -> list[Path]:
    if out is None:
        return []
    from riskcore.report import write_report  # noqa: PLC0415
    from riskcore.simulation import save  # noqa: PLC0415

    return [*write_report(result, out), save(result, document, out / "result.npz")]
