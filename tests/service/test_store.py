"""The store: migrations, sessions, files, names."""

from __future__ import annotations

import os
import threading
import time

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st
from riskcore_api import ids
from riskcore_api.clock import now
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.migrate import downgrade, is_current, migrate
from riskcore_api.store.sqlite import SAFE_LOG, driver
from riskcore_api.store.tables import Base, Workspace
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError


def test_upgrade_downgrade_upgrade(empty):
    """One chain serves both databases, and it comes to what the tables say."""
    assert not is_current(empty)
    migrate(empty)
    downgrade(empty, "base")
    left = set(inspect(empty.reader).get_table_names()) - {"alembic_version"}
    migrate(empty)

    with empty.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert [] == compare_metadata(context, Base.metadata)
    assert set() == left
    assert is_current(empty)


def test_several_servers_migrate_at_once(empty):
    """One does it and the others wait."""
    failed = []

    def start():
        try:
            migrate(empty)
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [] == failed
    assert is_current(empty)


def test_moments_come_back_as_they_went(database):
    """Aware, in UTC, to the microsecond."""
    moment = now()
    with database.write() as session:
        session.add(Workspace(id="ws_1", name="x", created_at=moment))
    with database.read() as session:
        assert moment == session.get_one(Workspace, "ws_1").created_at


def test_a_failed_write_leaves_nothing(database):
    """All or none."""

    def fail_half_way():
        with database.write() as session:
            session.add(Workspace(id="ws_2", name="x", created_at=now()))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with database.read() as session:
        assert session.get(Workspace, "ws_2") is None


def test_a_reading_session_cannot_write_sqlite(database):
    """A mistake is an error, not a second writer."""
    if not database.on_sqlite:
        pytest.skip("PostgreSQL has one engine for both")
    with pytest.raises(DBAPIError), database.read() as session:
        session.execute(text("DELETE FROM workspace"))


def test_sqlite_keeps_what_it_acknowledged(database):
    """Full synchronisation, foreign keys, and the log only where it is safe."""
    if not database.on_sqlite:
        pytest.skip("about SQLite")
    with database.writer.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("synchronous", "foreign_keys")
        }
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar()

    assert {"synchronous": 2, "foreign_keys": 1} == found
    assert ("wal" if driver().sqlite_version_info >= SAFE_LOG else "truncate") == journal


def test_blobs_are_named_by_their_content(tmp_path):
    """The same content is one file; another path to it is the same name."""
    blobs = Blobs(tmp_path)
    first = blobs.put(b"one")
    other = blobs.room() / "file"
    other.write_bytes(b"one")

    assert first == blobs.put(b"one") == blobs.adopt(other)
    assert b"one" == blobs.get(first)
    assert [first] == [digest for digest, _ in blobs.digests()]
    assert not other.exists()


def test_sweep_keeps_what_is_used_and_what_is_new(tmp_path):
    """Only old files that nothing names go."""
    blobs = Blobs(tmp_path)
    used, new, old = (blobs.put(content) for content in (b"used", b"new", b"old"))
    for digest in (used, old):
        os.utime(blobs.path(digest), (time.time() - 100, time.time() - 100))

    assert 1 == blobs.sweep({used}, 50)
    assert {used, new} == {digest for digest, _ in blobs.digests()}


def test_names_sort_by_time_and_never_repeat():
    """More than a millisecond holds, in several threads."""
    found = []
    threads = [
        threading.Thread(target=lambda: found.extend([ids.new_id("run") for _ in range(6_000)])) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    own = [ids.new_id("run") for _ in range(5_000)]

    assert len(found) == len(set(found))
    assert sorted(own) == own
    assert all(ids.is_id("run", name) for name in own)


@given(st.text())
def test_only_names_are_names(text):
    """No other text has their form."""
    assert not ids.is_id("run", text)
    assert not ids.is_id("run", f"run_{text}") or len(text) == 32
