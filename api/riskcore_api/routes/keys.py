"""/v1/workspaces/{id}/keys: keys for programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import ids
from riskcore_api.access.asker import Asker, Asking
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnKey, OwnWorkspace
from riskcore_api.access.tokens import new_key
from riskcore_api.clock import now
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import Problem
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.workspaces import KeyIn, KeyOut, NewKeyOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import ApiKey, Workspace

router = APIRouter(prefix="/v1", tags=["keys"])
Ruled = Annotated[Workspace, Depends(OwnWorkspace("admin"))]
RuledKey = Annotated[ApiKey, Depends(OwnKey("admin"))]


@router.get("/workspaces/{workspace_id}/keys", operation_id="list_keys", summary="The keys, without their secrets")
def list_keys(workspace: Ruled, parts: Shared, page: Paged) -> Listed[KeyOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(ApiKey).where(ApiKey.workspace_id == workspace.id), ApiKey.id)
    return Listed(items=[KeyOut.model_validate(one, from_attributes=True) for one in found], next_page_token=token)


@router.post(
    "/workspaces/{workspace_id}/keys",
    operation_id="create_key",
    summary="A new key; it is shown this once",
    status_code=201,
    response_model=NewKeyOut,
)
def create_key(workspace: Ruled, body: KeyIn, asker: Asker, once: OnlyOnce, parts: Shared) -> Response:
    with parts.database.read() as session:
        lacking = set(body.scopes) - asker.scopes_in(session, workspace.id)
    if lacking:
        raise Problem("forbidden", f"You do not have {', '.join(sorted(lacking))} yourself.")
    if once.key is not None:
        raise Problem("invalid-request", "A key is shown once, so its request cannot be repeated: no Idempotency-Key.")

    def make(session: Session) -> Made:
        row, text = add_key(session, workspace.id, body, asker)
        made = KeyOut.model_validate(row, from_attributes=True)
        return Made(201, NewKeyOut(**made.model_dump(), key=text), f"/v1/keys/{row.id}")

    return once.answer(body.model_dump_json(), make)


@router.get("/keys/{key_id}", operation_id="get_key", summary="A key, without its secret")
def get_key(key: RuledKey) -> KeyOut:
    return KeyOut.model_validate(key, from_attributes=True)


@router.delete(
    "/keys/{key_id}", operation_id="revoke_key", summary="Revoke a key, at once and for good", status_code=204
)
def revoke_key(key: RuledKey, asker: Asker, parts: Shared) -> None:
    with parts.database.write() as session:
        row = session.get(ApiKey, key.id, with_for_update=True)
        if row is not None and row.revoked_at is None:
            row.revoked_at = now()
            record(session, asker, row.workspace_id, "key.revoked", row.id, name=row.name)


def add_key(session: Session, workspace_id: str, body: KeyIn, asker: Asking) -> tuple[ApiKey, str]:
    """The row of a new key, and the key itself, which is not kept."""
    name = ids.new_id(ids.KEY)
    token = new_key(name)
    row = ApiKey(
        id=name,
        workspace_id=workspace_id,
        name=body.name,
        secret_hash=token.digest,
        scopes=sorted(set(body.scopes)),
        created_by=asker.id,
        created_at=now(),
        expires_at=now() + timedelta(days=body.days),
    )
    session.add(row)
    session.flush()
    record(session, asker, workspace_id, "key.created", name, name=body.name, scopes=row.scopes, days=body.days)
    return row, token.text
