"""A kept file as an answer: it never changes, so whoever has it need not get it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Response
from fastapi.responses import FileResponse

from riskcore_api.problems import Problem
from riskcore_api.versions import etag, unchanged

if TYPE_CHECKING:
    from riskcore_api.state import Parts

KEPT = "private, max-age=31536000, immutable"


def stored(
    parts: Parts,
    digest: str,
    media_type: str,
    if_none_match: str | None,
    filename: str | None = None,
    cache: str = KEPT,
) -> Response:
    """The file of that digest, 304 where the asker has it; offered for download where it has a name."""
    headers = {"ETag": etag(digest), "Cache-Control": cache, "Vary": "Authorization, Cookie"}
    if unchanged(if_none_match, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    found = parts.blobs.small(digest) if filename is None else None
    if found is not None:
        return Response(found, media_type=media_type, headers=headers)
    path = parts.blobs.path(digest)
    if not path.exists():
        raise Problem("unavailable", "The file is not there. Is the results folder the one of this database?")
    return FileResponse(path, media_type=media_type, headers=headers, filename=filename)
