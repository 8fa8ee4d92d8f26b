"""The engine in memory, so that the next task begins at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from riskcore_api.child.work import Work


def load(work: Work) -> dict[str, Any]:
    """Import what a run needs."""
    import riskcore_api.child.questions
    import riskcore_api.child.samples  # noqa: F401

    return {}
