"""Plans as the store keeps them: an upload becomes a version, and versions make up a plan."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from riskcore_api import ids
from riskcore_api.access.audit import record
from riskcore_api.clock import now
from riskcore_api.problems import not_found
from riskcore_api.schemas.plans import FactsOut, LastAnswerOut, PlanOut, VersionOut
from riskcore_api.store.tables import Plan, PlanVersion, Result
from riskcore_api.versions import etag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking
    from riskcore_api.state import Parts
    from riskcore_api.uploads import Upload


def read(parts: Parts, upload: Upload) -> dict[str, Any]:
    """What is in the upload, read in a child. Raises a Problem with everything that is wrong with it."""
    order = {"path": str(upload.path), "blobs": str(parts.settings.blobs)}
    found = parts.desk.ask("read_plan", order, parts.settings.import_seconds)
    kept = parts.blobs.room() / f"{upload.path.parent.name}.source"
    shutil.copyfile(upload.path, kept)
    return found | {"source": parts.blobs.adopt(kept)}


def add_plan(session: Session, workspace_id: str, name: str, asker: Asking) -> Plan:
    """A plan without versions."""
    moment = now()
    row = Plan(
        id=ids.new_id(ids.PLAN),
        workspace_id=workspace_id,
        name=name,
        latest=0,
        created_at=moment,
        updated_at=moment,
        version=1,
    )
    session.add(row)
    session.flush()
    record(session, asker, workspace_id, "plan.created", row.id, name=name)
    return row


def add_version(
    session: Session, plan: Plan, found: dict[str, Any], source_name: str, asker: Asking
) -> tuple[PlanVersion, bool]:
    """The version of the plan that holds this document, and whether it is new."""
    same = session.scalar(
        select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.digest == found["digest"])
    )
    if same is not None:
        return same, False
    row = PlanVersion(
        plan_id=plan.id,
        number=plan.latest + 1,
        digest=found["digest"],
        document=found["document"],
        source=found["source"],
        source_name=source_name,
        facts=found["facts"],
        review=found["review"],
        created_by=asker.id,
        created_at=now(),
    )
    session.add(row)
    plan.latest, plan.updated_at, plan.version = row.number, now(), plan.version + 1
    session.flush()
    record(session, asker, plan.workspace_id, "plan.version", plan.id, number=row.number, digest=row.digest)
    return row, True


def version_of(session: Session, plan: Plan, number: int | None = None) -> PlanVersion:
    """A version of a plan, the latest unless told otherwise."""
    row = session.get(PlanVersion, (plan.id, plan.latest if number is None else number))
    if row is None:
        raise not_found("version", str(number))
    return row


def shown(session: Session, plan: Plan) -> PlanOut:
    """A plan with its latest version and its last answer."""
    return PlanOut(
        id=plan.id,
        workspace_id=plan.workspace_id,
        name=plan.name,
        latest=shown_version(version_of(session, plan)),
        last_answer=last_answer(session, plan),
        created_at=plan.created_at,
        updated_at=plan.updated_at,
        etag=etag(plan.version),
    )


def shown_version(row: PlanVersion) -> VersionOut:
    return VersionOut(
        plan_id=row.plan_id,
        number=row.number,
        digest=row.digest,
        source_name=row.source_name,
        source_digest=row.source,
        facts=FactsOut.model_validate(row.facts),
        created_by=row.created_by,
        created_at=row.created_at,
    )


def last_answer(session: Session, plan: Plan) -> LastAnswerOut | None:
    """What the newest result of the plan says."""
    row = session.scalar(select(Result).where(Result.plan_id == plan.id).order_by(Result.id.desc()).limit(1))
    if row is None:
        return None
    return LastAnswerOut(
        result_id=row.id,
        run_id=row.run_id,
        words=row.words,
        target=row.facts["target"],
        p50=row.facts["p50"],
        p80=row.facts["p80"],
        created_at=row.created_at,
    )
