"""/v1/plans/{id}/mitigations and /scenarios: what one may do about a plan, to be run and compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import Session

from riskcore_api import rows
from riskcore_api.access.asker import Asker
from riskcore_api.access.owned import OwnPlan
from riskcore_api.families import SCENARIOS
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.problems import responses
from riskcore_api.routes.rows import add_sections, locked
from riskcore_api.schemas.rows import ScenarioDocumentOut
from riskcore_api.state import Shared
from riskcore_api.store.tables import Plan
from riskcore_api.uploads import BODY, Uploaded
from riskcore_api.versions import etag

router = APIRouter(prefix="/v1", tags=["scenarios"])
Seen = Annotated[Plan, Depends(OwnPlan("read"))]
Changed = Annotated[Plan, Depends(OwnPlan("plans:write"))]


@router.get(
    "/plans/{plan_id}/scenario-document",
    operation_id="get_scenario_document",
    summary="Mitigations and scenarios as one document of riskcore",
)
def get_scenario_document(plan: Seen, parts: Shared, response: Response) -> ScenarioDocumentOut:
    response.headers["ETag"] = etag(plan.version)
    with parts.database.read() as session:
        return _shown(session, plan)


@router.post(
    "/plans/{plan_id}/scenario-document",
    operation_id="upload_scenario_document",
    summary="Take in a file of scenarios: those of a known id are replaced, others are added",
    response_model=ScenarioDocumentOut,
    responses=responses(409, 413, 415),
    openapi_extra=BODY,
)
async def upload_scenario_document(
    plan: Changed, asker: Asker, once: OnlyOnce, parts: Shared, upload: Uploaded
) -> Response:
    def answer() -> Response:
        before = once.earlier(upload.digest)
        if before is not None:
            return before
        found = parts.desk.ask("read_scenarios", {"path": str(upload.path)}, parts.settings.import_seconds)

        def make(session: Session) -> Made:
            own = locked(session, plan)
            rows.put(session, SCENARIOS, own, found["document"], asker)
            return Made(200, _shown(session, own), etag=etag(own.version))

        return once.answer(upload.digest, make)

    return await run_in_threadpool(answer)


add_sections(router, SCENARIOS, "/plans/{plan_id}", Seen, Changed)


def _shown(session: Session, plan: rows.Owner) -> ScenarioDocumentOut:
    found = rows.document(session, SCENARIOS, plan.id)
    return ScenarioDocumentOut(document=found, etag=etag(plan.version))
