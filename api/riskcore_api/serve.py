"""Everything in one command: the server, its database in a folder, and a host of workers beside it."""

from __future__ import annotations

import logging
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from riskcore_api import logs
from riskcore_api.access.people import SYSTEM, first_workspace, new_link
from riskcore_api.app import create_app, open_store
from riskcore_api.child.process import environment
from riskcore_api.heads import BoundedHead
from riskcore_api.routes.keys import add_key
from riskcore_api.schemas.workspaces import KeyIn
from riskcore_api.state import Parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from riskcore_api.access.roles import Scope
    from riskcore_api.settings import Settings

GRACE_SECONDS = 10
KEEP_ALIVE_SECONDS = 75
"""Longer than proxies keep a connection, so that none is closed under a request."""
BACKLOG = 2_048
AGAIN_SECONDS = 2.0
log = logging.getLogger("riskcore_api")


def serve(settings: Settings, say: Callable[[str], None]) -> None:
    """Serve until told to stop. `say` is called with what the person at the terminal must know."""
    logs.set_up()
    listening = socket.create_server((settings.host, settings.port), backlog=BACKLOG, family=_family(settings.host))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each answer waits 40 ms for the client's ACK
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    app = create_app(settings)
    parts: Parts = app.state.parts
    open_store(parts)
    if settings.oidc_issuer:
        say(f"riskcore is at {settings.url}")
    else:
        say(f"riskcore is at {link(parts)}\nThe link works once, for an hour.")
    config = uvicorn.Config(
        app,
        http=BoundedHead,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        forwarded_allow_ips="127.0.0.1",
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # uvicorn raises it once more at the end, when all is done
    with workers(settings):
        _Server(config, app).run(sockets=[listening])


def link(parts: Parts) -> str:
    """A link that logs the person at this computer in, once."""
    with parts.database.write() as session:
        return f"{parts.settings.url}/open/{new_link(session)}"


def key(parts: Parts, name: str, scopes: tuple[Scope, ...], days: int) -> str:
    """A new key for the first workspace."""
    with parts.database.write() as session:
        return add_key(session, first_workspace(session).id, KeyIn(name=name, scopes=list(scopes), days=days), SYSTEM)[
            1
        ]


class _Server(uvicorn.Server):
    """Lets streams of events end when the server is told to stop: they would hold it up."""

    def __init__(self, config: uvicorn.Config, app: object) -> None:
        super().__init__(config)
        self.app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then the rest."""
        await self.app.state.news.close()  # type: ignore[attr-defined]
        await super().shutdown(sockets)


@contextmanager
def workers(settings: Settings) -> Iterator[None]:
    """A host of workers, started again when it dies, ended with the block."""
    if settings.workers == 0:
        yield
        return
    ending = threading.Event()
    keeper = threading.Thread(target=_keep, args=(settings, ending), name="keeper")
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep(settings: Settings, ending: threading.Event) -> None:
    while not ending.is_set():
        host = _host(settings)
        while host.poll() is None and not ending.wait(0.2):
            pass
        if ending.is_set():
            _end(host)
        else:
            log.error("the host of workers died", extra={"code": host.returncode})
            ending.wait(AGAIN_SECONDS)


def _host(settings: Settings) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "riskcore_api.jobs.host", "--with-parent"]
    variables = environment() | settings.environment()
    return subprocess.Popen(command, stdin=subprocess.PIPE, env=variables)  # noqa: S603 - our own command


def _end(host: subprocess.Popen[bytes]) -> None:
    """It ends when its input does; where it does not, it is killed, and loses nothing by it."""
    assert host.stdin is not None  # noqa: S101 - a pipe was asked for
    host.stdin.close()
    try:
        host.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        host.kill()
        host.wait()


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
