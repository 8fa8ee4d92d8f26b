"""Workspaces, their members and keys, and the record of what was done."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from riskcore_api.access.roles import Role, Scope
from riskcore_api.clock import Stamp
from riskcore_api.schemas.base import Body, Name, Shown

DAYS = 366


class WorkspaceIn(Body):
    """A new workspace, or its new name."""

    name: Name = Field(examples=["Harbour"])


class WorkspaceOut(Shown):
    """A workspace, and what the asker may in it."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: Stamp
    etag: str


class MemberIn(Body):
    """Somebody who is to be a member; they are known by the address that they log in with."""

    email: str = Field(
        min_length=3, max_length=320, pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+$", examples=["ada@example.org"]
    )
    role: Role


class RoleIn(Body):
    """A member's new role."""

    role: Role


class MemberOut(Shown):
    """A member."""

    person_id: str
    name: str
    email: str
    role: Role
    created_at: Stamp
    etag: str


class KeyIn(Body):
    """A new key; it cannot do more than the person who makes it."""

    name: Name = Field(examples=["Nightly run"])
    scopes: list[Scope] = Field(min_length=1, max_length=5, examples=[["read", "runs:write"]])
    days: int = Field(90, ge=1, le=DAYS, description="Days until it expires.")


class KeyOut(Shown):
    """A key, without its secret."""

    id: str
    name: str
    scopes: list[Scope]
    created_at: Stamp
    created_by: str
    expires_at: Stamp
    revoked_at: Stamp | None
    last_used_at: Stamp | None


class NewKeyOut(KeyOut):
    """A new key; `key` is shown this once."""

    key: str


class AuditOut(Shown):
    """Something that was done."""

    id: str
    at: Stamp
    actor: str
    actor_name: str
    action: str = Field(examples=["plan.created"])
    subject: str
    details: dict[str, Any]
    request_id: str


class MeOut(Shown):
    """Who the server takes the asker for."""

    id: str
    name: str
    kind: str = Field(description='"person" or "key".')
    workspaces: list[WorkspaceOut]
