"""A file as the body of a request: streamed to the disk, gone when the request is answered."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Query, Request
from fastapi.concurrency import run_in_threadpool

from riskcore_api.access.asker import Asker
from riskcore_api.metrics import UPLOADS
from riskcore_api.problems import Problem
from riskcore_api.state import Shared

LONGEST = 100
BODY = {
    "requestBody": {
        "required": True,
        "description": "The file itself, such as plan.mpp, plan.xer, plan.xml or plan.yaml; not a form.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@dataclass(frozen=True)
class Upload:
    """A file that has come in."""

    path: Path
    name: str
    digest: str
    size: int


async def upload(
    request: Request,
    asker: Asker,
    parts: Shared,
    filename: Annotated[
        str, Query(max_length=255, description="What the file is called; its type is told from what is in it.")
    ] = "upload",
) -> AsyncIterator[Upload]:
    """The body as a file."""
    parts.uploads.take(asker.id)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind.startswith("multipart/"):
        raise Problem("wrong-media-type", "Send the file itself as the body, as curl --data-binary does; not a form.")
    folder = parts.blobs.room() / uuid4().hex
    await run_in_threadpool(folder.mkdir)
    try:
        yield await _received(request, folder / safe_name(filename))
    finally:
        await run_in_threadpool(shutil.rmtree, folder, ignore_errors=True)


async def _received(request: Request, path: Path) -> Upload:
    hasher, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        async for chunk in request.stream():
            size += len(chunk)
            hasher.update(chunk)
            file.write(chunk)
    UPLOADS.inc(size)
    return Upload(path, path.name, hasher.hexdigest(), size)


def safe_name(text: str) -> str:
    """A name for a file: the last part of what was given, without what a file system or a terminal minds."""
    last = text.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    short = f"{stem[: LONGEST - 10]}{dot}{ending[:9]}" if dot else kept[:LONGEST]
    while len(short.encode()) > 2 * LONGEST:
        short = short[:-1]
    return short or "upload"


Uploaded = Annotated[Upload, Depends(upload)]
