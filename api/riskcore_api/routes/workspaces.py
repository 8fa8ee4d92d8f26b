"""/v1/workspaces: who works together."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import ids
from riskcore_api.access.asker import Asker, Asking, AskingPerson
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnWorkspace
from riskcore_api.clock import now
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import Problem, not_found, responses
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.workspaces import AuditOut, MeOut, WorkspaceIn, WorkspaceOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Audit, Member, Plan, Workspace
from riskcore_api.versions import IfMatch, etag, require

router = APIRouter(prefix="/v1", tags=["workspaces"])
Seen = Annotated[Workspace, Depends(OwnWorkspace("read"))]
Ruled = Annotated[Workspace, Depends(OwnWorkspace("admin"))]


@router.get("/me", operation_id="get_me", summary="Who am I, and what may I do?")
def get_me(asker: Asker, parts: Shared) -> MeOut:
    with parts.database.read() as session:
        return MeOut(
            id=asker.id,
            name=asker.name,
            kind="key" if asker.workspace else "person",
            workspaces=[shown(session, asker, one) for one in session.scalars(_visible(asker))],
        )


@router.get("/workspaces", operation_id="list_workspaces", summary="The workspaces that you see")
def list_workspaces(asker: Asker, parts: Shared, page: Paged) -> Listed[WorkspaceOut]:
    with parts.database.read() as session:
        found, token = page.of(session, _visible(asker), Workspace.id)
        return Listed(items=[shown(session, asker, one) for one in found], next_page_token=token)


@router.post(
    "/workspaces",
    operation_id="create_workspace",
    summary="A new workspace, of which you are the owner",
    status_code=201,
    response_model=WorkspaceOut,
)
def create_workspace(body: WorkspaceIn, asker: AskingPerson, once: OnlyOnce) -> Response:
    def make(session: Session) -> Made:
        row = add_workspace(session, body.name, asker)
        return Made(201, shown(session, asker, row), f"/v1/workspaces/{row.id}", etag(row.version))

    return once.answer(body.model_dump_json(), make)


@router.get("/workspaces/{workspace_id}", operation_id="get_workspace", summary="A workspace")
def get_workspace(workspace: Seen, asker: Asker, parts: Shared, response: Response) -> WorkspaceOut:
    response.headers["ETag"] = etag(workspace.version)
    with parts.database.read() as session:
        return shown(session, asker, workspace)


@router.patch(
    "/workspaces/{workspace_id}",
    operation_id="rename_workspace",
    summary="Rename a workspace",
)
def rename_workspace(
    workspace: Ruled, body: WorkspaceIn, asker: Asker, parts: Shared, response: Response, if_match: IfMatch = None
) -> WorkspaceOut:
    with parts.database.write() as session:
        row = locked(session, workspace)
        require(if_match, row.version)
        record(session, asker, row.id, "workspace.renamed", row.id, before=row.name, after=body.name)
        row.name, row.version = body.name, row.version + 1
        response.headers["ETag"] = etag(row.version)
        return shown(session, asker, row)


@router.delete(
    "/workspaces/{workspace_id}",
    operation_id="delete_workspace",
    summary="Delete a workspace that has no plans",
    status_code=204,
    responses=responses(409),
)
def delete_workspace(workspace: Ruled, asker: Asker, parts: Shared, if_match: IfMatch = None) -> None:
    with parts.database.write() as session:
        row = locked(session, workspace)
        require(if_match, row.version)
        if session.scalar(select(Plan.id).where(Plan.workspace_id == row.id).limit(1)) is not None:
            raise Problem("conflict", "The workspace has plans. Delete them first.")
        record(session, asker, row.id, "workspace.deleted", row.id, name=row.name)
        session.delete(row)


@router.get("/workspaces/{workspace_id}/audit", operation_id="list_audit", summary="What was done, by whom, when")
def list_audit(workspace: Ruled, parts: Shared, page: Paged) -> Listed[AuditOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(Audit).where(Audit.workspace_id == workspace.id), Audit.id)
    return Listed(items=[AuditOut.model_validate(one, from_attributes=True) for one in found], next_page_token=token)


def add_workspace(session: Session, name: str, asker: Asking) -> Workspace:
    """A workspace whose owner is the asker."""
    row = Workspace(id=ids.new_id(ids.WORKSPACE), name=name, created_at=now(), version=1)
    session.add(row)
    session.flush()
    session.add(Member(workspace_id=row.id, person_id=asker.id, role="owner", created_at=now(), version=1))
    session.flush()
    record(session, asker, row.id, "workspace.created", row.id, name=name)
    return row


def locked(session: Session, seen: Workspace) -> Workspace:
    """The row as it is now, held until the transaction ends."""
    row = session.get(Workspace, seen.id, with_for_update=True)
    if row is None:
        raise not_found("workspace", seen.id)
    return row


def shown(session: Session, asker: Asking, row: Workspace) -> WorkspaceOut:
    return WorkspaceOut(
        id=row.id,
        name=row.name,
        scopes=sorted(asker.scopes_in(session, row.id)),
        created_at=row.created_at,
        etag=etag(row.version),
    )


def _visible(asker: Asking):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a long generic type says nothing here
    if asker.workspace is not None:
        return select(Workspace).where(Workspace.id == asker.workspace)
    return select(Workspace).join(Member, Member.workspace_id == Workspace.id).where(Member.person_id == asker.id)
