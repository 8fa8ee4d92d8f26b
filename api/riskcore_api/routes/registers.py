"""/v1/registers: risk registers, edited row by row by several people at once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import registers, rows
from riskcore_api.access.asker import Asker
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnRegister, OwnWorkspace
from riskcore_api.clock import now
from riskcore_api.families import REGISTER
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import not_found, responses
from riskcore_api.routes.rows import add_sections
from riskcore_api.schemas.base import Listed, Name
from riskcore_api.schemas.rows import RegisterDocumentOut, RegisterIn, RegisterOut, RegisterUploadedOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Register, Workspace
from riskcore_api.uploads import BODY, Uploaded
from riskcore_api.versions import IfMatch, etag, require

router = APIRouter(prefix="/v1", tags=["registers"])
SeenWorkspace = Annotated[Workspace, Depends(OwnWorkspace("read"))]
WorkspaceToFill = Annotated[Workspace, Depends(OwnWorkspace("plans:write"))]
Seen = Annotated[Register, Depends(OwnRegister("read"))]
Changed = Annotated[Register, Depends(OwnRegister("plans:write"))]
MAPPING = "How to read a table, in YAML or JSON: columns, units, scales, the shape of three points."


@router.get("/workspaces/{workspace_id}/registers", operation_id="list_registers", summary="The risk registers")
def list_registers(workspace: SeenWorkspace, parts: Shared, page: Paged) -> Listed[RegisterOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(Register).where(Register.workspace_id == workspace.id), Register.id)
        return Listed(items=[registers.shown(session, one) for one in found], next_page_token=token)


@router.post(
    "/workspaces/{workspace_id}/registers",
    operation_id="upload_register",
    summary="Upload a risk register, YAML, JSON, XLSX or CSV; {} for an empty one",
    status_code=201,
    response_model=RegisterUploadedOut,
    responses=responses(409, 413, 415),
    openapi_extra=BODY,
)
async def upload_register(
    workspace: WorkspaceToFill,
    asker: Asker,
    once: OnlyOnce,
    parts: Shared,
    upload: Uploaded,
    name: Annotated[Name | None, Query(description="What to call it; else as the file is called.")] = None,
    mapping: Annotated[str | None, Query(max_length=20_000, description=MAPPING)] = None,
) -> Response:
    def answer() -> Response:
        before = once.earlier(upload.digest)
        if before is not None:
            return before
        order = {"path": str(upload.path), "mapping": mapping or ""}
        found = parts.desk.ask("read_register", order, parts.settings.import_seconds)

        def make(session: Session) -> Made:
            row = registers.add_register(session, workspace.id, name or upload.name, found["document"], asker)
            shown = registers.shown(session, row).model_dump()
            answer = RegisterUploadedOut(**shown, understood=found["understood"])
            return Made(201, answer, f"/v1/registers/{row.id}", etag(row.version))

        return once.answer(upload.digest, make)

    return await run_in_threadpool(answer)


@router.get("/registers/{register_id}", operation_id="get_register", summary="A risk register")
def get_register(register: Seen, parts: Shared, response: Response) -> RegisterOut:
    response.headers["ETag"] = etag(register.version)
    with parts.database.read() as session:
        return registers.shown(session, register)


@router.patch("/registers/{register_id}", operation_id="rename_register", summary="Rename a risk register")
def rename_register(
    register: Changed, body: RegisterIn, asker: Asker, parts: Shared, response: Response, if_match: IfMatch = None
) -> RegisterOut:
    with parts.database.write() as session:
        row = _locked(session, register)
        require(if_match, row.version)
        record(session, asker, row.workspace_id, "register.renamed", row.id, before=row.name, after=body.name)
        row.name, row.version, row.updated_at = body.name, row.version + 1, now()
        response.headers["ETag"] = etag(row.version)
        return registers.shown(session, row)


@router.delete(
    "/registers/{register_id}", operation_id="delete_register", summary="Delete a risk register", status_code=204
)
def delete_register(register: Changed, asker: Asker, parts: Shared, if_match: IfMatch = None) -> None:
    with parts.database.write() as session:
        row = _locked(session, register)
        require(if_match, row.version)
        record(session, asker, row.workspace_id, "register.deleted", row.id, name=row.name)
        rows.drop(session, row.id)
        session.delete(row)


@router.get(
    "/registers/{register_id}/document",
    operation_id="get_register_document",
    summary="The register as one document of riskcore",
)
def get_register_document(register: Seen, parts: Shared, response: Response) -> RegisterDocumentOut:
    response.headers["ETag"] = etag(register.version)
    with parts.database.read() as session:
        found = rows.document(session, REGISTER, register.id)
    return RegisterDocumentOut(document=found, etag=etag(register.version))


add_sections(router, REGISTER, "/registers/{register_id}", Seen, Changed)


def _locked(session: Session, seen: Register) -> Register:
    row = session.get(Register, seen.id, with_for_update=True)
    if row is None:
        raise not_found("register", seen.id)
    return row
