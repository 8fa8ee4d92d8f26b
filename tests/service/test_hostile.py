"""Uploads and requests that mean harm: each is answered with 4xx and a reason, and the server stays as it was."""

from __future__ import annotations

import io
import json
import socket
import zipfile
from contextlib import suppress

import pytest

from tests.formats import needs
from tests.service.server import PLAN, Server

LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY a{k + 1} "{f"&a{k or str()};" * 10}">' for k in range(9)
)
PROJECT = '<Project xmlns="http://schemas.microsoft.com/project">'
TASK = "<Task><UID>{0}</UID><ID>{0}</ID><Name>&x;</Name></Task>"


def activities(*lines):
    """A plan of these activities."""
    return "name: x\nstart: 2027-01-04\nactivities:\n" + "".join(f"  - {line}\n" for line in lines)


def zipped(name, content):
    """A zip archive with one file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


DOCUMENTS = {
    "billion laughs": f"{LAUGHS}]>{PROJECT}<Name>&a9;</Name></Project>",
    "quadratic blow-up": f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]>{PROJECT}{"&x;" * 50_000}</Project>',
    "external entity": f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>{PROJECT}{TASK.format(1)}</Project>',
    "200,000 nested tags": PROJECT + "<Task>" * 200_000,
    "zip bomb": zipped("plan.xml", bytes(200_000_000)),
    "zip slip": zipped("../../etc/cron.d/x", "x"),
    "aliases of aliases": "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{chr(98 + k)}: &{chr(98 + k)} [{','.join(f'*{chr(97 + k)}' for _ in range(10))}]\n" for k in range(9)),
    "200,000 nested lists": "[" * 200_000,
    "200,000 nested objects": '{"a":' * 200_000,
    "object tags": "!!python/object/apply:os.system ['touch owned']",
    "a cycle": activities("{id: A, duration: 1d, predecessors: [B]}", "{id: B, duration: 1d, predecessors: [A]}"),
    "a link to itself": activities("{id: A, duration: 1d, predecessors: [A]}"),
    "a link to nowhere": activities("{id: A, duration: 1d, predecessors: [Z]}"),
    "not a number": activities("{id: A, duration: .nan}"),
    "NaN in JSON": '{"name": "x", "start": "2027-01-04", "activities": [{"id": "A", "duration": NaN}]}',
    "infinite": activities("{id: A, duration: 1e309d}"),
    "huge": activities("{id: A, duration: 1e308d}"),
    "a negative duration": activities("{id: A, duration: -5d}"),
    "year 9999": activities("{id: A, duration: 1d, deadline: 9999-01-01}"),
    "twice the same key": '{"name": "x", "name": "y", "start": "2027-01-04", "activities": []}',
    "nothing in it": "name: x\nstart: 2027-01-04\nactivities: []",
    "no text": bytes(range(256)) * 400,
    "half a character": b"name: \xff\xfe\nstart: 2027-01-04\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents(one_client, name):
    """Each is refused with a reason, in seconds."""
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans", content=DOCUMENTS[name])
    problem = answer.json()

    assert 422 == answer.status_code, problem
    assert problem["type"] in {f"/problems/{kind}" for kind in ("invalid-document", "unreadable-file", "too-much-work")}
    assert problem["detail"]
    assert "Traceback" not in answer.text
    assert "root:" not in answer.text


@needs.java
def test_files_within_files_are_not_opened(one_client):
    """A reference to a file of the server stays text, whatever the reader makes of it."""
    content = f'<!DOCTYPE Project SYSTEM "file:///etc/passwd">{PROJECT}<SaveVersion>14</SaveVersion></Project>'
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans", content=content)

    assert 400 <= answer.status_code < 500
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("count", "kind", "said"),
    [(1_000_000, "invalid-document", "more than 1,500,000 values"), (200_000, "too-much-work", "memory")],
)
def test_more_activities_than_fit(tmp_path, database_url, count, kind, said):
    """Past the limit of a list, or past the memory of a child: refused, and the server is as small as before."""
    lines = "".join(f'{{"id":"{number}","duration":"1d"}},' for number in range(count))
    content = f'{{"name":"x","start":"2027-01-04","activities":[{lines[:-1]}]}}'
    tight = {"desk_memory_mb": 512, "import_seconds": 40, "workers": 0}
    with Server(tmp_path, database=database_url("sqlite"), **tight) as server, server.client() as client:
        client.plan()
        before = memory_mb(server.process.pid)
        answer = client.post(f"/v1/workspaces/{client.workspace}/plans", content=content)
        after = memory_mb(server.process.pid)
        client.plan(name="afterwards")

    assert (422, f"/problems/{kind}") == (answer.status_code, answer.json()["type"]), answer.text[:500]
    assert said in answer.json()["detail"]
    assert after - before < 30


def test_too_large(one_server, one_client):
    """Told before it is sent, or cut off where the length is not told; nothing is kept in memory."""
    place = f"/v1/workspaces/{one_client.workspace}/plans"
    before = memory_mb(one_server.process.pid)
    declared = one_client.post(place, content=b"x" * 50_000_001)

    def chunks():
        for _ in range(60):
            yield b"x" * 1_000_000

    chunked = one_client.post(place, content=chunks())
    json_body = one_client.post("/v1/workspaces", content=b'{"name":"' + b"x" * 2_000_000 + b'"}')

    assert [413, 413, 413] == [one.status_code for one in (declared, chunked, json_body)]
    assert all("application/problem+json" == one.headers["content-type"] for one in (declared, chunked, json_body))
    assert memory_mb(one_server.process.pid) - before < 100


FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")')


def test_formulas_in_every_text(one_client):
    """They come back as text, in tables with an apostrophe before them."""
    names = [json.dumps(text) for text in FORMULAS]
    rows = [f"{{id: A{k}, name: {name}, wbs: {name}, owner: {name}, duration: 5d}}" for k, name in enumerate(names)]
    result = one_client.result(one_client.plan(activities(*rows).replace("name: x", f"name: {names[0]}", 1)))
    for table in ("activities.csv", "drivers.csv", "quantiles.csv"):
        for line in one_client.get(f"/v1/results/{result['id']}/tables/{table}").text.splitlines()[1:]:
            for cell in line.replace('"', "").split(","):
                assert not cell.startswith(("=", "@", "\t")), line


def test_strange_text_is_kept_or_refused(one_client):
    """Right-to-left and zero-width names are kept and escaped on pages; halves of characters are refused."""
    strange = "\u202egnirts\u202c \u200bzero <script>alert(1)</script> '\"&"
    plan = one_client.plan(activities(f"{{id: A, name: {json.dumps(strange)}, duration: {{uniform: [1d, 2d]}}}}"))
    result = one_client.result(plan)
    report = one_client.get(f"/v1/results/{result['id']}/report").text
    lone = one_client.post(
        "/v1/workspaces", content=b'{"name": "\\ud800"}', headers={"Content-Type": "application/json"}
    )
    row = b'{"id": "\\ud800", "probability": 0.1, "cost": 1}'
    register = one_client.register("{}")
    lone_row = one_client.post(
        f"/v1/registers/{register['id']}/risks", content=row, headers={"Content-Type": "application/json"}
    )

    assert strange.strip() in [one["name"] for one in one_client.get(f"/v1/results/{result['id']}/criticality").json()]
    assert "<script>alert" not in report
    assert [403, 422] == [lone.status_code, lone_row.status_code]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"iterations": NaN}',
        b'{"iterations": 1e400}',
        b'{"iterations": 1e10}',
        b'{"seed": 18446744073709551616}',
        b'{"changes": {"a": ' + b"[" * 40 + b"]" * 40 + b"}}",
        b'{"registers": [{"a": 1}]}',
        b'{"scenario": "\\u0000"}',
        b'"text"',
        b"null",
        b"\xff\xfe",
    ],
)
def test_bodies(one_client, body):
    """JSON that is not, not finite, too deep, of another form: 4xx, never 5xx."""
    plan = one_client.plan()
    place = f"/v1/plans/{plan['id']}/runs"
    answer = one_client.post(place, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code in (400, 422), answer.text
    assert "application/problem+json" == answer.headers["content-type"]


@pytest.mark.parametrize("name", ["pl_' OR 1=1 --", "../../etc/passwd", "%00", "%F0%9F%98%80", "x" * 100, "pl_%c3%28"])
def test_names_in_paths(one_client, name):
    """There is no such thing, and nothing else happens."""
    assert one_client.get(f"/v1/plans/{name}").status_code in (404, 422)
    assert one_client.get(f"/v1/registers/{one_client.register('{}')['id']}/risks/{name}").status_code in (404, 422)


def test_headers(one_client):
    """Numbers that are none, keys that are too long, ranges beyond the end."""
    run = one_client.done(one_client.run(one_client.plan(), seed=51))
    result = one_client.get(f"/v1/runs/{run['id']}").json()["result_id"]
    codes = [
        one_client.get(f"/v1/runs/{run['id']}/events", headers={"Last-Event-ID": "9" * 40}).status_code,
        one_client.post("/v1/workspaces", json={"name": "x"}, headers={"Idempotency-Key": "k" * 300}).status_code,
        one_client.get(f"/v1/results/{result}/samples", headers={"Range": "bytes=999999999-"}).status_code,
        one_client.get("/v1/me", headers={"Authorization": "Bearer " + "x" * 5_000}).status_code,
    ]

    assert [200, 403, 416, 401] == codes


def sent(server, *parts):
    """What comes back for these bytes, read until the server ends the connection."""
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        with suppress(ConnectionError):
            for part in parts:
                line.sendall(part)
        with suppress(ConnectionError), line.makefile("rb") as answer:
            return answer.read()
    return b""


@pytest.mark.parametrize(
    "head",
    [
        b"GET /v1/me?x=" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/me HTTP/1.1\r\nHost: x\r\nx: " + b"a" * 70_000 + b"\r\n\r\n",
        b"GET /v1/me HTTP/1.1\r\nHost: x\r\n" + b"".join(b"x%d: yyyyy\r\n" % k for k in range(10_000)) + b"\r\n",
        b"\x16\x03\x01 is TLS\r\n\r\n",
    ],
    ids=["a long URL", "a long header", "many headers", "no HTTP"],
)
def test_unfit_heads(one_server, head):
    """They are refused as every request is, and no such connection is kept."""
    top, body = sent(one_server, head).split(b"\r\n\r\n")

    assert b"HTTP/1.1 400 Bad Request" == top.split(b"\r\n")[0]
    assert b"content-type: application/problem+json" in top.lower()
    assert "/problems/bad-request" == json.loads(body)["type"]


def test_a_head_without_an_end(one_server):
    """The connection ends after some, and the server is as small as before."""
    before = memory_mb(one_server.process.pid)
    sent(one_server, b"GET / HTTP/1.1\r\nx: ", *(b"a" * 1_000_000 for _ in range(60)))

    assert memory_mb(one_server.process.pid) - before < 20
    assert one_server.answers("healthz", seconds=5)


def test_half_a_request(one_server):
    """One that is never sent whole holds nobody up."""
    host, port = one_server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(b"POST /v1/workspaces HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n{")

        assert one_server.answers("healthz", seconds=5)


def test_the_store_survived(one_client):
    """After all of this the server answers as before."""
    assert "succeeded" == one_client.done(one_client.run(one_client.plan(PLAN), seed=52))["state"]


def memory_mb(pid):
    """Memory of a process."""
    with open(f"/proc/{pid}/status") as file:  # noqa: PTH123
        return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024
