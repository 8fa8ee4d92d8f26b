"""/v1/plans: uploads of any format, version by version."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import plans, rows
from riskcore_api.access.asker import Asker
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnPlan, OwnWorkspace
from riskcore_api.clock import now
from riskcore_api.files import stored
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import Problem, not_found, responses
from riskcore_api.schemas.base import Listed, Name
from riskcore_api.schemas.plans import PlanIn, PlanOut, ReviewOut, VersionOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Plan, PlanVersion, SignOff, Workspace
from riskcore_api.uploads import BODY, Uploaded
from riskcore_api.versions import IfMatch, IfNoneMatch, etag, require

router = APIRouter(prefix="/v1", tags=["plans"])
SeenWorkspace = Annotated[Workspace, Depends(OwnWorkspace("read"))]
WorkspaceToFill = Annotated[Workspace, Depends(OwnWorkspace("plans:write"))]
Seen = Annotated[Plan, Depends(OwnPlan("read"))]
Changed = Annotated[Plan, Depends(OwnPlan("plans:write"))]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="Number of the version.")]
REFUSALS = responses(413, 415, 501)


@router.get("/workspaces/{workspace_id}/plans", operation_id="list_plans", summary="The plans of a workspace")
def list_plans(workspace: SeenWorkspace, parts: Shared, page: Paged) -> Listed[PlanOut]:
    with parts.database.read() as session:
        rows = select(Plan).where(Plan.workspace_id == workspace.id, Plan.latest > 0)
        found, token = page.of(session, rows, Plan.id)
        return Listed(items=[plans.shown(session, one) for one in found], next_page_token=token)


@router.post(
    "/workspaces/{workspace_id}/plans",
    operation_id="upload_plan",
    summary="Upload a plan: a file of any format that riskcore reads",
    status_code=201,
    response_model=PlanOut,
    responses=REFUSALS,
    openapi_extra=BODY,
)
async def upload_plan(
    workspace: WorkspaceToFill,
    asker: Asker,
    once: OnlyOnce,
    parts: Shared,
    upload: Uploaded,
    name: Annotated[Name | None, Query(description="What to call it; else as the plan calls itself.")] = None,
) -> Response:
    def answer() -> Response:
        before = once.earlier(upload.digest)
        if before is not None:
            return before
        found = plans.read(parts, upload)

        def make(session: Session) -> Made:
            row = plans.add_plan(session, workspace.id, name or found["facts"]["name"][:200] or upload.name, asker)
            plans.add_version(session, row, found, upload.name, asker)
            return Made(201, plans.shown(session, row), f"/v1/plans/{row.id}", etag(row.version))

        return once.answer(upload.digest, make)

    return await run_in_threadpool(answer)


@router.get("/plans/{plan_id}", operation_id="get_plan", summary="A plan and its last answer")
def get_plan(plan: Seen, parts: Shared, response: Response) -> PlanOut:
    response.headers["ETag"] = etag(plan.version)
    with parts.database.read() as session:
        return plans.shown(session, plan)


@router.patch("/plans/{plan_id}", operation_id="rename_plan", summary="Rename a plan")
def rename_plan(
    plan: Changed, body: PlanIn, asker: Asker, parts: Shared, response: Response, if_match: IfMatch = None
) -> PlanOut:
    with parts.database.write() as session:
        row = _locked(session, plan)
        require(if_match, row.version)
        record(session, asker, row.workspace_id, "plan.renamed", row.id, before=row.name, after=body.name)
        row.name, row.version, row.updated_at = body.name, row.version + 1, now()
        response.headers["ETag"] = etag(row.version)
        return plans.shown(session, row)


@router.delete(
    "/plans/{plan_id}",
    operation_id="delete_plan",
    summary="Delete a plan with its versions, scenarios, runs and results",
    status_code=204,
    responses=responses(409),
)
def delete_plan(plan: Changed, asker: Asker, parts: Shared, if_match: IfMatch = None) -> None:
    with parts.database.write() as session:
        row = _locked(session, plan)
        require(if_match, row.version)
        if session.scalar(select(SignOff.id).where(SignOff.plan_id == row.id).limit(1)) is not None:
            raise Problem("conflict", "A date of this plan was signed off. What was committed to is kept.")
        record(session, asker, row.workspace_id, "plan.deleted", row.id, name=row.name)
        rows.drop(session, row.id)
        session.delete(row)


@router.get("/plans/{plan_id}/versions", operation_id="list_versions", summary="The versions of a plan, oldest first")
def list_versions(plan: Seen, parts: Shared) -> list[VersionOut]:
    with parts.database.read() as session:
        rows = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number)
        return [plans.shown_version(one) for one in session.scalars(rows)]


@router.post(
    "/plans/{plan_id}/versions",
    operation_id="upload_version",
    summary="Upload the plan anew; the same plan again is the version that it was",
    status_code=201,
    response_model=VersionOut,
    responses=REFUSALS,
    openapi_extra=BODY,
)
async def upload_version(plan: Changed, asker: Asker, once: OnlyOnce, parts: Shared, upload: Uploaded) -> Response:
    def answer() -> Response:
        before = once.earlier(upload.digest)
        if before is not None:
            return before
        found = plans.read(parts, upload)

        def make(session: Session) -> Made:
            row, new = plans.add_version(session, _locked(session, plan), found, upload.name, asker)
            location = f"/v1/plans/{plan.id}/versions/{row.number}"
            return Made(201 if new else 200, plans.shown_version(row), location)

        return once.answer(upload.digest, make)

    return await run_in_threadpool(answer)


@router.get("/plans/{plan_id}/versions/{number}", operation_id="get_version", summary="A version of a plan")
def get_version(plan: Seen, number: Number, parts: Shared) -> VersionOut:
    with parts.database.read() as session:
        return plans.shown_version(plans.version_of(session, plan, number))


@router.get(
    "/plans/{plan_id}/versions/{number}/review",
    operation_id="get_review",
    summary="Schedule quality, the check of imported dates, and what was not modelled",
    response_model=ReviewOut,
)
def get_review(plan: Seen, number: Number, parts: Shared, if_none_match: IfNoneMatch = None) -> Response:
    with parts.database.read() as session:
        row = plans.version_of(session, plan, number)
    return stored(parts, row.review, "application/json", if_none_match)


@router.get(
    "/plans/{plan_id}/versions/{number}/document",
    operation_id="get_document",
    summary="The plan as riskcore's own document",
    response_class=FileResponse,
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def get_document(plan: Seen, number: Number, parts: Shared, if_none_match: IfNoneMatch = None) -> Response:
    with parts.database.read() as session:
        row = plans.version_of(session, plan, number)
    return stored(parts, row.document, "application/json", if_none_match, f"{plan.id}-{number}.json")


@router.get(
    "/plans/{plan_id}/versions/{number}/source",
    operation_id="get_source",
    summary="The file as it was uploaded",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)
def get_source(plan: Seen, number: Number, parts: Shared, if_none_match: IfNoneMatch = None) -> Response:
    with parts.database.read() as session:
        row = plans.version_of(session, plan, number)
    return stored(parts, row.source, "application/octet-stream", if_none_match, row.source_name)


def _locked(session: Session, seen: Plan) -> Plan:
    """The row as it is now, held until the transaction ends."""
    row = session.get(Plan, seen.id, with_for_update=True)
    if row is None:
        raise not_found("plan", seen.id)
    return row
