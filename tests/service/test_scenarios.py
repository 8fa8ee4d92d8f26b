"""Scenarios and mitigations: what one may do, run and compared on the same random numbers."""

from __future__ import annotations

DOCUMENT = """
mitigations:
  - {id: M1, name: Wells, cost: 9k, risks: {R1: {probability: 5%}}}
  - {id: M2, name: Second supplier, cost: 1k, risks: {R2: {probability: 0}}}
scenarios:
  - {id: dry, name: Wells only, mitigations: [M1]}
  - {id: all, name: Everything, mitigations: [M1, M2]}
"""


def plan_with_scenarios(client):
    """A plan, its scenarios, and a register."""
    plan = client.plan()
    taken = client.post(f"/v1/plans/{plan['id']}/scenario-document", content=DOCUMENT)
    assert 200 == taken.status_code, taken.text
    return plan, client.register()


def test_a_file_of_scenarios_is_taken_in(client):
    """As rows, and as a document again; taken in anew, those of the same id are replaced."""
    plan, _ = plan_with_scenarios(client)
    place = f"/v1/plans/{plan['id']}"
    again = client.post(f"{place}/scenario-document", content=DOCUMENT.replace("9k", "8k"))
    rows = client.get(f"{place}/mitigations").json()
    document = client.get(f"{place}/scenario-document").json()["document"]

    assert 200 == again.status_code
    assert ["M1", "M2"] == [row["key"] for row in rows]
    assert ['"2"', '"2"'] == [row["etag"] for row in rows]
    assert ["dry", "all"] == [one["id"] for one in document["scenarios"]]
    assert 8000 == document["mitigations"][0]["cost"]


def test_scenarios_are_ranked_beside_the_base(one_client):
    """Run on the same draws: earlier, never later; what it costs a day; and which is best."""
    plan, register = plan_with_scenarios(one_client)
    base, dry, whole = (
        one_client.result(plan, registers=[register["id"]], iterations=4_000, **asked)
        for asked in ({}, {"scenario": "dry"}, {"scenario": "all"})
    )
    asked = {"results": [dry["id"], whole["id"]], "target": "2027-07-30"}
    found = one_client.post(f"/v1/results/{base['id']}/comparisons", json=asked).json()
    first, second = found["scenarios"]

    assert [whole["id"], dry["id"]] == [first["id"], second["id"]]
    assert ("Everything", ["M1", "M2"], 1) == (first["name"], first["mitigations"], first["rank"])
    for one in (first, second):
        days = one["difference"]["finish_days"]

        assert 0 == days["share_higher"] < days["share_lower"]
        assert days["mean"]["beyond_noise"]
        assert days["mean"]["upper"] < 0
    assert first["cost_per_day_saved"]["mean"]["lower"] <= first["cost_per_day_saved"]["mean"]["value"]
    assert dry["facts"]["plan_digest"] == second["digest"]
    assert "dry" == dry["facts"]["inputs"]["scenario"]


def test_rows_of_scenarios_are_checked_together(one_client):
    """A scenario names mitigations that there are, and a mitigation that is needed stays."""
    plan, _ = plan_with_scenarios(one_client)
    place = f"/v1/plans/{plan['id']}"
    unknown = one_client.post(f"{place}/scenarios", json={"id": "x", "mitigations": ["M9"]})
    twice = one_client.post(f"{place}/scenarios", json={"id": "dry"})
    needed = one_client.delete(f"{place}/mitigations/M1", headers={"If-Match": "*"})
    added = one_client.post(f"{place}/scenarios", json={"id": "x", "mitigations": ["M2"]})
    changed = one_client.put(f"{place}/scenarios/x", json={"mitigations": []}, headers={"If-Match": '"1"'})
    gone = one_client.delete(f"{place}/scenarios/x", headers={"If-Match": '"2"'})

    assert [422, 409, 422, 201, 200, 204] == [one.status_code for one in (unknown, twice, needed, added, changed, gone)]
    assert "M9" in unknown.text
    assert f"{place}/scenarios/x" == added.headers["location"]


def test_what_a_scenario_breaks_is_told_when_it_is_run(one_client):
    """With the place in the document of the scenarios."""
    plan = one_client.plan()
    broken = {"id": "M", "activities": {"A99": {"duration": "1d"}}}
    one_client.post(f"/v1/plans/{plan['id']}/mitigations", json=broken)
    one_client.post(f"/v1/plans/{plan['id']}/scenarios", json={"id": "s", "mitigations": ["M"]})
    run = one_client.post(f"/v1/plans/{plan['id']}/runs", json={"scenario": "s"})

    assert 422 == run.status_code
    assert "A99" in str(run.json()["errors"])
