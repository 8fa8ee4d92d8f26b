"""Bringing a database to the shape that this version of the service needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from riskcore_api.store.database import Database

FOLDER = Path(__file__).parent / "migrations"
LOCK = 7_265_736_375  # any number that is ours: PostgreSQL's advisory locks have numbers for names


def migrate(database: Database, revision: str = "head") -> None:
    """Upgrade to `revision`; where several servers start at once, one does it and the others wait."""
    with database.writer.begin() as connection:
        if not database.on_sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        command.upgrade(config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Go back to `revision`; "base" is an empty database."""
    with database.writer.begin() as connection:
        command.downgrade(config(connection), revision)


def is_current(database: Database) -> bool:
    """Whether the database has the shape of this version."""
    with database.reader.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(config()).get_current_head()


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file of its own."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["connection"] = connection
    return made
