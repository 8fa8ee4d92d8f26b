"""/ and /api: pages for people, made on the server."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response
from sqlalchemy import select

from riskcore_api import plans
from riskcore_api.access.asker import COOKIE, person_of
from riskcore_api.access.roles import SCOPES
from riskcore_api.answers import VERSION
from riskcore_api.page.view import page
from riskcore_api.problems import KINDS
from riskcore_api.state import Shared
from riskcore_api.store.tables import Member, Plan, Run, Workspace

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from riskcore_api.store.tables import Person

router = APIRouter(include_in_schema=False)
SHOWN = 50
"""Plans on the page, the newest; the API lists them all."""
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#1d5a96"/>'
    '<path d="M5 26C13 26 14 7 27 6" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round"/></svg>'
)


@router.get("/")
def show_plans(request: Request, parts: Shared) -> Response:
    with parts.database.read() as session:
        person = person_of(session, request.cookies.get(COOKIE, ""))
        if person is None:
            return page("welcome.html", person=None, provider=bool(parts.settings.oidc_issuer))
        workspaces = [_workspace(session, one) for one in session.scalars(_of(person))]
    return page("plans.html", person=person.email or person.name, workspaces=workspaces, url=parts.settings.url)


@router.get("/api")
def show_api(request: Request) -> Response:
    described: dict[str, Any] = request.app.openapi()
    groups: dict[str, list[dict[str, str]]] = {}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            line = {"method": method.upper(), "path": path, "summary": operation["summary"]}
            groups.setdefault(operation["tags"][0], []).append(line)
    return page("api.html", person=None, groups=groups, scopes=SCOPES, kinds=KINDS, version=VERSION)


@router.get("/static/style.css")
def get_style() -> Response:
    text = (files("riskcore_api.page") / "style.css").read_text("utf-8")
    return Response(text, media_type="text/css; charset=utf-8", headers={"Cache-Control": "no-cache"})


@router.get("/static/icon.svg")
def get_icon() -> Response:
    return Response(ICON, media_type="image/svg+xml", headers={"Cache-Control": "max-age=86400"})


def _of(person: Person) -> Any:
    rows = select(Workspace).join(Member, Member.workspace_id == Workspace.id)
    return rows.where(Member.person_id == person.id).order_by(Workspace.name)


def _workspace(session: Session, row: Workspace) -> dict[str, Any]:
    """A workspace with its plans, each with its last answer and the run that is under way."""
    rows = select(Plan).where(Plan.workspace_id == row.id, Plan.latest > 0).order_by(Plan.updated_at.desc())
    listed = []
    for plan in session.scalars(rows.limit(SHOWN)):
        last = select(Run).where(Run.plan_id == plan.id, Run.kind == "simulation").order_by(Run.id.desc()).limit(1)
        listed.append({"plan": plans.shown(session, plan), "run": _run(session.scalar(last))})
    return {"id": row.id, "name": row.name, "plans": listed}


def _run(row: Run | None) -> dict[str, str] | None:
    """What there is to say about the latest run; one that went well is told by its answer."""
    if row is None or row.state == "succeeded":
        return None
    done, total = row.progress.get("iterations", 0), row.progress.get("total") or 0
    words = {
        "queued": "A run is waiting for a free worker.",
        "running": f"A run is under way: {done:,} of {total:,} iterations.",
        "failed": f"The last run failed. {(row.failure or {}).get('message', '')}",
        "cancelled": "The last run was cancelled.",
    }
    return {"state": row.state, "words": words[row.state]}
