"""Requests that may be repeated: a POST with an Idempotency-Key is done once, however often it is sent.

The answer is kept in the same transaction as what was made, so there is never one without the other
(draft-ietf-httpapi-idempotency-key-header-07).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Header, Request, Response
from sqlalchemy.exc import IntegrityError

from riskcore_api.access.asker import Asker, Asking
from riskcore_api.clock import now
from riskcore_api.problems import Fault, Problem
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import Once

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel
    from sqlalchemy.orm import Session

HINT = (
    "A key of your own for this request, such as a UUID: sent again with it, it is not done again. Kept for 24 hours."
)


@dataclass(frozen=True)
class Made:
    """What a request made: its status, what is shown of it, where it is, and its ETag."""

    status: int
    shown: BaseModel
    location: str = ""
    etag: str = ""


@dataclass(frozen=True)
class OnceOnly:
    """One request, and the key that it may have."""

    parts: Parts
    asker: Asking
    key: str | None
    target: str

    def earlier(self, content: str) -> Response | None:
        """The answer given before to this request. Raises a Problem where the key was used for another one."""
        if self.key is None:
            return None
        with self.parts.database.read() as session:
            row = session.get(Once, (self.asker.id, self.key))
        if row is None:
            return None
        if row.fingerprint != self._fingerprint(content):
            raise Problem("key-used-before", "This Idempotency-Key came with another request before. Use a new one.")
        return _response(row.status, row.body, row.location, row.etag)

    def answer(self, content: str, make: Callable[[Session], Made]) -> Response:
        """Make it, or repeat the answer given before. `content` tells whether two requests are the same."""
        before = self.earlier(content)
        if before is not None:
            return before
        try:
            with self.parts.database.write() as session:
                made = make(session)
                body = made.shown.model_dump_json()
                if self.key is not None:
                    session.flush()
                    session.add(self._row(content, made, body))
        except IntegrityError:
            before = self.earlier(content)  # the same request got there first
            if before is None:
                raise
            return before
        return _response(made.status, body, made.location, made.etag)

    def _row(self, content: str, made: Made, body: str) -> Once:
        return Once(
            asker=self.asker.id,
            key=self.key,
            fingerprint=self._fingerprint(content),
            status=made.status,
            location=made.location,
            etag=made.etag,
            body=body,
            created_at=now(),
        )

    def _fingerprint(self, content: str) -> str:
        return hashlib.sha256(f"{self.target}\n{content}".encode("utf-8", "backslashreplace")).hexdigest()


async def once_only(
    request: Request,
    asker: Asker,
    parts: Shared,
    idempotency_key: Annotated[str | None, Header(max_length=255, description=HINT)] = None,
) -> OnceOnly:
    """The request's key, if it has one."""
    if idempotency_key is not None and not (idempotency_key.isascii() and idempotency_key.isprintable()):
        fault = Fault(where="header idempotency-key", rule="must be printable ASCII")
        raise Problem("invalid-request", "The Idempotency-Key must be printable ASCII.", [fault])
    return OnceOnly(parts, asker, idempotency_key or None, f"{request.method} {request.url.path}?{request.url.query}")


OnlyOnce = Annotated[OnceOnly, Depends(once_only)]


def _response(status: int, body: str, location: str, etag: str) -> Response:
    headers = {key: value for key, value in (("Location", location), ("ETag", etag)) if value}
    return Response(body, status, headers=headers, media_type="application/json")
