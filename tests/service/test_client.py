"""The Python client, and the page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import httpx
import pytest
from riskcore_api.client import Client, ServerProblem, Unreachable
from riskcore_api.jobs.progress import Pace
from riskcore_api.values import as_json, returned, schema_of

from tests.service.server import PLAN, REGISTER
from tests.service.test_scenarios import DOCUMENT


@pytest.fixture
def files(tmp_path):
    """A plan, a register and scenarios, as files."""
    for name, text in (("plan.yaml", PLAN), ("risks.yaml", REGISTER), ("scenarios.yaml", DOCUMENT)):
        (tmp_path / name).write_text(text)
    return tmp_path


def test_from_files_to_answers(one_server, files):
    """Everything that one does with a server, in a dozen calls."""
    with Client(one_server.url, one_server.key()) as server:
        plan = server.upload_plan(files / "plan.yaml")
        register = server.upload_register(files / "risks.yaml")
        server.upload_scenarios(plan["id"], files / "scenarios.yaml")
        asked = {"registers": [register["id"]], "iterations": 1_000}
        seen = []
        base = server.wait(server.run(plan["id"], **asked), seen.append, every=0.05)
        other = list(server.watch(server.run(plan["id"], scenario="all", **asked)["id"]))[-1]
        compared = server.compare(base["result_id"], [other["result_id"]])
        what_if = server.what_if(base["result_id"], mitigations=["M1"])
        table = server.samples(base["result_id"])
        chart = server.download(base["result_id"], "charts/s-curve.svg", files / "curve.svg")

        assert plan["id"] in [one["id"] for one in server.plans()]
        assert "30 July 2027" in server.result(base["result_id"])["words"]
        assert "Pump station" == server.answer(base["result_id"], "summary", target="2027-08-01")["plan"]["name"]
    assert "Everything" == compared["scenarios"][0]["name"]
    assert what_if["scenarios"][0]["difference"]["finish_days"]["mean"]["value"] < 0
    assert 1_000 == table.num_rows
    assert chart.read_text().startswith("<?xml")
    assert seen


def test_problems_are_told_with_their_places(one_server, files):
    """Every fault of a file in the message; a failed run raises with its reason."""
    (files / "plan.yaml").write_text(PLAN.replace("[A30, A40]", "[A99]"))
    with Client(one_server.url, one_server.key()) as server:
        with pytest.raises(ServerProblem, match=r"predecessors.*A99"):
            server.upload_plan(files / "plan.yaml")
        (files / "plan.yaml").write_text(PLAN)
        run = server.run(server.upload_plan(files / "plan.yaml")["id"], milestones=["nowhere"])
        with pytest.raises(ServerProblem, match="nowhere"):
            server.wait(run, every=0.05)


def test_what_is_wrong_with_the_way_there(monkeypatch, one_server):
    """No key, a wrong one, and nobody there."""
    monkeypatch.delenv("RISKCORE_KEY", raising=False)
    with pytest.raises(ServerProblem, match="RISKCORE_KEY"):
        Client(one_server.url)
    with Client(one_server.url, "rk_nonsense") as stranger, pytest.raises(ServerProblem, match="not valid"):
        list(stranger.plans())
    with Client("http://127.0.0.1:9", "rk_x") as lost, pytest.raises(Unreachable):
        lost.get("/v1/me")


class Reader(HTMLParser):
    """Words and addresses of a page."""

    def __init__(self, text):
        super().__init__()
        self.words, self.links = "", []
        self.feed(text)

    def handle_starttag(self, _tag, attributes):
        self.links += [value for name, value in attributes if name in ("href", "src", "action")]

    def handle_data(self, data):
        self.words += data


def test_the_page_says_what_the_plans_say(one_client, owner):
    """The last answer in words; the links of a plan work; nothing comes from elsewhere."""
    plan = one_client.plan(name="Shown <on> the page")
    result = one_client.result(plan, seed=61)
    page = owner.get("/")
    read = Reader(page.text)

    assert "Shown <on> the page" in read.words
    assert result["words"] in re.sub(r"\s+", " ", read.words)
    assert all(link.startswith("/") for link in read.links)
    own = [link for link in read.links if plan["id"] in link or result["id"] in link]
    assert len(own) >= 3
    for link in {*own, "/", "/api", "/static/style.css"}:
        assert 200 == owner.get(link).status_code, link


def test_the_page_for_strangers_says_how_to_come_in(one_server):
    """And shows no plan."""
    page = httpx.get(one_server.url)

    assert 200 == page.status_code
    assert "riskcore serve --new-link" in page.text
    assert "Pump station" not in page.text


def test_the_page_of_the_api_lists_every_operation(one_server):
    """From the same description that programs read."""
    described = httpx.get(f"{one_server.url}/openapi.json").json()
    words = Reader(httpx.get(f"{one_server.url}/api").text).words

    for path, operations in described["paths"].items():
        assert path in words
        for operation in operations.values():
            assert operation["summary"] in words


def test_pace_follows_the_machine():
    """Rate and time left from what the child says; a run that was taken up begins in the middle."""
    pace = Pace(10_000)
    pace.hear({"stage": "simulating", "iterations": 4_000, "seconds": 0.0})
    pace.hear({"iterations": 5_000, "seconds": 1.0})
    pace.hear({"p80": {"value": "x", "lower": "x", "upper": "x"}})

    assert (1_000, 5.0) == (pace.facts["iterations_per_second"], pace.facts["seconds_left"])
    assert pace.due(3.0) == pace.facts
    pace.told()
    assert pace.due(3.0) is None
    assert {} == pace.due(0.0)


def test_any_table_becomes_json_and_a_schema():
    """Dataclasses of riskcore, their derived figures, arrays, mappings by level, and what is not a number."""
    import numpy as np  # noqa: PLC0415

    from riskcore.analysis import Bar, tornado  # noqa: PLC0415

    bar = Bar("A", "Dig", "duration", -1.0, 2.0, float("nan"), 0.5, 0.1, 10)
    shown = as_json((bar,))

    assert (3.0, None) == (shown[0]["swing"], shown[0]["swing_error"])
    assert {"P80": [1.0, 2.0]} == as_json({0.8: np.array([1.0, 2.0])})
    schema = schema_of(returned(tornado))
    assert "array" == schema["type"]
    assert {"id", "low", "high", "swing", "beyond_noise"} <= set(schema["items"]["required"])
    assert {"type": "boolean"} == schema["items"]["properties"]["beyond_noise"]
    with pytest.raises(TypeError, match="object has no form"):
        as_json(object())
