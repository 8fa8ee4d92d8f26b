"""/v1/results/{id}/...: a resource for each line of ANALYSES."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from fastapi.concurrency import run_in_threadpool

from riskcore_api import results, runs
from riskcore_api.access.asker import Asker
from riskcore_api.access.owned import OwnResult
from riskcore_api.analyses import ANALYSES, PARAMETERS, Analysis, parameter
from riskcore_api.answers import answer_key, known
from riskcore_api.files import stored
from riskcore_api.once import Made, OnlyOnce
from riskcore_api.problems import Problem
from riskcore_api.schemas.runs import RunOut
from riskcore_api.state import Parts, Shared
from riskcore_api.store.tables import Result
from riskcore_api.versions import IfNoneMatch, etag

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

router = APIRouter(prefix="/v1", tags=["analyses"])
Seen = Annotated[Result, Depends(OwnResult("read"))]
Worked = Annotated[Result, Depends(OwnResult("runs:write"))]
LONGEST = 200


def reading(analysis: Analysis) -> Callable[..., Any]:
    """The route that answers the question."""

    def found(result: Result, parts: Parts, given: dict[str, Any]) -> str:
        if not analysis.heavy:
            return results.analysis(parts, result, analysis, given)
        blob = known(parts, result.id, answer_key("analysis", analysis.key, given))
        if blob is None:
            raise Problem("not-found", "This is not computed yet. Ask for it with POST; it is a run.")
        return blob

    async def answer(result: Result, parts: Parts, if_none_match: str | None, **query: str | None) -> Response:
        """What is in memory is answered at once; what has to be looked for, by a thread."""
        given = values(query)
        blob = parts.answers.get((result.id, answer_key("analysis", analysis.key, given)))
        if blob is None or parts.blobs.recent.get(blob) is None:
            blob = await run_in_threadpool(found, result, parts, given)
        return stored(parts, blob, "application/json", if_none_match)

    return _with_parameters(answer, analysis, {"result": Seen, "parts": Shared, "if_none_match": IfNoneMatch})


def starting(analysis: Analysis) -> Callable[..., Any]:
    """The route that has the question answered by a worker."""

    def start(result: Result, parts: Any, asker: Any, once: Any, **query: str | None) -> Response:
        parts.runs.take(asker.id)
        given = values(query)

        def make(session: Session) -> Made:
            row = results.start_analysis(session, result, analysis, given, asker)
            return Made(202, runs.shown(row), f"/v1/runs/{row.id}", etag(row.revision))

        return once.answer("", make)  # type: ignore[no-any-return]

    return _with_parameters(start, analysis, {"result": Worked, "parts": Shared, "asker": Asker, "once": OnlyOnce})


def values(query: dict[str, str | None]) -> dict[str, Any]:
    """The parameters that were given, as JSON holds them."""
    return {name: parameter(name, text) for name, text in query.items() if text not in (None, "")}


def _with_parameters(route: Callable[..., Any], analysis: Analysis, own: dict[str, Any]) -> Callable[..., Any]:
    """The route with a signature that FastAPI reads: its own parameters and those of the question."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    listed = [
        inspect.Parameter(
            name, keyword, annotation=kind, default=None if name == "if_none_match" else inspect.Parameter.empty
        )
        for name, kind in own.items()
    ]
    for name in analysis.parameters:
        query = Query(max_length=LONGEST, description=PARAMETERS[name].meaning)
        listed.append(inspect.Parameter(name, keyword, annotation=Annotated[str | None, query], default=None))
    route.__signature__ = inspect.Signature(listed)  # type: ignore[attr-defined]
    return route


for _analysis in ANALYSES:
    _name = _analysis.key.replace("-", "_")
    router.add_api_route(
        f"/results/{{result_id}}/{_analysis.key}",
        reading(_analysis),
        methods=["GET"],
        operation_id=f"get_{_name}",
        summary=_analysis.question,
        response_class=Response,
        responses={
            200: {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/answer_{_name}"}}}}
        },
    )
    if _analysis.heavy:
        router.add_api_route(
            f"/results/{{result_id}}/{_analysis.key}",
            starting(_analysis),
            methods=["POST"],
            operation_id=f"start_{_name}",
            summary=f"Have it found out: {_analysis.question}",
            status_code=202,
            response_model=RunOut,
        )
