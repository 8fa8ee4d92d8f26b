"""A server as people start it: a process with its workers and its database in a folder; and a client for it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

import httpx
from riskcore_api.offline import new_key, new_link
from riskcore_api.settings import Settings

RUN = """
from riskcore_api.settings import Settings
from riskcore_api.serve import serve
serve(Settings(), lambda text: print(text, flush=True))
"""
JSON = {"Content-Type": "application/json"}
PLAN = """
name: Pump station
start: 2027-03-01
target: 2027-07-30
currency: EUR
activities:
  - {id: A10, name: Design, duration: {triangular: [15d, 20d, 35d]}}
  - {id: A30, name: Order pumps, duration: {triangular: [8w, 10w, 16w]}, predecessors: [A10], cost: {fixed: 200k}}
  - {id: A40, name: Build, duration: {triangular: [30d, 35d, 50d]}, predecessors: [A10], cost: {per_day: 4k}}
  - {id: A50, name: Install, duration: 15d, predecessors: [A30, A40]}
  - {id: A60, name: In service, type: milestone, predecessors: [A50]}
"""
REGISTER = """
risks:
  - {id: R1, name: Ground water, probability: 30%, delay: {triangular: [5d, 10d, 25d]}, activities: [A40]}
  - {id: R2, name: Lost slot, probability: 20%, delay: {uniform: [2w, 5w]}, cost: 5k, activities: [A30]}
uncertainty:
  - {activities: all, duration_factor: {pert: [0.9, 1.0, 1.3]}}
"""


class Server:
    """A server, its settings, and what it has printed."""

    def __init__(self, folder, port=0, **settings):
        self.folder = folder
        self.settings = {"data": str(folder), "port": port, "workers": 1, "niceness": 0, **settings}
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()

    def start(self):
        """Start it; it is ready when it has printed its link and answers."""
        chosen = Settings(**self.settings)
        environment = {**os.environ, **chosen.environment()}
        self.log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-c", RUN], env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True
        )
        said = ""
        while "http" not in said:
            said = self.process.stdout.readline()
            assert said, (self.folder / "server.log").read_text()[-2_000:]
        self.link = re.search(r"http\S+", said)[0]
        self.url = re.match(r"https?://[^/]+", self.link)[0]
        self.settings["port"] = int(self.url.rsplit(":", 1)[1])
        self.answers("healthz")

    def answers(self, path, seconds=60):
        """Wait until it answers with 200 there."""
        return until(lambda: self._get(path) == 200, seconds)

    def _get(self, path):
        try:
            return httpx.get(f"{self.url}/{path}", timeout=2).status_code
        except httpx.TransportError:
            return None

    def key(self, name="test"):
        """A key of the first workspace."""
        return new_key(Settings(**self.settings), name)

    def client(self, key=None):
        """A client with that key, else with a new one."""
        return Client(self.url, key or self.key())

    def owner(self):
        """A client with the cookie of somebody who opened a link, as a page has it."""
        link = new_link(Settings(**self.settings))
        found = Client(self.url)
        assert 303 == found.get(link).status_code
        found.headers["Origin"] = self.url
        return found

    def kill(self):
        """End it as a power failure would, its workers too."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        """End it as it should be."""
        self.process.terminate()
        code = self.process.wait(30)
        self.process.stdout.close()
        self.log.close()
        return code


class Client(httpx.Client):
    """A client of /v1 with what tests do often."""

    def __init__(self, url, key=None, **options):
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        super().__init__(base_url=url, headers=headers, timeout=60, **options)

    @property
    def workspace(self):
        """The first workspace of the asker."""
        return self.get("/v1/me").json()["workspaces"][0]["id"]

    def plan(self, text=PLAN, **query):
        """A plan that was uploaded."""
        made = self.post(f"/v1/workspaces/{self.workspace}/plans", content=text, params=query)
        assert 201 == made.status_code, made.text
        return made.json()

    def register(self, text=REGISTER, **query):
        """A register that was uploaded."""
        made = self.post(f"/v1/workspaces/{self.workspace}/registers", content=text, params=query)
        assert 201 == made.status_code, made.text
        return made.json()

    def run(self, plan, **body):
        """A run that was asked for."""
        made = self.post(f"/v1/plans/{plan['id']}/runs", json={"iterations": 500, **body})
        assert 202 == made.status_code, made.text
        return made.json()

    def done(self, run, seconds=60):
        """The run when it is done."""
        states = ("succeeded", "failed", "cancelled")
        return until(
            lambda: (one := self.get(f"/v1/runs/{run['id']}").json())["state"] in states and one, seconds, every=0.1
        )

    def result(self, plan, **body):
        """The result of a run."""
        run = self.done(self.run(plan, **body))
        assert "succeeded" == run["state"], run
        return self.get(f"/v1/results/{run['result_id']}").json()


def until(true, seconds=30, every=0.05):
    """What `true` returns when it is that; fails after so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(every)
    raise TimeoutError(f"not true within {seconds} s")
