"""For those who run the server: is it alive, is it ready, what is it, how does it do."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from riskcore_api.answers import VERSION
from riskcore_api.metrics import REGISTRY, Queue
from riskcore_api.problems import KINDS, Problem
from riskcore_api.state import Shared
from riskcore_api.store.migrate import is_current
from riskcore_api.store.tables import Worker

if TYPE_CHECKING:
    from riskcore_api.state import Parts

router = APIRouter(include_in_schema=False)
SILENT = timedelta(seconds=30)
ROOM_MB = 200
"""With less free disk than this no result should be promised."""


@router.get("/healthz")
def healthz() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(parts: Shared) -> JSONResponse:
    """Database, its shape, workers, engine and disk."""
    checks = {
        "database": _database(parts),
        "workers": _workers(parts),
        "engine": "ok" if parts.desk.warm.is_set() else "is being compiled for this machine",
        "disk": _disk(parts),
    }
    ready = all(found == "ok" for found in checks.values())
    return JSONResponse({"status": "ok" if ready else "not ready", "checks": checks}, 200 if ready else 503)


@router.get("/version")
def version() -> dict[str, str]:
    """What runs here."""
    return {"riskcore": VERSION, "api": "v1"}


@router.get("/metrics")
def metrics(parts: Shared) -> Response:
    """Figures for Prometheus."""
    queue = b""
    with suppress(DBAPIError):  # a database that does not answer is a figure too: its series are missing
        queue = generate_latest(Queue(parts.database))
    return Response(generate_latest(REGISTRY) + queue, media_type=CONTENT_TYPE_LATEST)


@router.get("/problems")
def list_problems() -> dict[str, dict[str, str | int]]:
    """Every type of problem."""
    return {f"/problems/{slug}": vars(kind) for slug, kind in KINDS.items()}


@router.get("/problems/{slug}")
def get_problem(slug: str) -> dict[str, str | int]:
    """What a type of problem means."""
    if slug not in KINDS:
        raise Problem("not-found", "There is no such type of problem.")
    return {"type": f"/problems/{slug}"} | vars(KINDS[slug])


def _database(parts: Parts) -> str:
    try:
        with parts.database.read() as session:
            session.execute(text("SELECT 1"))
        return "ok" if is_current(parts.database) else "needs a migration: start the server of this version"
    except DBAPIError:
        return "does not answer"


def _workers(parts: Parts) -> str:
    try:
        with parts.database.read() as session:
            living = select(func.count()).where(Worker.beat_at > parts.database.now(session) - SILENT)
            return "ok" if session.scalar(living) else "none has been heard of for 30 seconds"
    except DBAPIError:
        return "unknown"


def _disk(parts: Parts) -> str:
    try:
        free = shutil.disk_usage(parts.settings.data).free >> 20
    except OSError:
        return "the data folder is not there"
    return "ok" if free >= ROOM_MB else f"only {free} MB are free"
