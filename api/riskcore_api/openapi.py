"""The API's description: what FastAPI finds, with the problems, the keys and the schemas of the answers added."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.openapi.utils import get_openapi

from riskcore_api.analyses import ANALYSES
from riskcore_api.answers import VERSION
from riskcore_api.problems import EVERYWHERE, ProblemDocument, responses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import FastAPI
    from starlette.routing import BaseRoute

    from riskcore_api.state import Parts

ABOUT = """\
Schedule and cost risk for teams. Upload a plan, add a risk register, run it, ask.

* Every answer that is not a success is `application/problem+json`; its types are listed at `/problems`.
* Changes need `If-Match` with the `ETag` that was read. A `POST` may carry an `Idempotency-Key`.
* Lists come in pages: `page_size`, `page_token`, `next_page_token`.
* Results never change; their answers can be kept as long as one likes.
* Times of the service are UTC; dates of a plan are local to the project.
* Within v1 things are added, never changed or taken away.
"""
CONDITIONS = {"if-match": (412, 428), "if-none-match": ()}
KEYS = {
    "key": {"type": "http", "scheme": "bearer", "description": "An API key, rk_..."},
    "session": {"type": "apiKey", "in": "cookie", "name": "riskcore_session", "description": "The page's own login."},
}
log = logging.getLogger("riskcore_api.http")


def describe(app: FastAPI, parts: Parts, routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The description of these routes, in their order; made when it is first asked for."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(parts, routes)
    return app.openapi_schema


def _made(parts: Parts, routes: Sequence[BaseRoute]) -> dict[str, Any]:
    found = get_openapi(title="riskcore", version=VERSION, description=ABOUT, routes=routes)
    components = found.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    schemas |= ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}").pop("$defs", {})
    problem = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    problem.pop("$defs", None)
    schemas["ProblemDocument"] = problem
    schemas |= {f"answer_{key.replace('-', '_')}": schema for key, schema in _answers(parts).items()}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    components["securitySchemes"] = KEYS
    found["security"] = [{"key": []}, {"session": []}]
    for operations in found["paths"].values():
        for operation in operations.values():
            _complete(operation)
    return found


def _complete(operation: dict[str, Any]) -> None:
    """Statuses that follow from what the operation is: they need not be said at each route."""
    headers = {one["name"].lower() for one in operation.get("parameters", []) if one["in"] == "header"}
    statuses = set(EVERYWHERE) | ({413} if "requestBody" in operation else set())
    for header, more in CONDITIONS.items():
        statuses |= set(more) if header in headers else set()
    operation["responses"] |= {str(status): told for status, told in responses(*statuses).items()}
    if "if-none-match" in headers:
        operation["responses"]["304"] = {"description": "What you have is current."}
    for status in operation["responses"]:
        if status in ("429", "503"):
            wait = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
            operation["responses"][status] = operation["responses"][status] | {"headers": {"Retry-After": wait}}


def _answers(parts: Parts) -> dict[str, Any]:
    """The schemas of the analyses, as the engine knows them."""
    try:
        found: dict[str, Any] = parts.desk.ask("schemas", {}, parts.settings.answer_seconds)["schemas"]
    except Exception as error:
        log.warning("no schemas of the analyses", exc_info=error)
        found = {one.key: {} for one in ANALYSES}
    return found
