"""From exceptions to answers: a table from the names of riskcore's errors, and handlers for the rest."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.routing import Match

from riskcore import RiskcoreError
from riskcore_api.child.told import told
from riskcore_api.logs import request_id
from riskcore_api.problems import BY_STATUS, KINDS, MEDIA_TYPE, Fault, Problem, faults

if TYPE_CHECKING:
    from fastapi import FastAPI, Request

KIND_OF = {
    "PlanError": "invalid-document",
    "FileError": "unreadable-file",
    "DocumentError": "invalid-document",
    "ParameterError": "invalid-request",
    "ToolError": "tool-missing",
    "TooMuchWork": "too-much-work",
}
"""By the name of the class, since most are raised in another process."""
WAIT = {"Retry-After": "5"}
METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
log = logging.getLogger("riskcore_api")


def problem_of(said: dict[str, Any]) -> Problem:
    """The answer to what `told` told."""
    listed = faults(said["problems"])
    count = f"{len(listed)} problem{'s' if len(listed) > 1 else ''}: " if listed else ""
    return Problem(KIND_OF.get(said["kind"], "internal"), count + said["message"].split("\n", 1)[0], listed)


def answer(problem: Problem) -> JSONResponse:
    """The answer of a problem."""
    body = problem.body(request_id())
    return JSONResponse(body, problem.status, headers=dict(problem.headers), media_type=MEDIA_TYPE)


def add_handlers(app: FastAPI) -> None:
    """Let every exception end as problem+json."""
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(RiskcoreError, _riskcore)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    for kind in (DBAPIError, PoolTimeout, OSError):
        app.add_exception_handler(kind, _unavailable)
    app.add_exception_handler(Exception, _internal)


def _problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)  # noqa: S101 - registered for it
    return answer(error)


def _riskcore(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RiskcoreError)  # noqa: S101
    return answer(problem_of(told(error)))


def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return answer(Problem("bad-request", "The body is not JSON.", [_fault(one) for one in found]))
    count = f"{len(found)} problem{'s' if len(found) > 1 else ''}"
    return answer(Problem("invalid-request", f"The request has {count}.", [_fault(one) for one in found]))


def _fault(found: dict[str, Any]) -> Fault:
    place, *path = map(str, found["loc"])
    steps = "".join(f"/{step.replace('~', '~0').replace('/', '~1')}" for step in path)
    got = repr(found.get("input"))
    return Fault(
        pointer=steps if place == "body" else None,
        where=f"{place} {'.'.join(path)}".strip(),
        rule=found["msg"],
        got=got.encode("utf-8", "backslashreplace").decode() if len(got) <= 80 else "",
    )


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101
    slug = BY_STATUS.get(error.status_code, "bad-request" if error.status_code < 500 else "internal")
    headers = {"Allow": _allowed(request)} if slug == "method-not-allowed" else error.headers or {}
    return answer(Problem(slug, _sentence(error, slug), headers=headers))


def _allowed(request: Request) -> str:
    """The methods of the resource; the router names only those of the first route that it has there."""
    scope, routes = request.scope, request.app.routes
    return ", ".join(
        method for method in METHODS if any(one.matches({**scope, "method": method})[0] is Match.FULL for one in routes)
    )


def _sentence(error: HTTPException, slug: str) -> str:
    text = str(error.detail)
    return KINDS[slug].meaning if text in ("Not Found", "Method Not Allowed") or not text else text


def _unavailable(_request: Request, error: Exception) -> JSONResponse:
    log.error("unavailable", exc_info=error)
    return answer(Problem("unavailable", "The database or the disk does not answer. Try again.", headers=WAIT))


def _internal(_request: Request, error: Exception) -> JSONResponse:
    log.error("internal", exc_info=error)
    return answer(Problem("internal", KINDS["internal"].meaning))
