"""Risk registers over HTTP: rows that several people edit."""

from __future__ import annotations

import pytest
from riskcore_api.families import REGISTER, SCENARIOS

from riskcore.plan import RiskRegister
from riskcore.plan.scenario import Scenarios

RISK = {"id": "R9", "name": "Strike", "probability": "10%", "delay": {"uniform": ["5d", "9d"]}, "activities": ["A10"]}


@pytest.fixture
def register(client):
    """A register with two risks and a rule."""
    return client.register()


def test_rows_of_an_upload(client, register):
    """Each section in its order; as a document they are what was uploaded."""
    place = f"/v1/registers/{register['id']}"
    risks = client.get(f"{place}/risks").json()
    document = client.get(f"{place}/document").json()["document"]

    assert {"risks": 2, "uncertainty": 1, "correlations": 0, "branches": 0} == register["rows"]
    assert ["R1", "R2"] == [row["key"] for row in risks]
    assert 0.3 == risks[0]["document"]["probability"]
    assert ["R1", "R2"] == [risk["id"] for risk in document["risks"]]
    assert 1 == len(document["uncertainty"])


def test_two_people_edit_two_rows(client, register):
    """Rows have ETags of their own; the same row is changed by whoever has seen it last."""
    rows = f"/v1/registers/{register['id']}/risks"
    first, second = (client.get(f"{rows}/{key}") for key in ("R1", "R2"))
    documents = [{**one.json()["document"], "probability": 0.5} for one in (first, second)]
    changed = [
        client.put(f"{rows}/{one['id']}", json=one, headers={"If-Match": seen.headers["etag"]})
        for one, seen in zip(documents, (first, second), strict=True)
    ]
    stale = client.put(f"{rows}/R1", json=documents[0], headers={"If-Match": first.headers["etag"]})
    blind = client.put(f"{rows}/R1", json=documents[0])

    assert [200, 200, 412, 428] == [one.status_code for one in (*changed, stale, blind)]
    assert 0.5 == client.get(f"{rows}/R1").json()["document"]["probability"]
    assert client.get(f"/v1/registers/{register['id']}").json()["etag"] != register["etag"]


def test_rows_come_and_go(client, register):
    """Added at the end, found by its id, refused twice, deleted with the ETag."""
    rows = f"/v1/registers/{register['id']}/risks"
    added = client.post(rows, json=RISK)
    twice = client.post(rows, json=RISK)

    assert (201, f"{rows}/R9") == (added.status_code, added.headers["location"])
    assert 409 == twice.status_code
    assert ["R1", "R2", "R9"] == [row["key"] for row in client.get(rows).json()]
    assert 204 == client.delete(f"{rows}/R9", headers={"If-Match": added.headers["etag"]}).status_code
    assert 404 == client.get(f"{rows}/R9").status_code


@pytest.mark.parametrize("name", ["a b", "R/1", "\N{GREEK SMALL LETTER ALPHA}", "100 %", "x?y#z", "=1+1"])
def test_ids_of_any_kind_have_a_place(one_client, name):
    """A risk is found at the address that its making told, whatever its id."""
    register = one_client.register("{}")
    made = one_client.post(f"/v1/registers/{register['id']}/risks", json=RISK | {"id": name})

    assert 201 == made.status_code
    assert name == one_client.get(made.headers["location"]).json()["key"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"probability": 1.5}, "probability"),
        ({"probabilty": 0.1}, 'Did you mean "probability"?'),
        ({"delay": None}, "must have an impact"),
        ({"delay": {"triangular": ["9d", "5d", "1d"]}}, "min"),
    ],
)
def test_a_row_that_breaks_rules_is_told_which(one_client, change, words):
    """In the words that riskcore has for files."""
    register = one_client.register()
    answer = one_client.post(f"/v1/registers/{register['id']}/risks", json=RISK | change)

    assert 422 == answer.status_code
    assert words in str(answer.json()["errors"])


def test_the_id_of_a_row_stays(one_client):
    """Renaming would be another risk."""
    register = one_client.register()
    place = f"/v1/registers/{register['id']}/risks/R1"
    answer = one_client.put(place, json=RISK, headers={"If-Match": '"1"'})

    assert 422 == answer.status_code
    assert 'must stay "R1"' in answer.json()["detail"]


def test_edits_are_on_record(owner, one_client):
    """Who changed which row, from what to what."""
    register = one_client.register()
    place = f"/v1/registers/{register['id']}/risks/R1"
    one_client.put(place, json={**RISK, "id": "R1"}, headers={"If-Match": '"1"'})
    done = owner.get(f"/v1/workspaces/{owner.workspace}/audit").json()["items"][0]

    assert ("register.risks.changed", "test") == (done["action"], done["actor_name"])
    assert (0.3, 0.1) == tuple(done["details"][when]["probability"] for when in ("before", "after"))
    assert done["request_id"]


def test_a_table_is_told_as_it_was_understood(one_client):
    """A register from a spreadsheet: columns and rows as they were read, before anybody uses them."""
    table = "ID,Risk,Probability,Delay (days),Activities\nR1,Flood,30%,5-10-20,A40\n"
    place, query = f"/v1/workspaces/{one_client.workspace}/registers", {"filename": "risks.csv"}
    unclear = one_client.post(place, content=table, params=query)
    made = one_client.post(place, content=table, params={**query, "mapping": "shape: triangular"})

    assert 422 == unclear.status_code, "three points without a shape"
    assert "shape: triangular" in unclear.json()["errors"][0]["hint"]
    assert 201 == made.status_code, made.text
    assert {"risks": 1, "uncertainty": 0, "correlations": 0, "branches": 0} == made.json()["rows"]
    assert any("Probability" in line for line in made.json()["understood"])


@pytest.mark.parametrize(
    ("mapping", "rule"),
    [("[1", "must be YAML"), ("just words", "must be a mapping"), ("shape: square", "must be"), ("\x00", "must")],
)
def test_a_mapping_is_checked(one_client, mapping, rule):
    """Whatever is wrong with it is said of it, not of the table."""
    place = f"/v1/workspaces/{one_client.workspace}/registers"
    query = {"filename": "risks.csv", "mapping": mapping}
    answer = one_client.post(place, content="ID,Risk,Probability\nR1,Flood,30%\n", params=query)

    assert (422, "/problems/invalid-document") == (answer.status_code, answer.json()["type"]), answer.text
    assert rule in answer.json()["errors"][0]["rule"]
    assert "mapping" in answer.json()["errors"][0]["where"]


def test_every_section_of_a_document_has_its_routes():
    """What riskcore adds to its documents must be added to the families."""
    assert set(RiskRegister.model_fields) == {section.key for section in REGISTER.sections}
    assert set(Scenarios.model_fields) - {"base"} == {section.key for section in SCENARIOS.sections}
