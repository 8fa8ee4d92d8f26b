"""Many users at once, while simulations burn every core."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.service.server import Server, until
from tests.service.test_hostile import memory_mb
from tests.service.test_kill import chain

USERS, SECONDS = 200, 40


@contextmanager
def burning(folder, database_url, kind, count=2):
    """A server on which so many long simulations run; its client, the plan and a result."""
    long = {"workers": count, "niceness": 10, "most_iterations": 10**8}
    with Server(folder, database=database_url(kind), **long) as server:
        server.answers("readyz", seconds=600)
        with server.client() as client:
            small = client.plan()
            result = client.result(small)
            large = client.plan(chain(2_000))
            runs = [client.run(large, iterations=20_000_000, seed=seed) for seed in range(count)]
            until(lambda: all(_playing(client, run) for run in runs), seconds=60)
            yield server, client, small, result, runs


def _playing(client, run):
    one = client.get(f"/v1/runs/{run['id']}").json()
    return one["state"] == "running" and (one["progress"]["iterations"] or 0) > 0


def loaded(server, order):
    """What the load generator found."""
    host, port = server.url.removeprefix("http://").split(":")
    command = [sys.executable, "-m", "tests.service.load", host, port]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def told(name, times, found, **more):
    """The figures, printed for whoever runs this."""
    times = sorted(times)
    p50, p95, p99 = (round(1_000 * times[int(len(times) * p)]) for p in (0.5, 0.95, 0.99))
    own = round(1_000 * found["own_lag_p99"])
    print(f"{name}: {len(times)} answers, p50 {p50} ms, p95 {p95} ms, p99 {p99} ms, generator late by {own} ms", more)  # noqa: T201
    print("load of the machine:", [round(one, 1) for one in os.getloadavg()])  # noqa: T201
    return p95


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_users(kind, tmp_path, database_url):
    """1 s of thought; 70 % look at a run, 25 % at results, 5 % ask for a run: p95 at most 250 ms, no errors."""
    with burning(tmp_path, database_url, kind) as (server, client, plan, result, runs):
        own = f"/v1/results/{result['id']}"
        requests = [
            *({"weight": 35, "method": "GET", "path": f"/v1/runs/{run['id']}"} for run in runs),
            {"weight": 15, "method": "GET", "path": f"{own}/quantiles"},
            {"weight": 10, "method": "GET", "path": f"{own}/summary"},
            {
                "weight": 5,
                "method": "POST",
                "path": f"/v1/plans/{plan['id']}/runs",
                "body": json.dumps({"iterations": 100, "seed": 0}).replace('"seed": 0', '"seed": SEED'),
            },
        ]
        key = client.headers["authorization"].removeprefix("Bearer ")
        order = {"key": key, "users": USERS, "seconds": SECONDS, "think": 1.0, "requests": requests}
        found = loaded(server, order)
        burnt = [_playing(client, run) for run in runs]
    posts = sorted(one[0] for one in found["found"] if one[2] == "POST")
    p95 = told(kind, [one[0] for one in found["found"]], found, post_p95=round(1_000 * posts[int(0.95 * len(posts))]))

    assert burnt == [True, True], "they must have run all the while"
    assert {200, 202} == {one[1] for one in found["found"]}
    assert p95 <= 250


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_hundred_streams(kind, tmp_path, database_url):
    """Each hears of its run within a second (p95) and to its end; the server grows by less than 100 MB."""
    with burning(tmp_path, database_url, kind) as (server, client, _, _, runs):
        key = client.headers["authorization"].removeprefix("Bearer ")
        order = {"key": key, "users": USERS, "streams": [f"/v1/runs/{run['id']}/events" for run in runs]}
        before, files = memory_mb(server.process.pid), _files(server)
        with subprocess.Popen(
            [sys.executable, "-m", "tests.service.load", *server.url.removeprefix("http://").split(":")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as listening:
            listening.stdin.write(json.dumps(order))
            listening.stdin.close()
            until(lambda: _files(server) >= files + USERS, seconds=30)
            time.sleep(10)
            for run in runs:
                client.post(f"/v1/runs/{run['id']}/cancel")
            found = json.loads(listening.stdout.read())
        grown = memory_mb(server.process.pid) - before
    p95 = told(kind, [one[0] for one in found["found"]], found, grown_mb=round(grown))

    assert USERS == len(found["found"])
    assert {"cancelled"} == {one[1] for one in found["found"]}
    assert p95 <= 1_000
    assert grown <= 100


def _files(server):
    """What the server has open: a file for each connection, and some more."""
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
