"""Who is asking: a person with a session, or a program with a key; and what they may in a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from riskcore_api import logs
from riskcore_api.access.roles import OF_ROLE
from riskcore_api.access.tokens import digest_of, parse_key, same
from riskcore_api.clock import now
from riskcore_api.problems import Problem, not_found
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import ApiKey, Login, Member, Person

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

COOKIE = "riskcore_session"
SAFE = ("GET", "HEAD", "OPTIONS")
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="riskcore"'}
NOTED_EVERY = timedelta(minutes=1)
"""How exactly it is known when a key was last used."""


@dataclass(frozen=True)
class Asking:
    """A person or a key. `workspace` and `scopes` are a key's; a person's follow from memberships."""

    id: str
    name: str
    workspace: str | None = None
    scopes: frozenset[str] = frozenset()

    def scopes_in(self, session: Session, workspace_id: str) -> frozenset[str]:
        """What the asker may in that workspace; nothing where it is not theirs."""
        if self.workspace is not None:
            return self.scopes if self.workspace == workspace_id else frozenset()
        member = session.get(Member, (workspace_id, self.id))
        return frozenset() if member is None else OF_ROLE[member.role]

    def need(self, session: Session, workspace_id: str, scope: str, what: str, name: str) -> None:
        """Raise 404 where the workspace is not the asker's, 403 where the scope is lacking."""
        scopes = self.scopes_in(session, workspace_id)
        if not scopes:
            raise not_found(what, name)
        if scope not in scopes:
            raise Problem("forbidden", f'This needs the scope "{scope}". You have {", ".join(sorted(scopes))}.')
        logs.note(workspace_id=workspace_id)


def asking(request: Request, parts: Shared) -> Asking:
    """The asker of `request`. Raises 401 where there is none, 429 where there are too many requests."""
    address = request.client.host if request.client else ""
    parts.refusals.check(address)
    try:
        found = _asker(request, parts)
    except Problem:
        parts.refusals.take(address)
        raise
    logs.note(asker=found.id)
    parts.requests.take(found.id)
    return found


Asker = Annotated[Asking, Depends(asking)]


def _person(asker: Asker) -> Asking:
    if asker.workspace is not None:
        raise Problem("forbidden", "A key belongs to one workspace. Log in as a person to do this.")
    return asker


AskingPerson = Annotated[Asking, Depends(_person)]


def _asker(request: Request, parts: Parts) -> Asking:
    header = request.headers.get("authorization")
    if header is not None:
        kind, _, key = header.partition(" ")
        if kind.lower() != "bearer":
            raise _refused("The header Authorization must be: Bearer, and an API key.")
        return _by_key(key.strip(), parts)
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        raise _refused("Send the header Authorization: Bearer, and an API key; or log in.")
    if request.method not in SAFE:
        require_own_page(request)
    with parts.database.read() as session:
        found = person_of(session, cookie)
    if found is None:
        raise _refused("The login is not valid, or no longer.")
    return Asking(found.id, found.email or found.name)


def person_of(session: Session, cookie: str) -> Person | None:
    """The person whose session's cookie that is."""
    login = session.get(Login, digest_of(cookie))
    if login is None or login.kind != "session" or login.expires_at <= now():
        return None
    return session.get(Person, login.person_id)


def _by_key(text: str, parts: Parts) -> Asking:
    parsed = parse_key(text)
    with parts.database.read() as session:
        row = session.get(ApiKey, parsed[0]) if parsed else None
    moment = now()
    held = same(row.secret_hash if row else "0" * 64, parsed[1] if parsed else "1" * 64)
    if row is None or not held or row.revoked_at is not None or row.expires_at <= moment:
        raise _refused("The key is not valid, or no longer.")
    if row.last_used_at is None or row.last_used_at < moment - NOTED_EVERY:
        _note_use(parts, row.id, moment)
    return Asking(row.id, row.name, row.workspace_id, frozenset(row.scopes))


def _note_use(parts: Parts, key_id: str, moment: datetime) -> None:
    with parts.database.write() as session:
        row = session.get(ApiKey, key_id)
        if row is not None:
            row.last_used_at = moment


def require_own_page(request: Request) -> None:
    """A change that comes with a cookie must come from our own page, and browsers say from where it comes."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc == request.headers.get("host"):
        return
    if origin is None and request.headers.get("sec-fetch-site") == "same-origin":
        return
    raise Problem("forbidden", "A change with a cookie must come from this server's own page. Programs use a key.")


def _refused(detail: str) -> Problem:
    return Problem("not-authenticated", detail, headers=CHALLENGE)
