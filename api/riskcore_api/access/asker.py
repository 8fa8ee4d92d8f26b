"""Who is asking: a person with a session, or a program with a key; and what they may in a workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Request

from riskcore_api import logs
from riskcore_api.access.look import key_and, login_and
from riskcore_api.access.roles import OF_ROLE
from riskcore_api.access.tokens import digest_of, parse_key, same
from riskcore_api.clock import now
from riskcore_api.problems import Problem
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import ApiKey, Base, Login, Member, Person

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


Thing = TypeVar("Thing", bound=Base)


@dataclass(frozen=True)
class Entered(Generic[Thing]):
    """Somebody who was let in, what they asked for, if that exists, and their role where it belongs."""

    asker: Asking
    thing: Thing | None = None
    role: str | None = None

    def scopes_in(self, workspace_id: str) -> frozenset[str]:
        """What the asker may in the workspace of the thing; nothing where it is not theirs."""
        if self.asker.workspace is not None:
            return self.asker.scopes if self.asker.workspace == workspace_id else frozenset()
        return frozenset() if self.role is None else OF_ROLE[self.role]


def asking(request: Request, parts: Shared) -> Asking:
    """The asker of `request`. Raises 401 where there is none, 429 where there are too many requests."""
    known: Asking | None = getattr(request.state, "asker", None)
    return known or enter(request, parts, None, "").asker


Asker = Annotated[Asking, Depends(asking)]


def enter(request: Request, parts: Parts, kind: type[Thing] | None, name: str) -> Entered[Thing]:
    """The asker of `request`, and the thing of that kind and name: one look at the database tells both."""
    address = request.client.host if request.client else ""
    parts.refusals.check(address)
    try:
        found = _entered(request, parts, kind, name)
    except Problem:
        parts.refusals.take(address)
        raise
    logs.note(asker=found.asker.id)
    if not hasattr(request.state, "asker"):
        parts.requests.take(found.asker.id)
    request.state.asker = found.asker
    return found


def _person(asker: Asker) -> Asking:
    if asker.workspace is not None:
        raise Problem("forbidden", "A key belongs to one workspace. Log in as a person to do this.")
    return asker


AskingPerson = Annotated[Asking, Depends(_person)]


def _entered(request: Request, parts: Parts, kind: type[Thing] | None, name: str) -> Entered[Thing]:
    header = request.headers.get("authorization")
    if header is not None:
        how, _, key = header.partition(" ")
        if how.lower() != "bearer":
            raise _refused("The header Authorization must be: Bearer, and an API key.")
        return _by_key(key.strip(), parts, kind, name)
    cookie = request.cookies.get(COOKIE)
    if cookie is None:
        raise _refused("Send the header Authorization: Bearer, and an API key; or log in.")
    if request.method not in SAFE:
        require_own_page(request)
    return _by_login(cookie, parts, kind, name)


def _by_login(cookie: str, parts: Parts, kind: type[Thing] | None, name: str) -> Entered[Thing]:
    login, person, thing, member = login_and(parts.database, digest_of(cookie), kind, name)
    if login is None or person is None or not _holds(login):
        raise _refused("The login is not valid, or no longer.")
    return Entered(Asking(person.id, person.email or person.name), thing, member.role if member else None)


def person_of(session: Session, cookie: str) -> Person | None:
    """The person whose session's cookie that is."""
    login = session.get(Login, digest_of(cookie))
    return session.get(Person, login.person_id) if login is not None and _holds(login) else None


def _holds(login: Login) -> bool:
    return login.kind == "session" and login.expires_at > now()


def _by_key(text: str, parts: Parts, kind: type[Thing] | None, name: str) -> Entered[Thing]:
    parsed = parse_key(text)
    row, thing = key_and(parts.database, parsed[0], kind, name) if parsed else (None, None)
    moment = now()
    held = same(row.secret_hash if row else "0" * 64, parsed[1] if parsed else "1" * 64)
    if row is None or not held or row.revoked_at is not None or row.expires_at <= moment:
        raise _refused("The key is not valid, or no longer.")
    if row.last_used_at is None or row.last_used_at < moment - NOTED_EVERY:
        _note_use(parts, row.id, moment)
    return Entered(Asking(row.id, row.name, row.workspace_id, frozenset(row.scopes)), thing)


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
