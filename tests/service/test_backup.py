"""Backup and restore, as docs/how-to/run-the-service.md describes them, while the server runs."""

from __future__ import annotations

import shutil
import subprocess
from contextlib import closing

import pytest
from riskcore_api.store.sqlite import driver

from tests.service.cluster import binaries, new_database
from tests.service.server import Server


def copied(kind, url, folder, request):
    """A copy of the database at `url`, as a database of its own; its URL."""
    if kind == "sqlite":
        target = folder / "riskcore.sqlite3"
        with closing(driver().connect(url.removeprefix("sqlite:///"))) as connection:
            connection.execute(f"VACUUM INTO '{target}'")
        return f"sqlite:///{target}"
    dump = folder / "riskcore.dump"
    plain = url.replace("+psycopg", "")
    new = new_database(request.getfixturevalue("postgresql"), "restored")
    for command in (
        [binaries() / "pg_dump", "--format=custom", f"--file={dump}", plain],
        [binaries() / "pg_restore", f"--dbname={new.replace('+psycopg', '')}", dump],
    ):
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return new


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_copy_answers_as_the_original(kind, clients, servers, tmp_path, request):
    """Plans, results and files are there; what was under way is taken up again."""
    server, client = servers(kind), clients(kind)
    result = client.result(client.plan(), seed=71)
    summary = client.get(f"/v1/results/{result['id']}/summary").json()
    going = client.run(client.plan(), seed=72, iterations=60_000)
    folder = tmp_path / "copy"
    folder.mkdir()
    database = copied(kind, server.settings["database"], folder, request)
    shutil.copytree(server.folder / "blobs", folder / "blobs")
    client.post(f"/v1/runs/{going['id']}/cancel")  # the copy does not know of it
    key = client.headers["authorization"].removeprefix("Bearer ")
    with Server(folder, database=database) as restored, restored.client(key) as other:
        assert summary == other.get(f"/v1/results/{result['id']}/summary").json()
        assert 200 == other.get(f"/v1/results/{result['id']}/samples").status_code
        assert "succeeded" == other.done(going)["state"]
