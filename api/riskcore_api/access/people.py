"""People and how they come in: by a link that works once, or by an identity provider; then by a session's cookie."""

from __future__ import annotations

import getpass
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from riskcore_api import ids
from riskcore_api.access.asker import Asking
from riskcore_api.access.audit import record
from riskcore_api.access.tokens import digest_of, new_token
from riskcore_api.clock import now
from riskcore_api.store.tables import Login, Member, Person, Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LOCAL = "local:owner"
"""The person at the computer on which the server runs, who is asked for no password."""
LINK_LASTS = timedelta(hours=1)
SYSTEM = Asking("system", "riskcore")


def first_workspace(session: Session) -> Workspace:
    """The oldest workspace; made where there is none."""
    found = session.scalar(select(Workspace).order_by(Workspace.created_at).limit(1))
    if found is None:
        found = Workspace(id=ids.new_id(ids.WORKSPACE), name="First workspace", created_at=now(), version=1)
        session.add(found)
        session.flush()
        record(session, SYSTEM, found.id, "workspace.created", found.id, name=found.name)
    return found


def local_person(session: Session) -> Person:
    """The person at this computer, an owner of the first workspace."""
    found = session.scalar(select(Person).where(Person.subject == LOCAL))
    if found is None:
        name = "Owner"
        with suppress(OSError, KeyError, ImportError):
            name = getpass.getuser()
        found = Person(id=ids.new_id(ids.PERSON), subject=LOCAL, email="", name=name, created_at=now())
        session.add(found)
        session.flush()
        join(session, first_workspace(session), found, "owner")
    return found


def join(session: Session, workspace: Workspace, person: Person, role: str) -> None:
    """Make somebody a member, unless they are one."""
    if session.get(Member, (workspace.id, person.id)) is None:
        session.add(Member(workspace_id=workspace.id, person_id=person.id, role=role, created_at=now(), version=1))
        session.flush()
        record(session, SYSTEM, workspace.id, "member.added", person.id, role=role)


def new_link(session: Session) -> str:
    """The token of a link that logs the local person in, once."""
    return _login(session, local_person(session), "link", LINK_LASTS)


def use_link(session: Session, token: str) -> Person | None:
    """The person whom the link logs in; it is used up by that."""
    row = session.get(Login, digest_of(token), with_for_update=True)
    if row is None or row.kind != "link":
        return None
    session.delete(row)
    return session.get(Person, row.person_id) if row.expires_at > now() else None


def new_session(session: Session, person: Person, hours: float) -> str:
    """The cookie of a new session."""
    return _login(session, person, "session", timedelta(hours=hours))


def end_session(session: Session, cookie: str) -> None:
    """Forget a session."""
    session.execute(delete(Login).where(Login.token_hash == digest_of(cookie), Login.kind == "session"))


def known_person(session: Session, subject: str, email: str, name: str, *, verified: bool) -> Person:
    """The person of the identity provider; one who was invited by their address is known by it the first time."""
    found = session.scalar(select(Person).where(Person.subject == subject))
    if found is None and verified and email:
        invited = select(Person).where(func.lower(Person.email) == email.lower(), Person.subject.like("email:%"))
        found = session.scalar(invited.limit(1))
    if found is None:
        found = Person(id=ids.new_id(ids.PERSON), subject=subject, created_at=now())
        session.add(found)
    found.subject, found.name = subject, name[:200]
    found.email = email[:320] if verified else found.email or ""
    session.flush()
    return found


def _login(session: Session, person: Person, kind: str, lasts: timedelta) -> str:
    token = new_token()
    session.add(
        Login(token_hash=token.digest, person_id=person.id, kind=kind, created_at=now(), expires_at=now() + lasts)
    )
    session.flush()
    return token.text
