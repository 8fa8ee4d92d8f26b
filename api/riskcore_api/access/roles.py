"""Roles of people and the scopes that they bring; a key has scopes of its own."""

from __future__ import annotations

from typing import Final, Literal, get_args

Role = Literal["viewer", "analyst", "owner"]
Scope = Literal["read", "plans:write", "runs:write", "sign", "admin"]
SCOPES: Final[dict[Scope, str]] = {
    "read": "see everything in the workspace",
    "plans:write": "upload and change plans, registers and scenarios",
    "runs:write": "start and cancel runs, ask what-ifs",
    "sign": "commit to a date",
    "admin": "members, keys, the audit log, the workspace itself",
}
OF_ROLE: Final[dict[str, frozenset[Scope]]] = {
    "viewer": frozenset({"read"}),
    "analyst": frozenset({"read", "plans:write", "runs:write"}),
    "owner": frozenset(get_args(Scope)),
}
