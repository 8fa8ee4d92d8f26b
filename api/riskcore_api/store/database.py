"""The database: sessions that read, sessions that write, and the one clock that leases are measured with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from riskcore_api.clock import now
from riskcore_api.store import sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Row, Select

LOOKERS = 4
"""Connections for looks: each takes a fraction of a millisecond, so that more would only get in each other's way."""


class Database:
    """A database, SQLite or PostgreSQL, by its URL."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.on_sqlite = parsed.get_backend_name() == "sqlite"
        if self.on_sqlite:
            self.reader, self.writer, self.looker = sqlite.engines(parsed)
        else:
            self.reader = self.writer = create_engine(
                parsed, isolation_level="READ COMMITTED", pool_size=10, max_overflow=30, pool_pre_ping=True
            )
            self.looker = create_engine(
                parsed, isolation_level="AUTOCOMMIT", pool_size=LOOKERS, max_overflow=0, pool_reset_on_return=None
            )
            for engine in (self.writer, self.looker):
                event.listen(engine, "connect", _speak_utc)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that only reads."""
        with Session(self.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are kept when the block ends, all or none."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    def look(self, asked: Select[Any], given: Mapping[str, Any]) -> Row[Any] | None:
        """The first row that one statement finds, without the cost of a session and a transaction.

        A connection that was lost meanwhile is told by the error, and the statement is sent again on a new one.
        """
        for last in (False, True):
            try:
                with self.looker.connect() as connection:
                    return connection.execute(asked, given).first()
            except DBAPIError as error:
                if last or not error.connection_invalidated:
                    raise
        raise AssertionError

    def now(self, session: Session) -> datetime:
        """The time by the clock that all servers and workers share."""
        if self.on_sqlite:
            return now()
        found: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        return found

    def close(self) -> None:
        """Let go of every connection."""
        self.reader.dispose()
        self.writer.dispose()
        self.looker.dispose()


def _speak_utc(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()
