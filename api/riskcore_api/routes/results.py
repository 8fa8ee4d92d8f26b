"""/v1/results: what runs found, as files and charts."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.responses import FileResponse
from pydantic import AfterValidator
from sqlalchemy import select

from riskcore_api import results
from riskcore_api.access.owned import OwnPlan, OwnResult, OwnWorkspace
from riskcore_api.child.tasks.export import PAGE
from riskcore_api.files import stored
from riskcore_api.paging import Paged
from riskcore_api.problems import not_found
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.results import ChartOut, ResultOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Plan, Result, Workspace
from riskcore_api.targets import local_moment
from riskcore_api.versions import IfNoneMatch, etag, unchanged

router = APIRouter(prefix="/v1", tags=["results"])
SeenWorkspace = Annotated[Workspace, Depends(OwnWorkspace("read"))]
SeenPlan = Annotated[Plan, Depends(OwnPlan("read"))]
Seen = Annotated[Result, Depends(OwnResult("read"))]
TargetDate = Annotated[
    str | None,
    Query(max_length=32, description="The date asked about, 2027-06-30 or 2027-06-30T17:00; else the plan's own."),
    AfterValidator(lambda text: None if text is None else local_moment(text)),
]
ARROW = "application/vnd.apache.arrow.file"
FORMS = {"svg": "image/svg+xml", "png": "image/png"}
BINARY = {"schema": {"type": "string", "format": "binary"}}


@router.get("/workspaces/{workspace_id}/results", operation_id="list_results", summary="The results of a workspace")
def list_results(workspace: SeenWorkspace, parts: Shared, page: Paged) -> Listed[ResultOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(Result).where(Result.workspace_id == workspace.id), Result.id)
    return Listed(items=[results.shown(one) for one in found], next_page_token=token)


@router.get("/plans/{plan_id}/results", operation_id="list_plan_results", summary="The results of a plan")
def list_plan_results(plan: SeenPlan, parts: Shared, page: Paged) -> Listed[ResultOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(Result).where(Result.plan_id == plan.id), Result.id)
    return Listed(items=[results.shown(one) for one in found], next_page_token=token)


@router.get(
    "/results/{result_id}",
    operation_id="get_result",
    summary="A result: the answer in words, and where to ask",
    response_model=ResultOut,
)
async def get_result(result: Seen, if_none_match: IfNoneMatch = None) -> Response:
    headers = {"ETag": etag(result.bits)}
    if unchanged(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(results.shown(result).model_dump_json(), headers=headers, media_type="application/json")


@router.get(
    "/results/{result_id}/samples",
    operation_id="get_samples",
    summary="Finish, milestones and costs of every iteration, as an Arrow file",
    response_class=FileResponse,
    responses={200: {"content": {ARROW: BINARY}}},
)
def get_samples(result: Seen, parts: Shared, if_none_match: IfNoneMatch = None) -> Response:
    return stored(parts, result.samples, ARROW, if_none_match, f"{result.id}.arrow")


@router.get(
    "/results/{result_id}/archive",
    operation_id="get_archive",
    summary="The result with its plan, as riskcore keeps it: for `riskcore verify` and `riskcore annotate`",
    response_class=FileResponse,
    responses={200: {"content": {"application/octet-stream": BINARY}}},
)
def get_archive(result: Seen, parts: Shared, if_none_match: IfNoneMatch = None) -> Response:
    return stored(parts, result.archive, "application/octet-stream", if_none_match, f"{result.id}.npz")


@router.get(
    "/results/{result_id}/charts", operation_id="list_charts", summary="The charts, and what they show in words"
)
def list_charts(result: Seen, parts: Shared, target: TargetDate = None) -> list[ChartOut]:
    asked = f"?target={target}" if target else ""
    own = f"/v1/results/{result.id}/charts"
    return [
        ChartOut(
            name=one["name"],
            heading=one["heading"],
            finding=one["finding"],
            svg=f"{own}/{one['name']}.svg{asked}",
            png=f"{own}/{one['name']}.png{asked}",
        )
        for one in results.charts(parts, result, target)
    ]


@router.get(
    "/results/{result_id}/charts/{name}.{form}",
    operation_id="get_chart",
    summary="A chart",
    response_class=FileResponse,
    responses={200: {"content": dict.fromkeys(FORMS.values(), BINARY)}},
)
def get_chart(
    result: Seen,
    name: Annotated[str, Path(max_length=60, description="Name of the chart.", examples=["s-curve"])],
    form: Annotated[Literal["svg", "png"], Path(description="For pages or for slides.")],
    parts: Shared,
    target: TargetDate = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    found = {one["name"]: one[form] for one in results.charts(parts, result, target)}
    if name not in found:
        raise not_found("chart", name)
    return stored(parts, found[name], FORMS[form], if_none_match)


@router.get(
    "/results/{result_id}/report",
    operation_id="get_report",
    summary="The answer as one HTML file",
    response_class=FileResponse,
    responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}},
)
def get_report(result: Seen, parts: Shared, target: TargetDate = None, if_none_match: IfNoneMatch = None) -> Response:
    found = results.files(parts, result, target)
    return stored(parts, found[PAGE], "text/html; charset=utf-8", if_none_match, f"{result.id}.html")


@router.get(
    "/results/{result_id}/tables/{name}",
    operation_id="get_table",
    summary="A table as CSV: activities.csv, drivers.csv, milestones.csv, quantiles.csv",
    response_class=FileResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def get_table(
    result: Seen,
    name: Annotated[str, Path(max_length=60, examples=["activities.csv"])],
    parts: Shared,
    target: TargetDate = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    found = results.files(parts, result, target)
    if name not in found or name == PAGE:
        raise not_found("table", name)
    return stored(parts, found[name], "text/csv; charset=utf-8", if_none_match, name)
