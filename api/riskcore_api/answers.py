"""Answers drawn from results: each is found once, then known by its key."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import IntegrityError

from riskcore_api.clock import now
from riskcore_api.store.tables import Answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from riskcore_api.state import Parts

try:
    VERSION = version("riskcore")
except PackageNotFoundError:  # run from a source folder that is not installed
    VERSION = "unknown"


def digest_of(value: Any) -> str:
    """SHA-256 of the value in canonical JSON."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def answer_key(kind: str, name: str, parameters: Mapping[str, Any]) -> str:
    """The key of an answer; a newer riskcore may answer otherwise, so its version is a part of it."""
    given = {key: value for key, value in parameters.items() if value is not None}
    return digest_of([kind, name, given, VERSION])


def known(parts: Parts, result_id: str, key: str) -> str | None:
    """The blob of an answer that was found before and is still there. Answers never change: one look is enough."""
    blob = parts.answers.get((result_id, key))
    if blob is None:
        with parts.database.read() as session:
            row = session.get(Answer, (result_id, key))
        if row is None:
            return None
        blob = row.blob
        parts.answers.put((result_id, key), blob)
    return blob if parts.blobs.small(blob) is not None or parts.blobs.path(blob).exists() else None


def found_once(parts: Parts, result_id: str, key: str, find: Callable[[], Mapping[str, str]]) -> str:
    """The blob of the answer `key`; where it is not known, `find` is called, which returns blobs by their keys."""
    blob = known(parts, result_id, key)
    if blob is not None:
        return blob
    new = find()
    try:
        with parts.database.write() as session:
            for name, one in new.items():
                session.merge(Answer(result_id=result_id, key=name, blob=one, created_at=now()))
    except IntegrityError:
        pass  # somebody else has just kept the same, or the result is gone meanwhile: the blob is there
    return new[key]
