"""Power failures: workers and servers are killed at random; nothing is lost, done twice, or different to the bit."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from riskcore_api.child.samples import bits
from riskcore_api.settings import Settings
from riskcore_api.store.database import Database
from riskcore_api.store.tables import Result, Run
from sqlalchemy import func, select

from riskcore import simulate
from riskcore.formats import read_plan_text
from riskcore.simulation import with_spending
from tests.service.server import PLAN, Client, Server, until

ITERATIONS = 40_000


def unbroken(text, iterations, seed):
    """The bits of a run that nothing disturbed, by the library."""
    plan = read_plan_text(text)
    return bits(with_spending(simulate(plan, iterations, seed), plan))


def children(pid):
    """The processes that `pid` has started, and those that these have."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            if parent == pid:
                found += [int(folder.name), *children(int(folder.name))]
    return found


def kill(server, what):
    """Kill a child that simulates, the host of workers, or everything at once; start the server anew where it died."""
    below = children(server.process.pid)
    hosts = [pid for pid in below if "jobs.host" in _command(pid)]
    playing = [pid for host in hosts for pid in children(host)]
    chosen = {"child": playing, "host": hosts, "server": [server.process.pid], "all": [server.process.pid, *below]}[
        what
    ]
    for pid in chosen:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    if what in ("server", "all"):
        server.process.wait()
        server.process.stdout.close()
        server.log.close()
        server.start()


def _command(pid):
    with suppress(OSError):
        return (Path("/proc") / str(pid) / "cmdline").read_bytes().decode()
    return ""


def asked(server, key, plan_id, seed):
    """A run, asked for as often as it takes: the same request is one run."""
    body = {"iterations": ITERATIONS, "seed": seed}
    while True:
        with suppress(httpx.TransportError), Client(server.url, key) as client:
            answer = client.post(f"/v1/plans/{plan_id}/runs", json=body)
            if answer.status_code == 202:
                return answer.json()["id"]
        time.sleep(0.2)


def survive(server, runs, kills, rest, dice):
    """Ask for runs while things are killed; check what is left of it."""
    with server.client() as client:
        key, plan = client.headers["authorization"].removeprefix("Bearer "), client.plan()
    names = [asked(server, key, plan["id"], seed) for seed in range(runs)]
    for _ in range(kills):
        time.sleep(dice.uniform(*rest))
        kill(server, dice.choice(["child", "child", "host", "server", "all"]))
    database = Database(Settings(**server.settings).database_url)
    try:
        until(lambda: _waiting(database) == 0, seconds=600, every=0.5)
        with database.read() as session:
            rows = {row.id: row for row in session.scalars(select(Run))}
            results = {row.run_id: row for row in session.scalars(select(Result))}
            count = session.scalar(select(func.count()).select_from(Result))
    finally:
        database.close()
    expected = {seed: unbroken(PLAN, ITERATIONS, seed) for seed in range(runs)}

    assert [] == [name for name in names if rows[name].state != "succeeded"], [rows[n].failure for n in names]
    assert len(set(names)) == len(rows) == count, "lost or duplicate"
    assert expected == {seed: results[name].bits for seed, name in enumerate(names)}
    return [row.attempt for row in rows.values()]


def chain(count):
    """A plan of so many activities, one after the other."""
    rows = [
        f"  - {{id: A{k}, duration: {{triangular: [1d, 2d, 4d]}}, predecessors: [A{k - 1}]}}" for k in range(1, count)
    ]
    return "\n".join(["name: x", "start: 2027-01-04", "activities:", "  - {id: A0, duration: 1d}", *rows])


def _waiting(database):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Run).where(Run.state.in_(("queued", "running"))))


def test_kills_lose_nothing(tmp_path, database_url):
    """A child, a host and a server die; every run ends once, with the bits of an unbroken one."""
    with Server(tmp_path, database=database_url("sqlite"), lease_seconds=2) as server:
        survive(server, runs=6, kills=3, rest=(0.5, 1.5), dice=random.Random(6))


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_hundred_runs_and_forty_kills(kind, tmp_path, database_url):
    """0 lost, 0 duplicate, 0 differing bits, with each database."""
    with Server(tmp_path, database=database_url(kind)) as server:
        attempts = survive(server, runs=100, kills=40, rest=(0.5, 4.0), dice=random.Random(40))

    assert max(attempts) > 1, "no kill struck a run"


def test_a_run_goes_on_from_its_checkpoint(tmp_path, database_url):
    """Killed in the middle of a long run, it is taken up within 15 s and does not begin anew."""
    plan, iterations = chain(200), 100_000
    often = {"checkpoint_seconds": 0.01, "lease_seconds": 2}
    with Server(tmp_path, database=database_url("sqlite"), **often) as server:
        with server.client() as client:
            run = client.run(client.plan(plan), iterations=iterations, seed=3)
            database = Database(Settings(**server.settings).database_url)
            place = until(lambda: _checkpoint(database, run["id"]), seconds=60)
            key = client.headers["authorization"].removeprefix("Bearer ")
        kill(server, "all")
        began = time.monotonic()
        with Client(server.url, key) as client:
            until(lambda: client.get(f"/v1/runs/{run['id']}").json()["attempt"] == 2, seconds=30)
            resumed = time.monotonic() - began
            ended = client.done(run, seconds=120)
            result = client.get(f"/v1/results/{ended['result_id']}").json()
        log = (server.folder / "server.log").read_text()
        database.close()
        left = (server.settings["data"], place)

    assert resumed < 15
    assert "checkpoint cannot be used" not in log
    assert unbroken(plan, iterations, 3) == result["bits"]
    assert not (Path(left[0]) / "blobs" / left[1][:2] / left[1][2:]).exists(), "a checkpoint is not kept for good"


def _checkpoint(database, run_id):
    with database.read() as session:
        return session.get_one(Run, run_id).checkpoint


def test_a_run_that_ends_its_process_fails_with_a_reason(tmp_path, database_url):
    """Killed three times, it is the run's fault; one that needs too much memory says so; the others go on."""
    tight = {"run_memory_mb": 512, "most_iterations": 10**8}
    with Server(tmp_path, database=database_url("sqlite"), **tight) as server, server.client() as client:
        plan = client.plan()
        run = client.run(plan, iterations=50_000_000, seed=4)
        for attempt in (1, 2, 3):
            until(lambda n=attempt: _playing(client, run, n), seconds=30, every=0.02)
            kill(server, "child")
        died = client.done(run, seconds=30)
        dates = [f"A{k}" for k in range(200)]
        large = client.done(client.run(client.plan(chain(200)), iterations=2_000_000, milestones=dates), seconds=120)
        other = client.done(client.run(plan, seed=5))

    assert ("failed", "died", 3) == (died["state"], died["failure"]["kind"], died["attempt"])
    assert "died 3 times" in died["failure"]["message"]
    assert "failed" == large["state"]
    assert "memory" in large["failure"]["message"]
    assert "succeeded" == other["state"]


def _playing(client, run, attempt):
    one = client.get(f"/v1/runs/{run['id']}").json()
    return one["attempt"] == attempt and one["state"] == "running"
