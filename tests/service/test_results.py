"""Results over HTTP: every question, charts, files, what-ifs, and the date that is committed to."""

from __future__ import annotations

import csv
import io

import jsonschema_rs
import pyarrow as pa
import pytest
from riskcore_api.analyses import ANALYSES

import riskcore
from riskcore.formats import read_plan_text
from riskcore.simulation import removal
from tests.service.server import PLAN, until


@pytest.fixture(scope="module")
def answered(clients):
    """A client and a result of its server."""
    client = clients("sqlite")
    return client, client.result(client.plan(), registers=[client.register()["id"]], seed=21, iterations=1000)


@pytest.mark.parametrize("analysis", [one for one in ANALYSES if not one.heavy], ids=lambda one: one.key)
def test_every_question_is_answered_as_described(answered, analysis):
    """200, in the form that the API's description gives, and 304 for whoever has it."""
    client, result = answered
    described = client.get("/openapi.json").json()
    place = f"/v1/results/{result['id']}/{analysis.key}"
    answer = client.get(place)
    schema = {**described["components"]["schemas"][f"answer_{analysis.key.replace('-', '_')}"]}

    assert 200 == answer.status_code
    assert place in result["answers"]
    jsonschema_rs.validate(schema, answer.json())
    assert 304 == client.get(place, headers={"If-None-Match": answer.headers["etag"]}).status_code


def test_parameters_of_questions(answered):
    """A target, another outcome, fewer bars; what they may not be is told."""
    client, result = answered
    place = f"/v1/results/{result['id']}"
    asked = client.get(f"{place}/summary?target=2027-12-31").json()["target"]
    bars = client.get(f"{place}/tornado?most=2").json()
    cost = client.get(f"{place}/quantiles?outcome=cost").json()
    milestone = client.get(f"{place}/quantiles?outcome=A60").json()

    assert ("2027-12-31T00:00", 1.0) == (asked["date"], asked["probability"])
    assert 2 == len(bars)
    assert ("cost", "EUR") == (cost["outcome"], cost["unit"])
    assert ("A60", "date") == (milestone["outcome"], milestone["unit"])
    for wrong in ("summary?target=soon", "summary?target=2027-01-01T00:00Z", "tornado?most=0", "quantiles?outcome=B"):
        assert 422 == client.get(f"{place}/{wrong}").status_code


def test_date_and_budget_together(answered):
    """Both is rarer than either; the pairs on the line have the confidence; without costs there is no answer."""
    client, result = answered
    place = f"/v1/results/{result['id']}/joint-confidence"
    found = client.get(f"{place}?target=2027-08-31&budget=400000&confidence=0.6").json()
    pairs = found["frontier"]
    free = client.result(client.plan("name: x\nstart: 2027-01-04\nactivities: [{id: A, duration: 5d}]"))
    codes = [
        client.get(f"{place}?{wrong}").status_code for wrong in ("budget=nan", "budget=-1", "confidence=1", "budget=x")
    ]

    assert found["both"]["value"] <= min(found["on_time"]["value"], found["within_cost"]["value"])
    assert 400_000 == found["cost"]
    assert 0.6 <= found["balanced"]["both"]["value"] < 0.63
    assert [one["cost"] for one in pairs] == sorted((one["cost"] for one in pairs), reverse=True)
    assert "must have costs" in client.get(f"/v1/results/{free['id']}/joint-confidence").json()["detail"]
    assert [422] * 4 == codes


def test_quantiles_rise_and_hold_their_intervals(answered):
    """Each value lies within its interval, and the levels rise."""
    client, result = answered
    levels = client.get(f"/v1/results/{result['id']}/quantiles").json()["quantiles"]
    dates = [one["value"] for one in levels]

    assert sorted(dates) == dates
    assert all(one["lower"] <= one["value"] <= one["upper"] for one in levels)


def test_samples_are_an_arrow_file(answered, tmp_path):
    """A column for each outcome, a row for each iteration, and the quantiles of the answer in it."""
    client, result = answered
    answer = client.get(f"/v1/results/{result['id']}/samples")
    table = pa.ipc.open_file(pa.BufferReader(answer.content)).read_all()
    finish = sorted(moment.isoformat(timespec="minutes") for moment in table["finish"].to_pylist())

    assert {"finish", "milestone A60", "cost"} <= set(table.column_names)
    assert 1000 == table.num_rows
    assert result["facts"]["plan_digest"].encode() == table.schema.metadata[b"plan"]
    assert result["facts"]["p80"] == finish[799]
    assert f'"{result["samples"]}"' == answer.headers["etag"]


def test_the_archive_is_riskcores_own(answered, tmp_path):
    """It can be loaded and run again to the same bits."""
    client, result = answered
    path = tmp_path / "result.npz"
    path.write_bytes(client.get(f"/v1/results/{result['id']}/archive").content)
    saved = riskcore.load(path)

    assert saved.result.same_bits(riskcore.simulation.run_again(saved))


def test_charts_in_both_forms(answered):
    """With what they show in words; without scripts or anything from elsewhere."""
    client, result = answered
    charts = client.get(f"/v1/results/{result['id']}/charts").json()

    assert ["s-curve", "tornado", "gantt", "cost", "joint", "cash-flow"] == [one["name"] for one in charts]
    for chart in charts:
        svg, png = client.get(chart["svg"]), client.get(chart["png"])

        assert chart["finding"]
        assert "image/svg+xml" == svg.headers["content-type"]
        assert "<script" not in svg.text
        assert b"\x89PNG" == png.content[:4]
    assert 404 == client.get(f"/v1/results/{result['id']}/charts/pie.svg").status_code


def test_report_and_tables(answered):
    """The page in one file, and tables that a spreadsheet reads."""
    client, result = answered
    report = client.get(f"/v1/results/{result['id']}/report")
    rows = list(csv.reader(io.StringIO(client.get(f"/v1/results/{result['id']}/tables/activities.csv").text)))

    assert "text/html; charset=utf-8" == report.headers["content-type"]
    assert "30 July 2027" in report.text
    assert ["A10", "A30", "A40", "A50", "A60"] == [row[0] for row in rows[1:]]
    assert 404 == client.get(f"/v1/results/{result['id']}/tables/answer.html").status_code


def test_a_what_if_keeps_nothing(answered):
    """Answered at once on the same draws, and no run is left behind."""
    client, result = answered
    runs, place = f"/v1/plans/{result['plan_id']}/runs", f"/v1/results/{result['id']}/what-ifs"
    before = len(client.get(runs).json()["items"])
    asked = {"changes": {"risks": {"R1": {"probability": 0}, "R2": {"probability": 0}}}, "target": "2027-07-30"}
    found = client.post(place, json=asked).json()["scenarios"][0]["difference"]
    nothing = client.post(place, json={}).json()["scenarios"][0]["difference"]
    later = client.post(place, json={"overrides": {"start": "2027-04-01"}}).json()["scenarios"][0]["difference"]

    assert 0 == found["finish_days"]["share_higher"] < found["finish_days"]["share_lower"]
    assert found["probability"]["lower"] > 0
    assert {"value": 0, "lower": 0, "upper": 0, "beyond_noise": False} == nothing["finish_days"]["mean"]
    assert 1 == later["finish_days"]["share_higher"]
    assert before == len(client.get(runs).json()["items"])


def test_a_what_if_that_breaks_the_plan_says_where(answered):
    """Unknown mitigations and activities, and what is no field."""
    client, result = answered
    for body in (
        {"mitigations": ["M9"]},
        {"changes": {"activities": {"A99": {"duration": "1d"}}}},
        {"changes": {"activitys": {}}},
        {"overrides": {"nonsense": 1}},
    ):
        answer = client.post(f"/v1/results/{result['id']}/what-ifs", json=body)

        assert 422 == answer.status_code, answer.text
        assert answer.json()["errors"]


def test_results_on_other_draws_are_not_compared(answered):
    """The difference would be chance."""
    client, result = answered
    other = client.result({"id": result["plan_id"]}, seed=22)
    answer = client.post(f"/v1/results/{result['id']}/comparisons", json={"results": [other["id"]]})

    assert 422 == answer.status_code
    assert "must have the same seed" in answer.json()["detail"]


def test_a_heavy_question_is_a_run(answered):
    """404 with the remedy, then POST, a run, and the answer."""
    client, result = answered
    place = f"/v1/results/{result['id']}/verification"
    before = client.get(place)
    run = client.done(client.post(place).json())

    assert (404, True) == (before.status_code, "POST" in before.json()["detail"])
    assert ("analysis", "succeeded") == (run["kind"], run["state"])
    assert client.get(place).json()["same"]
    assert run["id"] == client.post(place).json()["id"]


def test_what_each_risk_costs(answered):
    """A run of its own; each risk with days and money, the dearest first."""
    client, result = answered
    removal(read_plan_text(PLAN), 1)  # compiles what it takes: the wait is for the answer
    place = f"/v1/results/{result['id']}/removal"
    client.done(client.post(place).json())
    found = client.get(place).json()

    assert {"R1", "R2"} == {one["id"] for one in found}
    assert all(one["finish"]["at"]["mean"]["value"] < 0 for one in found)
    assert found[0]["finish"]["at"]["P80"]["value"] <= found[1]["finish"]["at"]["P80"]["value"]


def test_a_committed_date_is_a_record(answered, owner):
    """Who, when, on which result, with which confidence; the plan stays as long as the record does."""
    client, result = answered
    body = {"date": "2027-08-31", "statement": "Board of 12 March"}
    signed = owner.post(f"/v1/results/{result['id']}/sign-offs", json=body)
    listed = client.get(f"/v1/workspaces/{result['workspace_id']}/sign-offs").json()["items"]
    summary = client.get(f"/v1/results/{result['id']}/summary?target=2027-08-31").json()
    plan = client.get(f"/v1/plans/{result['plan_id']}")
    kept = client.delete(f"/v1/plans/{result['plan_id']}", headers={"If-Match": plan.headers["etag"]})

    assert 201 == signed.status_code
    assert signed.json() == listed[0]
    assert summary["target"]["probability"] == listed[0]["confidence"]["value"]
    assert result["facts"]["plan_digest"] == listed[0]["record"]["plan"]
    assert owner.get("/v1/me").json()["id"] == listed[0]["signed_by"]
    assert 409 == kept.status_code


def test_a_plan_is_deleted_with_what_hangs_on_it(one_client):
    """Runs, results and answers; the record of it stays."""
    plan = one_client.plan()
    result = one_client.result(plan)
    current = one_client.get(f"/v1/plans/{plan['id']}").headers["etag"]

    assert 204 == one_client.delete(f"/v1/plans/{plan['id']}", headers={"If-Match": current}).status_code
    assert 404 == one_client.get(f"/v1/results/{result['id']}").status_code
    assert 404 == one_client.get(f"/v1/runs/{result['run_id']}").status_code


def test_a_plan_deleted_while_it_runs(one_server, one_client):
    """The worker finds nobody to tell, and goes on with the next."""
    plan = one_client.plan()
    run = one_client.run(plan, iterations=300_000, seed=23)
    until(lambda: one_client.get(f"/v1/runs/{run['id']}").json()["state"] == "running")
    current = one_client.get(f"/v1/plans/{plan['id']}").headers["etag"]

    assert 204 == one_client.delete(f"/v1/plans/{plan['id']}", headers={"If-Match": current}).status_code
    assert "succeeded" == one_client.done(one_client.run(one_client.plan(PLAN), seed=24))["state"]
