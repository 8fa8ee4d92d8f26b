"""What happens to every request before and after its route: an id, a look at the host, headers, a log line, a count."""

from __future__ import annotations

import logging
import re
import secrets
import time
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from riskcore_api import logs
from riskcore_api.bodies import counted, declared, limit_of, too_large
from riskcore_api.errors import answer
from riskcore_api.metrics import REQUESTS
from riskcore_api.problems import Problem

if TYPE_CHECKING:
    from prometheus_client import Histogram
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from riskcore_api.settings import Settings

ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared with, not bound to
PROBES = ("/healthz", "/readyz", "/metrics")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
UNLESS_SAID = {"Cache-Control": "no-store"}
log = logging.getLogger("riskcore_api.http")


class Front:
    """The outermost part of the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.settings = app, settings
        self.hosts = None if settings.host in ANYWHERE and not settings.public_url else _hosts(settings)
        own = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if settings.secure else {}) | UNLESS_SAID
        self.headers = [(name.lower().encode(), text.encode()) for name, text in own.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        name = given if ID.fullmatch(given) else secrets.token_hex(8)
        logs.begin(request_id=name)
        began, seen = time.perf_counter(), {"status": 500}

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen["status"] = message["status"]
                self._complete(message, name)
            await send(message)

        try:
            refused = self._refused(headers, scope["path"])
            if refused is not None:
                await answer(refused)(scope, receive, told)
            else:
                await self.app(scope, counted(receive, limit_of(scope["path"], self.settings)), told)
        finally:
            self._note(scope, seen["status"], time.perf_counter() - began)

    def _refused(self, headers: Headers, path: str) -> Problem | None:
        """What is wrong with the head of a request."""
        if self._is_stranger(headers, path):
            return Problem("bad-request", "The header Host names another server than this one.")
        most = limit_of(path, self.settings)
        return Problem("too-large", too_large(most)) if declared(headers) > most else None

    def _is_stranger(self, headers: Headers, path: str) -> bool:
        """A page of another name that leads here is not ours, whatever it asks (DNS rebinding)."""
        if self.hosts is None or path in PROBES:
            return False
        return urlsplit(f"//{headers.get('host', '')}").hostname not in self.hosts

    def _complete(self, message: Message, name: str) -> None:
        """Add the headers of every answer, but those that this one has of its own."""
        said = list(message["headers"])
        names = {one for one, _ in said}
        said += [(one, text) for one, text in self.headers if one not in names]
        message["headers"] = [*said, (b"x-request-id", name.encode())]

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route: Any = scope.get("route")
        path = getattr(route, "path", "none")  # the template: names of things would make as many time series
        _series(scope["method"], path, status).observe(seconds)
        facts = {"method": scope["method"], "route": path, "status": status, "ms": round(1_000 * seconds, 1)}
        log.log(logging.DEBUG if scope["path"] in PROBES else logging.INFO, "request", extra=facts)


@cache
def _series(method: str, route: str, status: int) -> Histogram:
    """The time series of these labels; they are as many as there are routes, and finding one anew takes its time."""
    return REQUESTS.labels(method, route, status)


def _hosts(settings: Settings) -> frozenset[str]:
    """The names under which this server may be called."""
    public = urlsplit(settings.public_url).hostname
    own = LOOPBACK if settings.host in LOOPBACK | ANYWHERE else frozenset({settings.host}) | LOOPBACK
    return own | {public} if public else own
