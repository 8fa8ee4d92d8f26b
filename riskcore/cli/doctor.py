"""`riskcore doctor`: whether everything that riskcore needs is there, and what to do where it is not."""

from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

LACKING = 1


def doctor(
    data: Annotated[Path | None, typer.Option(help="Folder of the service's data.")] = None,
    database: Annotated[str | None, typer.Option(help="URL of the service's PostgreSQL database.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")] = False,
) -> None:
    """Look whether what riskcore needs is there; leaves with 1 where something is lacking.

    Examples
    --------
        riskcore doctor

        riskcore doctor --database postgresql://riskcore:secret@db/riskcore --json
    """
    found = [*_engine(), *_service(data, database)]
    if as_json:
        typer.echo(json.dumps(found, indent=1, ensure_ascii=False))
    else:
        width = max(len(one["what"]) for one in found)
        for one in found:
            typer.echo(f"{'ok ' if one['good'] else 'NO '} {one['what']:{width}}  {one['found']}")
            if not one["good"]:
                typer.echo(f"{'':{width + 5}}{one['remedy']}")
    if not all(one["good"] for one in found):
        raise typer.Exit(LACKING)


def _engine() -> Iterator[dict[str, Any]]:
    """Python, the packages of the engine, and Java for the files of scheduling tools."""
    from riskcore.errors import ToolError  # noqa: PLC0415 - --help answers at once
    from riskcore.formats.find_java import find_java, find_mpxj  # noqa: PLC0415
    from riskcore.kernels.jit import CACHE_FOLDER, compiled_before  # noqa: PLC0415

    yield _finding("Python", True, sys.version.split()[0])
    for package in ("riskcore", "numpy", "numba"):
        yield _finding(package, True, version(package))
    state = "compiled" if compiled_before() else "not compiled yet: the first run does it, in half a minute to a minute"
    yield _finding("engine", True, f"{state} ({CACHE_FOLDER})")
    try:
        yield _finding("Java and MPXJ", True, f"{find_java()}, {find_mpxj()}")
    except ToolError as error:
        yield _finding("Java and MPXJ", False, "schedule files cannot be read", str(error))


def _service(data: Path | None, database: str | None) -> Iterator[dict[str, Any]]:
    """The service, where it is installed."""
    try:
        fastapi = version("fastapi")
    except PackageNotFoundError:
        yield _finding("service", True, 'not installed: python -m pip install "riskcore[service]"')
        return
    from riskcore.cli.serve import settings_of  # noqa: PLC0415
    from riskcore.cli.service import service_module  # noqa: PLC0415

    yield _finding("service", True, f"FastAPI {fastapi}")
    given = {name: value for name, value in (("data", data), ("database", database)) if value is not None}
    for one in service_module("riskcore_api.doctor").findings(settings_of(given)):
        yield vars(one)


def _finding(what: str, good: bool, found: str, remedy: str = "") -> dict[str, Any]:
    return {"what": what, "good": good, "found": found, "remedy": remedy}
