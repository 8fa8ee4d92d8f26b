"""SQLite as the service uses it: one writer at a time that waits its turn, readers that never wait.

SQLite before 3.51.3 can lose writes where several connections reset the write-ahead log
(sqlite.org/wal.html#walresetbug). The package pysqlite3 brings its own, newer SQLite; where neither is new enough,
the older journal is used instead.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

try:
    from pysqlite3 import dbapi2 as newer
except ImportError:
    newer = None

if TYPE_CHECKING:
    from types import ModuleType

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

SAFE_LOG = (3, 51, 3)
WAIT_MS = 10_000


def driver() -> ModuleType:
    """The newest SQLite at hand."""
    return max((module for module in (sqlite3, newer) if module), key=lambda module: tuple(module.sqlite_version_info))


def log_is_safe() -> bool:
    """Whether the write-ahead log of that SQLite can be trusted."""
    return tuple(driver().sqlite_version_info) >= SAFE_LOG


def engines(url: URL) -> tuple[Engine, Engine, Engine]:
    """One engine that reads, one that writes over a single connection, one that reads by single statements."""
    reader = create_engine(url, module=driver(), poolclass=QueuePool, pool_size=8, max_overflow=40)
    writer = create_engine(url, module=driver(), poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=30)
    looker = create_engine(url, module=driver(), poolclass=QueuePool, pool_size=8, pool_reset_on_return=None)
    for engine in (reader, writer, looker):
        event.listen(engine, "connect", _set_up)
    for engine in (reader, looker):
        event.listen(engine, "connect", _read_only)
    event.listen(reader, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    event.listen(writer, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return reader, writer, looker


def _set_up(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    journal = "WAL" if log_is_safe() else "TRUNCATE"
    for pragma in (
        f"busy_timeout={WAIT_MS}",
        f"journal_mode={journal}",
        "synchronous=FULL",  # what was acknowledged survives a power failure
        "foreign_keys=ON",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _read_only(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
