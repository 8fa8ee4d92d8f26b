"""What a result says about a date that somebody is about to commit to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from riskcore_api.child.results import saved
from riskcore_api.values import as_json

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def sign_off(
    work: Work,
    *,
    date: str,
    archive: str,
    blobs: str,
) -> dict[str, Any]:
    """The chance to keep the date, and the certificate behind it."""
    from riskcore.analysis import answer, limit_of

    result = saved(archive, blobs).result
    found = answer(result.finish, limit_of(result, datetime.fromisoformat(date)))
    return {"confidence": as_json(found.probability_of_limit), "certificate": asdict(result.certificate)}
