"""Every operation, with input made up from its description: no answer that the description does not know."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing

import pytest
from riskcore_api.access.roles import SCOPES

from tests.service.server import Client, Server

CHECKS = """
[checks.positive_data_acceptance]
# What fits the schema may still break a rule of plans, or come with an ETag that is stale.
expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 412, 422, 428, 429, "5xx"]
"""
ENDLESS = {"requests_per_minute": 10**6, "runs_per_minute": 10**6, "uploads_per_minute": 10**6}


def things(server):
    """A key that may do everything in a workspace of its own, and the ids of what is there."""
    with closing(server.owner()) as owner:
        home = owner.post("/v1/workspaces", json={"name": "Fuzz"}).json()["id"]
        key = owner.post(f"/v1/workspaces/{home}/keys", json={"name": "fuzz", "scopes": list(SCOPES)}).json()["key"]
    with Client(server.url, key) as client:
        result, register = client.result(client.plan()), client.register()
    ids = {"workspace_id": home, "register_id": register["id"], "result_id": result["id"]}
    return key, ids | {name: result[name] for name in ("plan_id", "run_id")}


def fuzz(server, key, folder, phases, examples, ids=()):
    """What schemathesis says, all checks on; with `ids` it asks for these things, else for those that it makes up."""
    known = "".join(f'"path.{name}" = "{ids[name]}"\n' for name in ids)
    (folder / "schemathesis.toml").write_text(f"{CHECKS}[parameters]\n{known}")
    return subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", folder / "schemathesis.toml"),
            *("run", f"{server.url}/openapi.json", "--header", f"Authorization: Bearer {key}"),
            *("--checks", "all", "--phases", phases, "--max-examples", str(examples), "--seed", "1"),
            *("--request-timeout", "60", "--no-color", "--suppress-health-check", "all"),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )


def test_schemathesis_in_short(one_server, tmp_path):
    """The examples of the description, and a few ways through the API."""
    key, ids = things(one_server)
    found = fuzz(one_server, key, tmp_path, "examples,stateful", 1, ids)

    assert 0 == found.returncode, found.stdout[-8_000:]


@pytest.mark.slow
def test_schemathesis_finds_nothing(tmp_path, database_url):
    """All checks and all phases, about things that are there, and about such as it makes up."""
    with Server(tmp_path, database=database_url("sqlite"), **ENDLESS) as server:
        key, ids = things(server)
        there = fuzz(server, key, tmp_path, "examples,coverage,fuzzing", 30, ids)
        made_up = fuzz(server, key, tmp_path, "examples,coverage,fuzzing,stateful", 30)

    assert 0 == there.returncode, there.stdout[-8_000:]
    assert 0 == made_up.returncode, made_up.stdout[-8_000:]
