"""/v1/runs: simulations as jobs; asked for, watched, cancelled."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import runs
from riskcore_api.access.asker import Asker
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnPlan, OwnRun, OwnWorkspace
from riskcore_api.events import News
from riskcore_api.jobs import queue
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import not_found
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.runs import RunIn, RunOut, State
from riskcore_api.state import Shared
from riskcore_api.store.tables import Plan, Run, Workspace
from riskcore_api.versions import IfNoneMatch, etag, unchanged

router = APIRouter(prefix="/v1", tags=["runs"])
SeenWorkspace = Annotated[Workspace, Depends(OwnWorkspace("read"))]
SeenPlan = Annotated[Plan, Depends(OwnPlan("read"))]
RunPlan = Annotated[Plan, Depends(OwnPlan("runs:write"))]
Seen = Annotated[Run, Depends(OwnRun("read"))]
Steered = Annotated[Run, Depends(OwnRun("runs:write"))]
InState = Annotated[State | None, Query(description="Only those in this state.")]
POLL = {"Retry-After": "1"}


@router.get("/workspaces/{workspace_id}/runs", operation_id="list_runs", summary="The runs of a workspace")
def list_runs(workspace: SeenWorkspace, parts: Shared, page: Paged, state: InState = None) -> Listed[RunOut]:
    rows = select(Run).where(Run.workspace_id == workspace.id)
    with parts.database.read() as session:
        found, token = page.of(session, rows.where(Run.state == state) if state else rows, Run.id)
    return Listed(items=[runs.shown(one) for one in found], next_page_token=token)


@router.get("/plans/{plan_id}/runs", operation_id="list_plan_runs", summary="The runs of a plan")
def list_plan_runs(plan: SeenPlan, parts: Shared, page: Paged) -> Listed[RunOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(Run).where(Run.plan_id == plan.id), Run.id)
    return Listed(items=[runs.shown(one) for one in found], next_page_token=token)


@router.post(
    "/plans/{plan_id}/runs",
    operation_id="create_run",
    summary="Simulate a plan; the same request again is answered by the same run",
    status_code=202,
    response_model=RunOut,
)
def create_run(plan: RunPlan, body: RunIn, asker: Asker, once: OnlyOnce, parts: Shared) -> Response:
    parts.runs.take(asker.id)
    content = body.model_dump_json()
    before = once.earlier(content)
    if before is not None:
        return before
    order, inputs = runs.resolve(parts, plan, body)

    def make(session: Session) -> Made:
        row, _ = runs.submit(session, plan.id, plan.workspace_id, "simulation", order, inputs, asker)
        return Made(202, runs.shown(row), f"/v1/runs/{row.id}", etag(row.revision))

    return once.answer(content, make)


@router.get("/runs/{run_id}", operation_id="get_run", summary="How far is it?", response_model=RunOut)
async def get_run(run: Seen, if_none_match: IfNoneMatch = None) -> Response:
    """Asked more often than all else: it is written at once, without another check and without another thread."""
    headers = {"ETag": etag(run.revision)} | ({} if run.state in queue.DONE else POLL)
    if unchanged(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(runs.shown(run).model_dump_json(), headers=headers, media_type="application/json")


@router.post("/runs/{run_id}/cancel", operation_id="cancel_run", summary="End a run before it is done", status_code=202)
def cancel_run(run: Steered, asker: Asker, parts: Shared) -> RunOut:
    with parts.database.write() as session:
        row = session.get(Run, run.id, with_for_update=True)
        if row is None:
            raise not_found("run", run.id)
        if row.state not in queue.DONE and not row.cancel:
            record(session, asker, row.workspace_id, "run.cancelled", row.id)
            queue.cancel(parts.database, session, row)
            session.flush()
        return runs.shown(row)


@router.get(
    "/runs/{run_id}/events",
    operation_id="watch_run",
    summary="The run each time it changes, as server-sent events, until it is done",
    response_class=EventSourceResponse,
)
async def watch_run(
    run: Seen,
    request: Request,
    last_event_id: Annotated[str, Header(max_length=40, description="The last id that was seen.")] = "",
) -> AsyncIterator[ServerSentEvent]:
    after = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    news: News = request.app.state.news
    async for row in news.of(run, after):
        yield news.event(row)
