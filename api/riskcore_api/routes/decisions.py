"""/v1/results/{id}: what follows from a result: what-ifs, comparisons, and the date that is committed to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from riskcore_api import ids, results
from riskcore_api.access.asker import Asker
from riskcore_api.access.audit import record
from riskcore_api.access.owned import OwnResult, OwnWorkspace
from riskcore_api.clock import now
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.paging import Paged
from riskcore_api.problems import Fault, Problem
from riskcore_api.schemas.base import Listed
from riskcore_api.schemas.comparisons import ComparisonIn, ComparisonOut, WhatIfIn
from riskcore_api.schemas.results import SignOffIn, SignOffOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Result, SignOff, Workspace

router = APIRouter(prefix="/v1", tags=["decisions"])
SeenWorkspace = Annotated[Workspace, Depends(OwnWorkspace("read"))]
Seen = Annotated[Result, Depends(OwnResult("read"))]
Worked = Annotated[Result, Depends(OwnResult("runs:write"))]
Signed = Annotated[Result, Depends(OwnResult("sign"))]


@router.post(
    "/results/{result_id}/what-ifs",
    operation_id="ask_what_if",
    summary="What if this were different? Answered at once; nothing is kept",
)
def ask_what_if(result: Worked, body: WhatIfIn, asker: Asker, parts: Shared) -> ComparisonOut:
    parts.runs.take(asker.id)
    return ComparisonOut.model_validate(results.what_if(parts, result, body))


@router.post(
    "/results/{result_id}/comparisons",
    operation_id="compare_results",
    summary="How do other results differ from this one, and which is best?",
)
def compare_results(result: Seen, body: ComparisonIn, parts: Shared) -> ComparisonOut:
    with parts.database.read() as session:
        others = [_other(session, result, name, place) for place, name in enumerate(body.results)]
    return ComparisonOut.model_validate(results.compare(parts, result, others, body.target))


@router.post(
    "/results/{result_id}/sign-offs",
    operation_id="sign_off",
    summary="Commit to a date; who, when, on which result and with which confidence is kept",
    status_code=201,
    response_model=SignOffOut,
)
def sign_off(result: Signed, body: SignOffIn, asker: Asker, once: OnlyOnce, parts: Shared) -> Response:
    found = results.confidence(parts, result, body.date)

    def make(session: Session) -> Made:
        row = SignOff(
            id=ids.new_id(ids.SIGN_OFF),
            workspace_id=result.workspace_id,
            plan_id=result.plan_id,
            result_id=result.id,
            date=body.date,
            record=found,
            statement=body.statement,
            signed_by=asker.id,
            signed_name=asker.name,
            created_at=now(),
        )
        session.add(row)
        session.flush()
        facts = {"result": result.id, "date": body.date, "confidence": found["confidence"]["value"]}
        record(session, asker, result.workspace_id, "date.signed_off", row.id, **facts)
        return Made(201, _shown(row), f"/v1/workspaces/{result.workspace_id}/sign-offs")

    return once.answer(body.model_dump_json(), make)


@router.get(
    "/workspaces/{workspace_id}/sign-offs", operation_id="list_sign_offs", summary="The dates that were committed to"
)
def list_sign_offs(workspace: SeenWorkspace, parts: Shared, page: Paged) -> Listed[SignOffOut]:
    with parts.database.read() as session:
        found, token = page.of(session, select(SignOff).where(SignOff.workspace_id == workspace.id), SignOff.id)
    return Listed(items=[_shown(one) for one in found], next_page_token=token)


def _other(session: Session, base: Result, name: str, place: int) -> Result:
    row = session.get(Result, name) if name.isprintable() else None
    if row is None or row.workspace_id != base.workspace_id:
        where = f"results[{place}]"
        fault = Fault(
            pointer=f"/results/{place}", where=where, rule="must be a result of this workspace", got=name[:80]
        )
        raise Problem("invalid-request", f'There is no result "{name[:60]}" here.', [fault])
    return row


def _shown(row: SignOff) -> SignOffOut:
    return SignOffOut(
        id=row.id,
        workspace_id=row.workspace_id,
        plan_id=row.plan_id,
        result_id=row.result_id,
        date=row.date,
        confidence=row.record["confidence"],
        record=row.record["certificate"],
        statement=row.statement,
        signed_by=row.signed_by,
        signed_name=row.signed_name,
        created_at=row.created_at,
    )
