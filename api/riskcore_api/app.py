"""The application, put together."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware

from riskcore_api.access.oidc import Provider
from riskcore_api.access.people import first_workspace
from riskcore_api.answers import VERSION
from riskcore_api.desk import Desk
from riskcore_api.errors import add_handlers
from riskcore_api.events import News
from riskcore_api.front import Front
from riskcore_api.openapi import describe
from riskcore_api.page import routes as page
from riskcore_api.routes import (
    analyses,
    decisions,
    keys,
    login,
    members,
    operations,
    plans,
    registers,
    results,
    runs,
    scenarios,
    workspaces,
)
from riskcore_api.state import Parts
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.database import Database
from riskcore_api.store.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from types import ModuleType

    from starlette.routing import BaseRoute

    from riskcore_api.settings import Settings

ROUTERS = (workspaces, members, keys, plans, registers, scenarios, runs, results, analyses, decisions)
"""The resources of /v1, in the order of their description."""
UNSEEN = (operations, login, page)
OFTEN = (runs, analyses, results)
"""What is asked for most; routes are tried one after the other, so these come first."""


def create_app(settings: Settings) -> FastAPI:
    """The application with these settings. It opens its database when it starts."""
    parts = Parts(settings, Database(settings.database_url), Blobs(settings.blobs), Desk(settings))
    app = FastAPI(
        title="riskcore",
        version=VERSION,
        docs_url=None,  # its pages come from a CDN; /api is ours
        redoc_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
        routes=_routes(*OFTEN, *(module for module in (*ROUTERS, *UNSEEN) if module not in OFTEN)),
    )
    app.state.parts = parts
    app.state.provider = Provider(settings) if settings.oidc_issuer else None
    add_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    if settings.allowed_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.allowed_origins,
            allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key"],
            expose_headers=["ETag", "Location", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(Front, settings=settings)
    app.openapi = lambda: describe(app, parts, _routes(*ROUTERS))  # type: ignore[method-assign]
    return app


def _routes(*modules: ModuleType) -> list[BaseRoute]:
    """Their routes in one list: routers within routers would look through all of them twice."""
    return [route for module in modules for route in module.router.routes]


def open_store(parts: Parts) -> None:
    """Make sure that folder, database and first workspace are there."""
    parts.settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    parts.blobs.room()
    migrate(parts.database)
    with parts.database.write() as session:
        first_workspace(session)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    parts: Parts = app.state.parts
    await run_in_threadpool(open_store, parts)
    app.state.news = News(parts.database)
    parts.desk.warm_up()
    try:
        yield
    finally:
        await app.state.news.close()
        await asyncio.to_thread(parts.desk.close)
        parts.database.close()
