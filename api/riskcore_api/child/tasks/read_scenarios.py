"""An upload becomes mitigations and scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def read_scenarios(work: Work, *, path: str) -> dict[str, Any]:
    """The scenarios in the file at `path`. Raises riskcore's errors about documents."""
    from riskcore.formats import read_scenarios as read
    from riskcore.plan import document_of

    return {"document": document_of(read(Path(path)))}
