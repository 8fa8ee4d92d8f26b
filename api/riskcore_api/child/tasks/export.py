"""A result for people and spreadsheets: the page in one file, and the tables as CSV."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcore_api.child.results import saved
from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from riskcore_api.child.work import Work

PAGE = "answer.html"


def export(
    work: Work,
    *,
    target: str | None,
    archive: str,
    blobs: str,
) -> dict[str, Any]:
    """Each file as a blob, by its name."""
    from riskcore.charts import pictures
    from riskcore.report import page, tables

    folder = Blobs(Path(blobs))
    moment = None if target is None else datetime.fromisoformat(target)
    result = saved(archive, blobs).result
    files = {PAGE: page(result, pictures(result, moment), moment).encode()}
    files |= {name: text.encode("utf-8-sig") for name, text in tables(result, moment).items()}
    return {"files": {name: folder.put(content) for name, content in files.items()}}
