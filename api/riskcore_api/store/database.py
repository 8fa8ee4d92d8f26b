"""The database: sessions that read, sessions that write, and the one clock that leases are measured with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, make_url, text
from sqlalchemy.orm import Session

from riskcore_api.clock import now
from riskcore_api.store import sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from typing import Any


class Database:
    """A database, SQLite or PostgreSQL, by its URL."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.on_sqlite = parsed.get_backend_name() == "sqlite"
        if self.on_sqlite:
            self.reader, self.writer = sqlite.engines(parsed)
        else:
            self.reader = self.writer = create_engine(
                parsed, isolation_level="READ COMMITTED", pool_size=10, max_overflow=30, pool_pre_ping=True
            )
            event.listen(self.writer, "connect", _speak_utc)

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


def _speak_utc(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()
