"""The charts of a result, all at once: what takes time is what they share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from riskcore_api.child.results import saved
from riskcore_api.store.blobs import Blobs

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def charts(
    work: Work,
    *,
    target: str | None,
    archive: str,
    blobs: str,
) -> dict[str, Any]:
    """Every chart that has something to show, as SVG and PNG, each a blob; with its heading and its finding."""
    from riskcore.charts import pictures

    folder = Blobs(Path(blobs))
    moment = None if target is None else datetime.fromisoformat(target)
    return {
        "charts": [
            {
                "name": picture.name.replace("_", "-"),
                "heading": picture.heading,
                "finding": picture.finding,
                "svg": folder.put(picture.svg.encode()),
                "png": folder.put(picture.png),
            }
            for picture in pictures(saved(archive, blobs).result, moment)
        ]
    }
