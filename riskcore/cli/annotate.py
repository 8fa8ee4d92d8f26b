"""`riskcore annotate`: the answer back into the file of the scheduling tool."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

SHOWN = 20
"""Activities that are named one by one; of more, only the number is told."""


def annotate(
    file: Annotated[Path, typer.Argument(help="The schedule file that was simulated (.mpp, .xml, .xer, ...).")],
    result: Annotated[
        Path, typer.Option("--result", "-r", help="A result saved by simulate --out DIR (DIR/result.npz).")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write the copy; else beside the file, as NAME-risk.")
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--format", help="mspdi, xer or pmxml; else P6's own for P6's files, MSPDI for others."),
    ] = None,
) -> None:
    """Write a copy of a schedule file with the P50 and P80 dates of each activity, its criticality and the run.

    They go into free custom fields named "Risk P50 start" and so on. Starts, finishes and fields in use stay as they
    are. Example: riskcore annotate plan.mpp --result out/result.npz
    """
    from riskcore.errors import FileError, Problem  # noqa: PLC0415 - --help answers without loading the engine
    from riskcore.formats.annotate import annotate as write_copy  # noqa: PLC0415
    from riskcore.simulation import load  # noqa: PLC0415

    if not file.is_file():
        what = "is a folder, not a file" if file.is_dir() else "does not exist"
        raise FileError([Problem(str(file), what)], str(file))
    done = write_copy(file, load(result).result, output, target)
    for name in done.missing[:SHOWN]:
        sys.stderr.write(f"Warning: activity {name} of the result is not in {file.name}.\n")
    if len(done.missing) > SHOWN:
        sys.stderr.write(f"Warning: {len(done.missing) - SHOWN:,} more activities of the result are not in it.\n")
    for sentence in done.lost:
        sys.stderr.write(f"Warning: {sentence}\n")
    fields = ", ".join(f"{name} ({field})" for name, field in done.fields.items())
    sys.stdout.write(f"{done.path}: {done.written:,} activities with {fields}.\n")
