"""The schemas of every answer, for the API's description: found where the engine is, not in the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from riskcore_api.analyses import ANALYSES
from riskcore_api.child.tasks.answer import function_of
from riskcore_api.values import returned, schema_of

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def schemas(work: Work) -> dict[str, Any]:
    """A schema for each analysis, by its key."""
    return {"schemas": {one.key: schema_of(returned(function_of(one))) for one in ANALYSES}}
