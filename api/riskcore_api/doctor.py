"""What the service needs and whether it is there: a list of findings, each with what to do."""

from __future__ import annotations

import os
import shutil
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from riskcore_api.store import sqlite
from riskcore_api.store.database import Database
from riskcore_api.store.migrate import is_current
from riskcore_api.store.tables import Run, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from riskcore_api.settings import Settings

ROOM_MB = 1_000
SILENT_SECONDS = 30
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p")


@dataclass(frozen=True)
class Finding:
    """Something that was looked at."""

    what: str
    good: bool
    found: str
    remedy: str = ""


def findings(settings: Settings) -> Iterator[Finding]:
    """Every finding about a server with these settings."""
    yield _folder(settings)
    yield _room(settings)
    if settings.on_sqlite:
        yield _sqlite()
        yield _disk(settings)
    yield from _database(settings)
    yield _port(settings)


def _folder(settings: Settings) -> Finding:
    folder = settings.data if settings.data.exists() else settings.data.parent
    good = folder.is_dir() and os.access(folder, os.W_OK)
    return Finding("data folder", good, str(settings.data), "Give a folder that can be written: --data FOLDER.")


def _room(settings: Settings) -> Finding:
    place = next(one for one in (settings.data, *settings.data.absolute().parents) if one.exists())
    free = shutil.disk_usage(place).free >> 20
    return Finding("free disk", free >= ROOM_MB, f"{free:,} MB", "Make room, or put the data on another disk.")


def _sqlite() -> Finding:
    found = sqlite.driver()
    text = f"SQLite {found.sqlite_version} of {found.__name__.split('.')[0]}"
    remedy = "Before 3.51.3 its log can lose writes; the older journal is used. python -m pip install pysqlite3"
    return Finding("SQLite", sqlite.log_is_safe(), text, remedy)


def _disk(settings: Settings) -> Finding:
    """SQLite's locks do not hold on a network's disk."""
    kind = file_system(str(settings.data.absolute()))
    remedy = "SQLite needs a disk of this computer. Use --data on one, or PostgreSQL."
    return Finding("disk of SQLite", kind not in NETWORK, kind or "unknown", remedy)


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.on_sqlite and not (settings.data / "riskcore.sqlite3").exists():
        yield Finding("database", True, "none yet: the first start makes it")
        return
    database = Database(settings.database_url)
    kind = "SQLite" if database.on_sqlite else "PostgreSQL"
    try:
        current = is_current(database)
        yield Finding("database", current, kind, "Start the server of this version once: it brings the tables up.")
        if current:
            yield _workers(database)
    except SQLAlchemyError as error:
        told = str(error.__cause__ or error).splitlines()[0]
        yield Finding("database", False, f"{kind}: {told}", "Is it running, and are URL, user and password right?")
    finally:
        database.close()


def _workers(database: Database) -> Finding:
    with database.read() as session:
        now = database.now(session)
        living = [
            one for one in session.scalars(select(Worker)) if (now - one.beat_at).total_seconds() < SILENT_SECONDS
        ]
        waiting = session.scalar(select(func.count()).where(Run.state == "queued")) or 0
    text = f"{sum(one.slots for one in living)} places in {len(living)} processes; {waiting} runs wait"
    remedy = "Runs wait and nobody runs them. Start riskcore serve, or riskcore serve --workers-only."
    return Finding("workers", bool(living) or not waiting, text, remedy)


def _port(settings: Settings) -> Finding:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as one:
        one.settimeout(1)
        taken = one.connect_ex((settings.host, settings.port)) == 0 if settings.port else False
    text = f"{settings.host}:{settings.port} " + ("is answered: a server runs" if taken else "is free")
    return Finding("address", True, text)


def file_system(path: str) -> str:
    """The kind of file system that `path` lies on, empty where the system does not tell."""
    try:
        with open("/proc/mounts", encoding="utf-8") as mounts:  # noqa: PTH123
            lines = [line.split() for line in mounts]
    except OSError:
        return ""
    inside = [(len(place), kind) for _, place, kind, *_ in lines if f"{path}/".startswith(f"{place.rstrip('/')}/")]
    return max(inside, default=(0, ""))[1]
