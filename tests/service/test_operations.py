"""Running it: health, readiness, figures, logs, headers, and how it starts and stops."""

from __future__ import annotations

import json
import re
import time

import httpx
import pytest
from riskcore_api.front import HEADERS
from riskcore_api.jobs.housekeeping import keep_house, used_blobs
from riskcore_api.problems import KINDS, pointer
from riskcore_api.settings import Settings
from riskcore_api.store.blobs import Blobs
from riskcore_api.store.database import Database
from riskcore_api.uploads import safe_name

from tests.service.server import Server, until


def test_health_and_readiness(one_server):
    """Without a key; ready when database, workers and disk are."""
    url = one_server.url
    until(lambda: httpx.get(f"{url}/readyz").status_code == 200)

    assert {"status": "ok"} == httpx.get(f"{url}/healthz").json()
    assert dict.fromkeys(("database", "workers", "engine", "disk"), "ok") == httpx.get(f"{url}/readyz").json()["checks"]
    assert "v1" == httpx.get(f"{url}/version").json()["api"]


def test_figures_for_prometheus(one_server, one_client):
    """Requests by the template of the route, runs by state, the age of the queue, the workers."""
    one_client.get(f"/v1/workspaces/{one_client.workspace}")
    text = httpx.get(f"{one_server.url}/metrics").text

    assert 'route="/v1/workspaces/{workspace_id}",status="200"' in text
    assert one_client.workspace not in text
    for name in ("runs", "queue_age_seconds", "worker_slots", "iterations_per_second"):
        assert f"# TYPE riskcore_{name} gauge" in text


def test_logs_are_lines_of_json_without_contents(one_server, one_client):
    """With the ids of request, asker and workspace; nothing of files, keys or cookies."""
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans", content=b"name: [Secret-in-a-file")
    name = answer.headers["x-request-id"]
    path = one_server.folder / "server.log"
    line = until(lambda: next((one for one in path.read_text().splitlines() if f'"{name}"' in one), None))
    found = json.loads(line)

    assert ("request", "POST", 422) == (found["event"], found["method"], found["status"])
    assert found["workspace_id"] == one_client.workspace
    assert "/v1/workspaces/{workspace_id}/plans" == found["route"]
    assert "Secret-in-a-file" not in path.read_text()
    assert not re.search(r"rk_[0-9a-f]{32}_", path.read_text())


def test_every_answer_has_the_headers(one_server, one_client):
    """Also refusals and pages; nothing is kept by proxies unless it never changes."""
    for path in ("/", "/v1/me", "/nowhere", "/openapi.json", "/static/style.css"):
        headers = httpx.get(f"{one_server.url}{path}").headers

        assert HEADERS == {key: headers.get(key) for key in HEADERS}
        assert "server" not in headers
    assert "no-store" == one_client.get("/v1/me").headers["cache-control"]


def test_another_host_name_is_refused(one_server):
    """A page whose name leads to this computer is not this server (DNS rebinding)."""
    port = one_server.url.rsplit(":", 1)[1]
    codes = {
        name: httpx.get(f"{one_server.url}/v1/me", headers={"Host": name}).status_code
        for name in (f"127.0.0.1:{port}", f"localhost:{port}", "evil.example", f"127.0.0.1.evil.example:{port}", "")
    }

    assert [401, 401, 400, 400, 400] == list(codes.values())
    assert 200 == httpx.get(f"{one_server.url}/healthz", headers={"Host": "10.1.2.3"}).status_code


def test_request_ids_are_taken_over_if_they_are_sound(one_server):
    """So that a proxy's log and ours can be read together."""
    given = httpx.get(f"{one_server.url}/healthz", headers={"X-Request-ID": "abc-12345"})
    wild = httpx.get(f"{one_server.url}/healthz", headers={"X-Request-ID": 'x" } forged'})

    assert "abc-12345" == given.headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", wild.headers["x-request-id"])


def test_problems_describe_themselves(one_server):
    """The type of a problem is an address that answers; unknown paths and methods are problems too."""
    url = one_server.url
    for slug, kind in KINDS.items():
        assert kind.status == httpx.get(f"{url}/problems/{slug}").json()["status"]
    missing, method = httpx.get(f"{url}/nowhere"), httpx.delete(f"{url}/healthz")

    assert ("/problems/not-found", "/problems/method-not-allowed") == (missing.json()["type"], method.json()["type"])
    assert "GET" in method.headers["allow"]
    assert "DELETE, GET, PATCH" == httpx.put(f"{url}/v1/plans/pl_1").headers["allow"], "of all its routes"


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ('activities[3] "Hot tap": duration.mode', "/activities/3/duration/mode"),
        ('activities[0] "a: b": predecessors[2]', "/activities/0/predecessors/2"),
        ("risks[1].id", "/risks/1/id"),
        ("activities", "/activities"),
        ('risks[0] "R: 1"', "/risks/0"),
        ("The document", None),
        ("", None),
    ],
)
def test_places_as_pointers(where, expected):
    """What riskcore says in words, as a JSON Pointer where it is one."""
    assert expected == pointer(where)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.mpp", "plan.mpp"),
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\plan.xer", "plan.xer"),
        ("..", "upload"),
        ("", "upload"),
        ("a\x00b\u202ec\n.mpp", "abc.mpp"),
        ("x" * 300 + ".yaml", "x" * 90 + ".yaml"),
        ("\N{GRINNING FACE}" * 200 + ".mpp", "\N{GRINNING FACE}" * 49 + ".mp"[:0]),
    ],
)
def test_names_of_uploads_are_made_harmless(given, kept):
    """No path, no control characters, not too long."""
    found = safe_name(given)

    assert len(found.encode()) <= 200
    assert found == kept or given.startswith("\N{GRINNING FACE}")


def test_settings_refuse_what_they_do_not_know(monkeypatch):
    """A mistyped variable is an error, not a default."""
    monkeypatch.setenv("RISKCORE_WORKER", "3")
    with pytest.raises(ValueError, match="RISKCORE_WORKER"):
        Settings()


def test_settings_travel_to_other_processes(monkeypatch, tmp_path):
    """As variables, secrets included; and secrets are not shown."""
    first = Settings(data=tmp_path, database="postgresql://u:secret@h/d", workers=3, owners=("a@b.c",))
    for name, value in first.environment().items():
        monkeypatch.setenv(name, value)

    assert first == Settings()
    assert first.database_url == "postgresql+psycopg://u:secret@h/d"
    assert "u:secret" not in repr(first)


def test_housekeeping_keeps_what_is_used(one_server, one_client):
    """Every file that a row names stays, and answers stay the same."""
    result = one_client.result(one_client.plan(), seed=41)
    settings = Settings(**one_server.settings)
    database, blobs = Database(settings.database_url), Blobs(settings.blobs)
    with database.read() as session:
        used = used_blobs(session)
    keep_house(database, blobs)
    database.close()

    assert {result["samples"]} <= used <= {digest for digest, _ in blobs.digests()}
    assert 200 == one_client.get(f"/v1/results/{result['id']}/samples").status_code


def test_it_starts_quickly_and_stops_cleanly(tmp_path, database_url):
    """From an empty folder to an answer, and away without a trace of a process; runs that wait stay."""
    began = time.monotonic()
    with Server(tmp_path, database=database_url("sqlite"), workers=1) as server:
        started = time.monotonic() - began
        with server.client() as client:
            run = client.run(client.plan(), iterations=1_000_000, seed=42)
            until(lambda: client.get(f"/v1/runs/{run['id']}").json()["progress"]["iterations"] > 0)
        code = server.stop()
    database = Database(Settings(**server.settings).database_url)
    from riskcore_api.store.tables import Run  # noqa: PLC0415

    with database.read() as session:
        row = session.get_one(Run, run["id"])
    database.close()

    assert 0 == code
    assert started < 20, "it takes 3 s on an idle machine"
    assert ("queued", 0) == (row.state, row.deaths), "put back, and nobody's fault"
