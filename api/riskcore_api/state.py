"""What the routes share: the parts that a server is put together from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from riskcore_api.access.limits import Limiter
from riskcore_api.desk import Desk
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.database import Database
from riskcore_api.store.recent import Recent

if TYPE_CHECKING:
    from riskcore_api.settings import Settings

MOST_ANSWERS = 20_000
"""Answers whose files are known without a look into the database."""


@dataclass
class Parts:
    """The parts of one server."""

    settings: Settings
    database: Database
    blobs: Blobs
    desk: Desk
    requests: Limiter = field(init=False)
    runs: Limiter = field(init=False)
    uploads: Limiter = field(init=False)
    refusals: Limiter = field(init=False)
    answers: Recent[str] = field(default_factory=lambda: Recent(MOST_ANSWERS))

    def __post_init__(self) -> None:
        for name in ("requests", "runs", "uploads", "refusals"):
            setattr(self, name, Limiter(getattr(self.settings, f"{name}_per_minute")))


async def parts_of(request: Request) -> Parts:
    """The parts of the server that answers `request`."""
    found: Parts = request.app.state.parts
    return found


Shared = Annotated[Parts, Depends(parts_of)]
