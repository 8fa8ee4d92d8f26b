"""`riskcore serve`: plans, runs and results for a team, over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from riskcore.cli.service import service_module
from riskcore.errors import ParameterError


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; else 127.0.0.1, this computer only.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; else 8000; 0 for any.")] = None,
    data: Annotated[Path | None, typer.Option(help="Folder of the database and the results.")] = None,
    database: Annotated[
        str | None, typer.Option(help="URL of a PostgreSQL database; else SQLite in the folder.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=0, help="Runs at a time; else one less than processors.")] = None,
    public_url: Annotated[str | None, typer.Option(help="How people reach it, if not by host and port.")] = None,
    workers_only: Annotated[bool, typer.Option("--workers-only", help="Run runs and serve nothing.")] = False,
    new_link: Annotated[
        bool, typer.Option("--new-link", help="Print another link for a server that runs already, and leave.")
    ] = False,
    new_key: Annotated[
        str | None, typer.Option(metavar="NAME", help="Print a key for programs, valid for 90 days, and leave.")
    ] = None,
) -> None:
    """Serve plans, runs and results, with everything embedded: a database in a folder, and workers.

    What is not given as a flag comes from RISKCORE_ variables of the environment.

    Examples
    --------
        riskcore serve

        riskcore serve --database postgresql://riskcore:secret@db/riskcore --workers 4
    """
    given = {
        "host": host,
        "port": port,
        "data": data,
        "database": database,
        "workers": workers,
        "public_url": public_url,
    }
    settings = settings_of({name: value for name, value in given.items() if value is not None})
    if workers_only:
        service_module("riskcore_api.jobs.host").run(settings)
    elif new_link or new_key:
        service = service_module("riskcore_api.offline")
        typer.echo(service.new_key(settings, new_key) if new_key else service.new_link(settings))
    else:
        service_module("riskcore_api.serve").serve(settings, typer.echo)


def settings_of(given: dict[str, Any]) -> Any:
    """The settings. Raises ParameterError with everything that is wrong with them."""
    from pydantic import ValidationError  # noqa: PLC0415 - --help answers at once

    try:
        return service_module("riskcore_api.settings").Settings(**given)
    except ValidationError as error:
        told = [f"{'.'.join(map(str, one['loc'])) or 'settings'}: {one['msg']}" for one in error.errors()]
        raise ParameterError("\n".join(told)) from None
