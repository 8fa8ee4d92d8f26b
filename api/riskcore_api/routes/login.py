"""Coming in and going out: the one-time link of an embedded server, the identity provider of another."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from riskcore_api.access.asker import COOKIE, require_own_page
from riskcore_api.access.oidc import Provider, take_redirect
from riskcore_api.access.people import end_session, first_workspace, join, known_person, new_session, use_link
from riskcore_api.page.view import message
from riskcore_api.problems import Problem
from riskcore_api.state import Shared

if TYPE_CHECKING:
    from riskcore_api.state import Parts

router = APIRouter(include_in_schema=False)
BROWSER = "riskcore_login"
"""Cookie that ties the way to the identity provider and back to one browser."""


@router.get("/open/{token}")
def open_link(token: Annotated[str, Path(max_length=100)], request: Request, parts: Shared) -> Response:
    address = request.client.host if request.client else ""
    parts.refusals.check(address)
    with parts.database.write() as session:
        person = use_link(session, token)
        cookie = None if person is None else new_session(session, person, parts.settings.session_hours)
    if cookie is None:
        parts.refusals.take(address)
        return message("This link was used before, or is too old. `riskcore serve --new-link` prints another.", 403)
    return _with_session(RedirectResponse("/", 303), cookie, parts)


@router.get("/login")
def leave_for_login(request: Request, parts: Shared) -> Response:
    provider = _provider(request)
    with parts.database.write() as session:
        url, state = provider.leave(session)
    response = RedirectResponse(url, 303)
    # Lax, not Strict: the way back begins at the provider's page.
    response.set_cookie(BROWSER, state, max_age=600, httponly=True, samesite="lax", secure=parts.settings.secure)
    return response


@router.get("/login/return")
def return_from_login(
    request: Request,
    parts: Shared,
    code: Annotated[str, Query(max_length=4_000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    provider = _provider(request)
    if error:
        return message(f"The identity provider refused the login: {error}.", 403)
    if not state or not secrets.compare_digest(request.cookies.get(BROWSER, "").encode(), state.encode()):
        return message("This login was begun in another browser. Begin again.", 403)
    with parts.database.write() as session:
        redirect = take_redirect(session, state)
    if redirect is None:
        return message("This login was used before, or took too long. Begin again.", 403)
    claims = provider.come_back(redirect, code)
    with parts.database.write() as session:
        person = known_person(session, claims.subject, claims.email, claims.name, verified=claims.verified)
        if claims.verified and claims.email.lower() in {one.lower() for one in parts.settings.owners}:
            join(session, first_workspace(session), person, "owner")
        cookie = new_session(session, person, parts.settings.session_hours)
    # A redirect would still count as the provider's, and the browser would keep the strict cookie back: so a page.
    response = HTMLResponse(
        '<!doctype html><meta http-equiv="refresh" content="0;url=/"><title>riskcore</title><a href="/">Go on</a>'
    )
    response.delete_cookie(BROWSER)
    return _with_session(response, cookie, parts)


@router.post("/logout")
def log_out(request: Request, parts: Shared) -> Response:
    require_own_page(request)
    with parts.database.write() as session:
        end_session(session, request.cookies.get(COOKIE, ""))
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE)
    return response


def _provider(request: Request) -> Provider:
    found: Provider | None = request.app.state.provider
    if found is None:
        raise Problem("not-found", "This server has no identity provider. Use the link that `riskcore serve` prints.")
    return found


def _with_session(response: Response, cookie: str, parts: Parts) -> Response:
    seconds = round(parts.settings.session_hours * 3_600)
    response.set_cookie(COOKIE, cookie, max_age=seconds, httponly=True, samesite="strict", secure=parts.settings.secure)
    return response
