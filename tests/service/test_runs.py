"""Runs over HTTP: asked for, watched, cancelled, and answered once."""

from __future__ import annotations

import json

import httpx

from tests.service.server import PLAN, until


def events(client, run, **headers):
    """The events of a run as (id, run) until the stream ends."""
    found, name = [], None
    with client.stream("GET", f"/v1/runs/{run['id']}/events", headers=headers) as stream:
        assert 200 == stream.status_code
        for line in stream.iter_lines():
            if line.startswith("id: "):
                name = int(line[4:])
            if line.startswith("data: "):
                found.append([None, json.loads(line[6:])])
            if not line and found and found[-1][0] is None:
                found[-1][0] = name
    return found


def test_a_run_becomes_a_result(client):
    """202 and where to look; then the answer in words, in numbers, and with what made it."""
    plan, register = client.plan(), client.register()
    asked = client.post(f"/v1/plans/{plan['id']}/runs", json={"registers": [register["id"]], "iterations": 1000})
    run = client.done(asked.json())
    result = client.get(f"/v1/results/{run['result_id']}").json()

    assert (202, f"/v1/runs/{run['id']}") == (asked.status_code, asked.headers["location"])
    assert ("succeeded", 1, 1000) == (run["state"], run["attempt"], run["progress"]["iterations"])
    assert "Can we commit to 30 July 2027?" in result["words"]
    assert (1000, 1) == (result["facts"]["iterations"], result["facts"]["seed"])
    assert run["inputs"]["plan_digest"] == result["facts"]["plan_digest"]
    assert result["words"] == client.get(f"/v1/plans/{plan['id']}").json()["last_answer"]["words"]


def test_the_same_request_is_computed_once(client):
    """Asked again it is the same run, with the same result; another seed is another."""
    plan = client.plan()
    first, second = client.run(plan, seed=5), client.run(plan, seed=5)
    client.done(first)
    third, other = client.run(plan, seed=5), client.run(plan, seed=6)

    twin = client.run(client.plan(), seed=5)

    assert first["id"] == second["id"] == third["id"] != other["id"]
    assert "succeeded" == third["state"]
    assert twin["id"] != first["id"], "a plan's results are its own, and go when it goes"


def test_two_paths_to_the_same_bits(client):
    """A register in the plan or beside it, this server or the library: the same numbers."""
    import riskcore  # noqa: PLC0415
    from riskcore.formats import read_plan_text  # noqa: PLC0415
    from riskcore.simulation import with_spending  # noqa: PLC0415

    result = client.result(client.plan(), seed=7)
    summary = client.get(f"/v1/results/{result['id']}/summary").json()
    plan = read_plan_text(PLAN)
    own = riskcore.summary(with_spending(riskcore.simulate(plan, 500, 7), plan))
    for answer in (summary, own):
        answer["certificate"].pop("created")
        answer["certificate"]["milestones"] = list(answer["certificate"]["milestones"])

    assert json.loads(json.dumps(own)) == summary


def test_events_tell_the_progress_until_the_end(client):
    """Revisions rise, the last state is the end, and then the stream closes."""
    run = client.run(client.plan(), iterations=400_000, seed=11)
    found = events(client, run)
    names = [name for name, _ in found]
    states = [one["state"] for _, one in found]
    p80 = [one["progress"]["p80"] for _, one in found if one["progress"]["p80"]]

    assert sorted(set(names)) == names
    assert "succeeded" == states[-1]
    assert "running" in states
    assert p80
    assert all(one["lower"] <= one["value"] <= one["upper"] for one in p80)
    assert all(one["progress"]["total"] == 400_000 for _, one in found)


def test_events_go_on_where_they_broke_off(client):
    """With Last-Event-ID only what is new comes; of a run that is done, the end."""
    run = client.done(client.run(client.plan(), seed=12))
    found = events(client, run)

    assert [run["id"]] == [one["id"] for _, one in found]
    assert [] == events(client, run, **{"Last-Event-ID": str(found[-1][0])})


def test_a_run_is_cancelled(client):
    """While it runs it stops soon; what is done stays done."""
    plan = client.plan()
    run = client.run(plan, iterations=1_000_000, seed=13)
    until(lambda: client.get(f"/v1/runs/{run['id']}").json()["state"] == "running")
    cancelled = client.post(f"/v1/runs/{run['id']}/cancel")
    ended = client.done(run, seconds=15)

    assert (202, "cancelled") == (cancelled.status_code, ended["state"])
    assert ended["result_id"] is None
    done = client.done(client.run(plan, seed=14))
    assert "succeeded" == client.post(f"/v1/runs/{done['id']}/cancel").json()["state"]


def test_a_run_that_fails_says_why(one_client):
    """What only the engine can find is in the run."""
    ended = one_client.done(one_client.run(one_client.plan(), milestones=["A10", "nowhere"]))

    assert "failed" == ended["state"]
    assert "ParameterError" == ended["failure"]["kind"]
    assert "nowhere" in ended["failure"]["message"]


def test_what_cannot_be_run_is_refused_at_once(one_client):
    """A register that does not fit, unknown names, too much: 422 with the place."""
    plan = one_client.plan()
    strange = one_client.register("risks: [{id: R, probability: 0.5, cost: 1k, activities: [B1]}]")
    place = f"/v1/plans/{plan['id']}/runs"
    answers = [
        one_client.post(place, json=body)
        for body in (
            {"registers": [strange["id"]]},
            {"registers": ["reg_0"]},
            {"version": 9},
            {"scenario": "nowhere"},
            {"iterations": 0},
            {"iterations": 2_000_000},
            {"seed": -1},
            {"nonsense": 1},
        )
    ]

    assert [422, 422, 404, 422, 422, 422, 422, 422] == [one.status_code for one in answers]
    assert "B1" in str(answers[0].json()["errors"])
    assert "/registers/0" == answers[1].json()["errors"][0]["pointer"]
    assert "/nonsense" == answers[-1].json()["errors"][0]["pointer"]


def test_polling_costs_little(one_client):
    """Retry-After while it is under way; 304 where nothing has changed."""
    run = one_client.done(one_client.run(one_client.plan(), seed=15))
    seen = one_client.get(f"/v1/runs/{run['id']}")
    again = one_client.get(f"/v1/runs/{run['id']}", headers={"If-None-Match": seen.headers["etag"]})

    assert 304 == again.status_code
    assert "retry-after" not in seen.headers


def test_a_stranger_cannot_listen(one_server, one_client):
    """401 before the stream begins."""
    run = one_client.run(one_client.plan(), seed=16)

    assert 401 == httpx.get(f"{one_server.url}/v1/runs/{run['id']}/events").status_code


def test_a_run_until_it_is_sure(one_client):
    """As many iterations as P80 needs, the bits of so many asked for; what cannot be read is told."""
    plan = one_client.plan()
    sure = one_client.result(plan, until="P80 +-2d", iterations=200_000)
    same = one_client.result(plan, iterations=sure["facts"]["iterations"])
    wrong = one_client.done(one_client.run(plan, until="soon"))

    assert 0 < sure["facts"]["iterations"] < 200_000
    assert sure["bits"] == same["bits"]
    assert ("failed", "ParameterError") == (wrong["state"], wrong["failure"]["kind"])


def test_a_run_after_mitigation_and_without_correlation(one_client):
    """Risks at their residual position; and nothing that moves together."""
    plan = one_client.plan()
    risk = "{id: R, probability: 0.9, delay: 50d, activities: [A40], residual: {probability: 0.0}}"
    group = "{activities: all, coefficient: 0.9}"
    register = one_client.register(f"risks: [{risk}]\ncorrelations: [{group}]")
    before, after, apart = (
        one_client.result(plan, registers=[register["id"]], iterations=2_000, **asked)
        for asked in ({}, {"residual": True}, {"residual": True, "independent": True})
    )

    assert after["facts"]["p80"] < before["facts"]["p80"]
    assert 3 == len({one["facts"]["plan_digest"] for one in (before, after, apart)})
    assert apart["facts"]["inputs"]["independent"]
