"""What can be done to a server from its own computer, whether it runs or not: links, keys, upkeep."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from riskcore_api import logs
from riskcore_api.access.roles import OF_ROLE
from riskcore_api.app import open_store
from riskcore_api.desk import Desk
from riskcore_api.serve import key, link
from riskcore_api.state import Parts
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore_api.settings import Settings

DAYS = 90


def new_link(settings: Settings) -> str:
    """Another link that logs the person at this computer in."""
    with store(settings) as parts:
        return link(parts)


def new_key(settings: Settings, name: str) -> str:
    """A key for the first workspace that may do everything but rule it."""
    with store(settings) as parts:
        return key(parts, name, tuple(sorted(OF_ROLE["owner"] - {"admin"})), DAYS)


@contextmanager
def store(settings: Settings) -> Iterator[Parts]:
    """The parts of a server that does not listen."""
    logs.set_up("WARNING")
    parts = Parts(settings, Database(settings.database_url), Blobs(settings.blobs), Desk(settings))
    try:
        open_store(parts)
        yield parts
    finally:
        parts.desk.close()
        parts.database.close()
