"""A PostgreSQL of our own for the tests: a cluster in a temporary folder, on loopback, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

OWNER = "postgres"
"""PostgreSQL does not run as root; Debian's package brings this user."""


def binaries():
    """The folder of PostgreSQL's programs, None where there is none."""
    found = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    places = [Path(found).resolve().parent] if found else debian
    return next((place for place in places if (place / "initdb").exists()), None)


def why_not():
    """Why there can be no PostgreSQL here; empty where there can."""
    if sys.platform == "win32":
        return "the cluster is started with Unix users"
    try:
        import psycopg  # noqa: F401, PLC0415
    except ImportError:
        return "psycopg is not installed: pip install riskcore[postgres]"
    return "" if binaries() else "PostgreSQL is not installed: apt-get install postgresql"


@contextmanager
def cluster():
    """The URL of a running cluster, without the name of a database."""
    folder = Path(tempfile.mkdtemp(prefix="riskcore-pg-"))
    options = {"user": OWNER} if os.getuid() == 0 else {}
    if options:
        shutil.chown(folder, OWNER)
    bin_folder, data = binaries(), folder / "data"
    subprocess.run(
        [bin_folder / "initdb", "-D", data, "-U", "riskcore", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        capture_output=True,
        cwd=folder,
        **options,
    )
    port = free_port()
    quick = ("fsync=off", "synchronous_commit=off", "max_connections=200", "listen_addresses=127.0.0.1")
    settings = [part for one in (*quick, f"unix_socket_directories={folder}") for part in ("-c", one)]
    server = subprocess.Popen(
        [bin_folder / "postgres", "-D", data, "-p", str(port), *settings],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **options,
    )
    try:
        yield f"postgresql+psycopg://riskcore@127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGINT)  # not waiting for clients to leave
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(url, name):
    """The URL of a new, empty database in the cluster at `url`; waits until the cluster answers."""
    import time  # noqa: PLC0415

    import psycopg  # noqa: PLC0415

    plain = url.replace("+psycopg", "")
    for _ in range(100):
        try:
            with psycopg.connect(f"{plain}/postgres", autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
                return f"{url}/{name}"
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL does not answer")


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
