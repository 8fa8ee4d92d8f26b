"""From what is asked to what is to be done: the whole document, its result's address, the run that finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from riskcore_api import ids, rows
from riskcore_api.access.audit import record
from riskcore_api.answers import VERSION, digest_of
from riskcore_api.clock import now
from riskcore_api.families import REGISTER, SCENARIOS
from riskcore_api.plans import version_of
from riskcore_api.problems import Fault, Problem, faults
from riskcore_api.schemas.runs import FailureOut, ProgressOut, RunOut, inputs_shown
from riskcore_api.store.tables import Register, Resolved, Run
from riskcore_api.versions import etag

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.access.asker import Asking
    from riskcore_api.schemas.runs import RunIn
    from riskcore_api.state import Parts
    from riskcore_api.store.tables import Plan

LIVE = ("queued", "running", "succeeded")


def resolve(parts: Parts, plan: Plan, body: RunIn) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a worker is to do, and what is shown of it. Raises a Problem where the parts do not fit one another."""
    most = parts.settings.most_iterations
    if body.iterations > most:
        fault = Fault(
            pointer="/iterations", where="iterations", rule=f"must be at most {most}", got=str(body.iterations)
        )
        raise Problem("invalid-request", f"This server runs at most {most:,} iterations.", [fault])
    with parts.database.read() as session:
        version = version_of(session, plan, body.version)
        whole = {
            "document": version.document,
            "registers": [_register(session, plan, name, place) for place, name in enumerate(body.registers)],
            "scenarios": _scenarios(session, plan, body.scenario),
            "scenario": body.scenario,
            "residual": body.residual,
            "independent": body.independent,
        }
        inputs = digest_of([whole, VERSION])
        known = session.get(Resolved, inputs)
    if known is not None and parts.blobs.path(known.document).exists():
        document, digest = known.document, known.digest
    else:
        document, digest = _resolved(parts, whole, inputs)
    order = {
        "document": document,
        "iterations": body.iterations,
        "seed": body.seed,
        "design": body.design,
        "until": body.until,
        "milestones": None if body.milestones is None else list(dict.fromkeys(body.milestones)),
    }
    shown = {
        "version": version.number,
        "registers": body.registers,
        "scenario": body.scenario,
        "residual": body.residual,
        "independent": body.independent,
        "plan_digest": digest,
        **{name: order[name] for name in ("iterations", "seed", "design", "until")},
    }
    return order, shown


def submit(
    session: Session,
    plan_id: str | None,
    workspace_id: str,
    kind: str,
    order: dict[str, Any],
    inputs: dict[str, Any],
    asker: Asking,
) -> tuple[Run, bool]:
    """The run that does `order`, and whether it is new: one under way or done serves everybody who asks the same."""
    address = digest_of([kind, plan_id, order, inputs.get("result_id"), VERSION])
    same = select(Run).where(Run.workspace_id == workspace_id, Run.address == address, Run.state.in_(LIVE))
    found = session.scalar(same)
    if found is not None:
        return found, False
    moment = now()
    row = Run(
        id=ids.new_id(ids.RUN),
        workspace_id=workspace_id,
        plan_id=plan_id,
        kind=kind,
        address=address,
        order=order,
        inputs=inputs,
        state="queued",
        cancel=False,
        attempt=0,
        deaths=0,
        fence=0,
        worker="",
        progress={"total": order.get("iterations")},
        revision=1,
        created_by=asker.id,
        created_at=moment,
        queued_at=moment,
    )
    session.add(row)
    record(session, asker, workspace_id, "run.created", row.id, kind=kind, inputs=inputs)
    session.flush()
    return row, True


def shown(row: Run) -> RunOut:
    """A run as an answer."""
    failure = row.failure
    return RunOut(
        id=row.id,
        workspace_id=row.workspace_id,
        plan_id=row.plan_id,
        kind=row.kind,
        state=row.state,
        attempt=row.attempt,
        inputs=inputs_shown(row.inputs),
        progress=ProgressOut.model_validate(row.progress),
        failure=None
        if failure is None
        else FailureOut(kind=failure["kind"], message=failure["message"], errors=faults(failure["problems"])),
        result_id=row.result_id,
        cancel_asked=row.cancel,
        created_by=row.created_by,
        created_at=row.created_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        etag=etag(row.revision),
    )


def _resolved(parts: Parts, whole: dict[str, Any], inputs: str) -> tuple[str, str]:
    """The blob and the digest of the plan that its parts amount to."""
    found = parts.desk.ask("resolve", whole | {"blobs": str(parts.settings.blobs)}, parts.settings.answer_seconds)
    with parts.database.write() as session:
        session.merge(Resolved(inputs=inputs, document=found["document"], digest=found["digest"], used_at=now()))
    return found["document"], found["digest"]


def _register(session: Session, plan: Plan, name: str, place: int) -> dict[str, Any]:
    row = session.get(Register, name) if name.isprintable() else None
    if row is None or row.workspace_id != plan.workspace_id:
        raise _unknown("register", name, f"/registers/{place}")
    return rows.document(session, REGISTER, row.id)


def _scenarios(session: Session, plan: Plan, name: str | None) -> dict[str, Any]:
    """The scenarios of the plan, where one of them is asked for."""
    if name is None:
        return {}
    found = rows.document(session, SCENARIOS, plan.id)
    if name not in [one["id"] for one in found.get("scenarios", [])]:
        raise _unknown("scenario", name, "/scenario")
    return found


def _unknown(what: str, name: str, pointer: str) -> Problem:
    fault = Fault(pointer=pointer, where=what, rule=f"must be a {what} of this plan's workspace", got=name[:80])
    return Problem("invalid-request", f'There is no {what} "{name[:60]}" here.', [fault])
