"""A client of the service: plans in, answers out.

    with Client("http://127.0.0.1:8000", key) as server:
        plan = server.upload_plan("plan.mpp")
        register = server.upload_register("risks.yaml")
        run = server.wait(server.run(plan["id"], registers=[register["id"]]))
        answer = server.answer(run["result_id"], "summary")

Answers are what the API's description says, as Python's own types. Requests that make something carry an
Idempotency-Key, so that one which was cut off is sent again and not done twice.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import httpx

from riskcore import RiskcoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

Json = dict[str, Any]
KEY = "RISKCORE_KEY"
"""Variable of the environment with the key, where none is given."""
DONE = ("succeeded", "failed", "cancelled")
AGAIN = (429, 503)
MOST_TRIES = 6
LONGEST_WAIT = 30.0


class ServerProblem(RiskcoreError):  # noqa: N818 - RFC 9457 calls it a problem
    """The server could not do what was asked; `problem` is its answer (RFC 9457)."""

    def __init__(self, problem: Json) -> None:
        self.problem = problem
        lines = [problem.get("detail", "The server gave no reason.")]
        for fault in problem.get("errors", []):
            place = f"{fault['where']}: " if fault.get("where") else ""
            got = f" Got {fault['got']}." if fault.get("got") else ""
            lines.append(f"{place}{fault['rule']}.{got} {fault.get('hint', '')}".strip())
        super().__init__("\n".join(lines))


class Unreachable(ServerProblem):
    """Nobody answers at that address."""


class Client:
    """One server, one key, one workspace: by default the first that the key opens."""

    def __init__(self, url: str, key: str | None = None, workspace: str | None = None, seconds: float = 120.0) -> None:
        self.key = key or os.environ.get(KEY, "")
        if not self.key:
            raise ServerProblem({"detail": f"Give a key, or set {KEY}. riskcore serve --new-key NAME prints one."})
        self.http = httpx.Client(
            base_url=url.rstrip("/"), headers={"Authorization": f"Bearer {self.key}"}, timeout=seconds
        )
        self._workspace = workspace

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()

    @property
    def workspace(self) -> str:
        """The id of the workspace."""
        if self._workspace is None:
            found: str = self.get("/v1/me")["workspaces"][0]["id"]
            self._workspace = found
        return self._workspace

    def plans(self) -> Iterator[Json]:
        """Every plan, newest first."""
        return self._pages(f"/v1/workspaces/{self.workspace}/plans")

    def upload_plan(self, path: str | Path, name: str | None = None) -> Json:
        """A new plan from a file of any format. Raises ServerProblem with all that is wrong with it."""
        return self._upload(f"/v1/workspaces/{self.workspace}/plans", Path(path), name)

    def upload_version(self, plan_id: str, path: str | Path) -> Json:
        """The plan anew."""
        return self._upload(f"/v1/plans/{plan_id}/versions", Path(path))

    def upload_register(self, path: str | Path, name: str | None = None, mapping: str | None = None) -> Json:
        """A new risk register from a file; `mapping`, in YAML or JSON, says how to read one that is a table."""
        return self._upload(f"/v1/workspaces/{self.workspace}/registers", Path(path), name, mapping=mapping)

    def upload_scenarios(self, plan_id: str, path: str | Path) -> Json:
        """Mitigations and scenarios of a plan from a file."""
        return self._upload(f"/v1/plans/{plan_id}/scenario-document", Path(path))

    def run(self, plan_id: str, **asked: Any) -> Json:
        """A run: iterations, seed, design, registers, scenario, version, milestones as in the API's description."""
        return self.post(f"/v1/plans/{plan_id}/runs", asked)

    def wait(self, run: Json, progress: Callable[[Json], None] | None = None, every: float = 0.5) -> Json:
        """The run when it is done; `progress` is called with it until then. Raises ServerProblem where it failed."""
        current = run
        while current["state"] not in DONE:
            if progress is not None:
                progress(current)
            time.sleep(every)
            current = self.get(f"/v1/runs/{run['id']}")
        if current["state"] == "failed":
            failure = current["failure"]
            raise ServerProblem({"detail": failure["message"], "errors": failure["errors"], "status": 422})
        return current

    def watch(self, run_id: str) -> Iterator[Json]:
        """The run each time it changes, until it is done; a stream that breaks off is taken up again."""
        last, state = "0", ""
        while state not in DONE:
            headers = {"Last-Event-ID": last}
            with self.http.stream("GET", f"/v1/runs/{run_id}/events", headers=headers, timeout=60) as stream:
                if not stream.is_success:
                    stream.read()
                    raise _problem(stream)
                for name, run in _events(stream.iter_lines()):
                    last, state = name, run["state"]
                    yield run
            if state not in DONE:
                state = self.get(f"/v1/runs/{run_id}")["state"]

    def cancel(self, run_id: str) -> Json:
        """Ask for the end of a run."""
        return self.post(f"/v1/runs/{run_id}/cancel", {})

    def result(self, result_id: str) -> Json:
        """A result: the answer in words, and where to ask."""
        return dict(self.get(f"/v1/results/{result_id}"))

    def answer(self, result_id: str, question: str, **parameters: Any) -> Any:
        """The answer to a question: "summary", "tornado", "quantiles", and so on."""
        return self.get(f"/v1/results/{result_id}/{question}", **parameters)

    def what_if(self, result_id: str, **changes: Any) -> Json:
        """What changes would do: mitigations, changes, overrides, target."""
        return self.post(f"/v1/results/{result_id}/what-ifs", changes)

    def compare(self, base_id: str, result_ids: list[str], target: str | None = None) -> Json:
        """Other results beside a base."""
        return self.post(f"/v1/results/{base_id}/comparisons", {"results": result_ids, "target": target})

    def samples(self, result_id: str) -> pa.Table:
        """Every iteration: finish, milestones, costs. Needs pyarrow."""
        import pyarrow as pa  # noqa: PLC0415 - large, and needed here only

        content = self._sent("GET", f"/v1/results/{result_id}/samples").content
        return pa.ipc.open_file(pa.BufferReader(content)).read_all()

    def download(self, result_id: str, what: str, path: str | Path) -> Path:
        """A file of a result, such as "archive", "report", "charts/s-curve.svg" or "tables/activities.csv"."""
        target = Path(path)
        target.write_bytes(self._sent("GET", f"/v1/results/{result_id}/{what}").content)
        return target

    def get(self, path: str, **query: Any) -> Any:
        """What is at `path`."""
        return self._sent("GET", path, params={key: value for key, value in query.items() if value is not None}).json()

    def post(self, path: str, body: Json) -> Json:
        """What `path` makes of `body`; sent again, with the same key, where the answer was lost."""
        return dict(self._sent("POST", path, json=body, headers={"Idempotency-Key": uuid4().hex}).json())

    def _upload(self, path: str, file: Path, name: str | None = None, **more: str | None) -> Json:
        given = {"filename": file.name, "name": name, **more}
        query = {key: value for key, value in given.items() if value is not None}
        headers = {"Idempotency-Key": uuid4().hex, "Content-Type": "application/octet-stream"}
        found: Json = self._sent("POST", path, params=query, content=file.read_bytes(), headers=headers).json()
        return found

    def _pages(self, path: str) -> Iterator[Json]:
        token: str | None = ""
        while token is not None:
            page = self.get(path, page_token=token or None)
            yield from page["items"]
            token = page["next_page_token"]

    def _sent(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer; asked again where the server is busy or the way to it was cut."""
        for attempt in range(1, MOST_TRIES + 1):
            wait = min(0.5 * 2**attempt, LONGEST_WAIT)
            try:
                answer = self.http.request(method, path, **options)
            except httpx.TransportError as error:
                if attempt == MOST_TRIES or (isinstance(error, httpx.ConnectError) and attempt > 1):
                    raise Unreachable({"detail": f"Nobody answers at {self.http.base_url}: {error}."}) from None
            else:
                if answer.is_success:
                    return answer
                if answer.status_code not in AGAIN or attempt == MOST_TRIES:
                    raise _problem(answer)
                wait = min(float(answer.headers.get("retry-after", wait)), LONGEST_WAIT)
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")


def _problem(answer: httpx.Response) -> ServerProblem:
    try:
        found = answer.json()
    except ValueError:
        found = {"detail": f"The server answered {answer.status_code}."}
    return ServerProblem(found if isinstance(found, dict) else {"detail": str(found)})


def _events(lines: Iterator[str]) -> Iterator[tuple[str, Json]]:
    """Events of a stream, each with its id."""
    name, data = "", ""
    for line in lines:
        if line.startswith("id: "):
            name = line[4:]
        elif line.startswith("data: "):
            data = line[6:]
        elif not line and data:
            yield name, json.loads(data)
            data = ""
