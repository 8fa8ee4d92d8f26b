"""Five routes for each section of a document: list, add, read, change, delete.

A new section is a line in its family.
"""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Body, Path, Response
from pydantic import create_model

from riskcore_api import rows
from riskcore_api.access.asker import Asker
from riskcore_api.clock import Stamp
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.problems import not_found, responses
from riskcore_api.schemas.base import Document, FormOf, Shown
from riskcore_api.state import Shared
from riskcore_api.versions import IfMatch, etag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from riskcore_api.families import Family, Section
    from riskcore_api.rows import Owner
    from riskcore_api.store.tables import Row

KEY = Path(max_length=rows.LONGEST_KEY, description="Its id, or the key that it was given.")


def add_sections(router: APIRouter, family: Family, prefix: str, seen: Any, changed: Any) -> None:
    """Add the routes of every section below `prefix`; `seen` and `changed` find the owner for those who may."""
    for section in family.sections:
        for made in (_list, _add, _get, _change, _delete):
            made(router, family, section, f"{prefix}/{section.key}", seen if made in (_list, _get) else changed)


def _list(router: APIRouter, family: Family, section: Section, path: str, owner: Any) -> None:  # noqa: ARG001
    model = _model(section)

    def route(own: Owner, parts: Any) -> list[Shown]:
        with parts.database.read() as session:
            return [_shown(model, row) for row in rows.listed(session, own.id, section)]

    _routed(router, path, "GET", route, {"own": owner, "parts": Shared}, f"list_{section.key}", list[model])  # type: ignore[valid-type]


def _add(router: APIRouter, family: Family, section: Section, path: str, owner: Any) -> None:
    model = _model(section)

    def route(own: Owner, body: dict[str, Any], asker: Any, once: Any) -> Response:
        def make(session: Session) -> Made:
            row = rows.add(session, family, locked(session, own), section, body, asker)
            place = f"/v1{path.format(**_names(own))}/{quote(row.key, safe='')}"
            return Made(201, _shown(model, row), place, etag(row.version))

        return once.answer(json.dumps(body, sort_keys=True), make)  # type: ignore[no-any-return]

    kinds = {"own": owner, "body": _body(section), "asker": Asker, "once": OnlyOnce}
    _routed(router, path, "POST", route, kinds, f"add_{_one(section)}", model, 201, responses(409))


def _get(router: APIRouter, family: Family, section: Section, path: str, owner: Any) -> None:  # noqa: ARG001
    model = _model(section)

    def route(own: Owner, key: str, parts: Any, response: Response) -> Shown:
        with parts.database.read() as session:
            row = rows.find(session, own.id, section, key)
        response.headers["ETag"] = etag(row.version)
        return _shown(model, row)

    kinds = {"own": owner, "key": Annotated[str, KEY], "parts": Shared, "response": Response}
    _routed(router, f"{path}/{{key:path}}", "GET", route, kinds, f"get_{_one(section)}", model)


def _change(router: APIRouter, family: Family, section: Section, path: str, owner: Any) -> None:
    model = _model(section)

    def route(
        own: Owner, key: str, body: dict[str, Any], asker: Any, parts: Any, response: Response, if_match: str | None
    ) -> Shown:
        with parts.database.write() as session:
            held = locked(session, own)
            row = rows.find(session, held.id, section, key)
            rows.change(session, family, held, section, row, body, if_match, asker)
            response.headers["ETag"] = etag(row.version)
            return _shown(model, row)

    kinds = {"own": owner, "key": Annotated[str, KEY], "body": _body(section), "asker": Asker, "parts": Shared}
    kinds |= {"response": Response, "if_match": IfMatch}
    _routed(router, f"{path}/{{key:path}}", "PUT", route, kinds, f"change_{_one(section)}", model)


def _delete(router: APIRouter, family: Family, section: Section, path: str, owner: Any) -> None:
    def route(own: Owner, key: str, asker: Any, parts: Any, if_match: str | None) -> None:
        with parts.database.write() as session:
            held = locked(session, own)
            rows.remove(session, family, held, section, rows.find(session, held.id, section, key), if_match, asker)

    kinds = {"own": owner, "key": Annotated[str, KEY], "asker": Asker, "parts": Shared, "if_match": IfMatch}
    _routed(router, f"{path}/{{key:path}}", "DELETE", route, kinds, f"delete_{_one(section)}", None, 204)


def locked(session: Session, seen: Owner) -> Owner:
    """The owner as it is now, held until the transaction ends."""
    row: Any = session.get(type(seen), seen.id, with_for_update=True)
    if row is None:
        raise not_found("document", seen.id)
    found: Owner = row
    return found


def _routed(
    router: APIRouter,
    path: str,
    method: str,
    route: Callable[..., Any],
    kinds: dict[str, Any],
    operation_id: str,
    model: Any,
    status: int = 200,
    more: Any = None,
) -> None:
    """Add the route, with a signature that FastAPI reads."""
    keyword, empty = inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.empty
    route.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, keyword, annotation=kind, default=None if name == "if_match" else empty)
            for name, kind in kinds.items()
        ]
    )
    router.add_api_route(
        path,
        route,
        methods=[method],
        operation_id=operation_id,
        summary=operation_id.replace("_", " ").capitalize(),
        response_model=model,
        status_code=status,
        responses=more,
    )


def _one(section: Section) -> str:
    return section.noun.rpartition(" ")[2] if section.noun.startswith("rule") else section.noun


def _names(own: Owner) -> dict[str, str]:
    return {"register_id": own.id, "plan_id": own.id}


def _body(section: Section) -> Any:
    described = f"A {section.noun}, as in the documents of riskcore."
    return Annotated[Document, FormOf(section.record), Body(description=described)]


_models: dict[str, type[Shown]] = {}


def _model(section: Section) -> type[Shown]:
    """What a row of the section is shown as."""
    if section.key not in _models:
        _models[section.key] = create_model(
            f"{section.record.__name__}Row",
            __base__=Shown,
            __doc__=f"A {section.noun}, with the ETag that changes to it need.",
            key=(str, ...),
            document=(Annotated[dict[str, Any], FormOf(section.record)], ...),
            updated_at=(Stamp, ...),
            etag=(str, ...),
        )
    return _models[section.key]


def _shown(model: type[Shown], row: Row) -> Shown:
    return model(key=row.key, document=row.document, updated_at=row.updated_at, etag=etag(row.version))
