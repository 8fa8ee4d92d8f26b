"""/v1/workspaces/{id}/members: people and their roles."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from riskcore_api import ids
from riskcore_api.access.asker import Asker
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnWorkspace
from riskcore_api.clock import now
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import Problem, not_found, responses
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.workspaces import MemberIn, MemberOut, RoleIn
from riskcore_api.state import Shared
from riskcore_api.store.tables import Member, Person, Workspace
from riskcore_api.versions import IfMatch, etag, require

router = APIRouter(prefix="/v1", tags=["members"])
Seen = Annotated[Workspace, Depends(OwnWorkspace("read"))]
Ruled = Annotated[Workspace, Depends(OwnWorkspace("admin"))]
PersonId = Annotated[str, Path(max_length=100, description="Name of the person.")]


@router.get("/workspaces/{workspace_id}/members", operation_id="list_members", summary="The members")
def list_members(workspace: Seen, parts: Shared, page: Paged) -> Listed[MemberOut]:
    with parts.database.read() as session:
        rows = select(Member).where(Member.workspace_id == workspace.id)
        found, token = page.of(session, rows, Member.person_id)
        return Listed(items=[_shown(session, one) for one in found], next_page_token=token)


@router.post(
    "/workspaces/{workspace_id}/members",
    operation_id="add_member",
    summary="Add somebody by the address that they log in with",
    status_code=201,
    response_model=MemberOut,
    responses=responses(409),
)
def add_member(workspace: Ruled, body: MemberIn, asker: Asker, once: OnlyOnce) -> Response:
    def make(session: Session) -> Made:
        person = person_with(session, body.email)
        if session.get(Member, (workspace.id, person.id)) is not None:
            raise Problem("conflict", f"{body.email} is a member already.")
        row = Member(workspace_id=workspace.id, person_id=person.id, role=body.role, created_at=now(), version=1)
        session.add(row)
        session.flush()
        record(session, asker, workspace.id, "member.added", person.id, email=body.email, role=body.role)
        return Made(201, _shown(session, row), f"/v1/workspaces/{workspace.id}/members/{person.id}", etag(1))

    return once.answer(body.model_dump_json(), make)


@router.patch(
    "/workspaces/{workspace_id}/members/{person_id}",
    operation_id="change_role",
    summary="Give a member another role",
    responses=responses(409),
)
def change_role(
    workspace: Ruled,
    person_id: PersonId,
    body: RoleIn,
    asker: Asker,
    parts: Shared,
    response: Response,
    if_match: IfMatch = None,
) -> MemberOut:
    with parts.database.write() as session:
        row = _locked(session, workspace, person_id)
        require(if_match, row.version)
        if body.role != "owner":
            _keep_an_owner(session, row)
        record(session, asker, workspace.id, "member.role", person_id, before=row.role, after=body.role)
        row.role, row.version = body.role, row.version + 1
        response.headers["ETag"] = etag(row.version)
        return _shown(session, row)


@router.delete(
    "/workspaces/{workspace_id}/members/{person_id}",
    operation_id="remove_member",
    summary="Remove a member",
    status_code=204,
    responses=responses(409),
)
def remove_member(workspace: Ruled, person_id: PersonId, asker: Asker, parts: Shared, if_match: IfMatch = None) -> None:
    with parts.database.write() as session:
        row = _locked(session, workspace, person_id)
        require(if_match, row.version)
        _keep_an_owner(session, row)
        record(session, asker, workspace.id, "member.removed", person_id, role=row.role)
        session.delete(row)


def person_with(session: Session, email: str) -> Person:
    """The person with that address; until they first log in they are known by it alone."""
    found = session.scalar(select(Person).where(func.lower(Person.email) == email.lower()).limit(1))
    if found is None:
        subject = f"email:{email.lower()}"
        found = Person(id=ids.new_id(ids.PERSON), subject=subject, email=email, name="", created_at=now())
        session.add(found)
        session.flush()
    return found


def _locked(session: Session, workspace: Workspace, person_id: str) -> Member:
    row = session.get(Member, (workspace.id, person_id), with_for_update=True) if person_id.isprintable() else None
    if row is None:
        raise not_found("member", person_id)
    return row


def _keep_an_owner(session: Session, row: Member) -> None:
    """Without one nobody could ever change the members again."""
    owners = select(func.count()).where(Member.workspace_id == row.workspace_id, Member.role == "owner")
    if row.role == "owner" and session.scalar(owners) == 1:
        raise Problem("conflict", "The workspace would be without an owner. Make somebody else an owner first.")


def _shown(session: Session, row: Member) -> MemberOut:
    person = session.get_one(Person, row.person_id)
    return MemberOut(
        person_id=row.person_id,
        name=person.name,
        email=person.email,
        role=row.role,
        created_at=row.created_at,
        etag=etag(row.version),
    )
