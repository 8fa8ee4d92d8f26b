"""Plans over HTTP: uploads, versions, names, repeated requests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats import needs
from tests.service.server import PLAN

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def test_an_upload_answers_with_what_is_in_it(client):
    """Facts, quality and where it is, in the answer to the upload."""
    made = client.post(f"/v1/workspaces/{client.workspace}/plans?filename=pump.yaml", content=PLAN)
    plan = made.json()

    assert 201 == made.status_code
    assert f"/v1/plans/{plan['id']}" == made.headers["location"]
    assert '"2"' == made.headers["etag"] == plan["etag"]
    assert ("Pump station", 1, "pump.yaml") == (plan["name"], plan["latest"]["number"], plan["latest"]["source_name"])
    assert 5 == plan["latest"]["facts"]["activities"]
    assert 23 == sum(plan["latest"]["facts"]["quality"].values())
    assert plan["last_answer"] is None


@needs.java
def test_a_schedule_file_is_checked_against_its_own_dates(one_client):
    """The import check is in the answer; the review has it for each activity."""
    plan = one_client.plan((SCENARIOS / "quay-wall" / "plan.xer").read_bytes(), filename="plan.xer")
    check = plan["latest"]["facts"]["import_check"]
    review = one_client.get(f"/v1/plans/{plan['id']}/versions/1/review").json()

    assert check["compared"] == len(review["import_check"]["activities"])
    assert check["headline"].startswith(f"{check['equal']:,} of {check['computed']:,}")
    assert {"key", "status", "threshold", "offenders", "remedy"} <= set(review["quality"][0])


def test_versions_by_digest(client):
    """The same plan in other words is the same version; another is the next."""
    plan = client.plan()
    versions = f"/v1/plans/{plan['id']}/versions"
    again = client.post(versions, content=PLAN.replace("15d, 20d, 35d", "15.0d, 20d, 35d"))
    changed = client.post(versions, content=PLAN.replace("20d, 35d", "20d, 36d"))
    listed = client.get(versions).json()

    assert (200, 1) == (again.status_code, again.json()["number"])
    assert (201, 2) == (changed.status_code, changed.json()["number"])
    assert [1, 2] == [one["number"] for one in listed]
    assert listed[0]["digest"] != listed[1]["digest"]
    assert 2 == client.get(f"/v1/plans/{plan['id']}").json()["latest"]["number"]


def test_source_and_document_come_back(one_client):
    """The file to the byte, and the plan as riskcore's own; known content is not sent again."""
    plan = one_client.plan(filename="a plan.yaml")
    source = one_client.get(f"/v1/plans/{plan['id']}/versions/1/source")
    document = one_client.get(f"/v1/plans/{plan['id']}/versions/1/document")
    known = one_client.get(document.url.path, headers={"If-None-Match": document.headers["etag"]})

    assert PLAN.encode() == source.content
    assert "a%20plan.yaml" in source.headers["content-disposition"]
    assert ["A10", "A30", "A40", "A50", "A60"] == [one["id"] for one in document.json()["activities"]]
    assert "immutable" in document.headers["cache-control"]
    assert (304, b"") == (known.status_code, known.content)


def test_changes_need_the_state_that_was_seen(client):
    """428 without If-Match, 412 where it is stale, and one change each."""
    plan = client.plan()
    place = f"/v1/plans/{plan['id']}"
    without = client.patch(place, json={"name": "B"})
    changed = client.patch(place, json={"name": "B"}, headers={"If-Match": plan["etag"]})
    stale = client.patch(place, json={"name": "C"}, headers={"If-Match": plan["etag"]})

    assert [428, 200, 412] == [one.status_code for one in (without, changed, stale)]
    assert "B" == client.get(place).json()["name"]
    assert changed.headers["etag"] in stale.json()["detail"]
    assert 412 == client.delete(place, headers={"If-Match": plan["etag"]}).status_code
    assert 204 == client.delete(place, headers={"If-Match": changed.headers["etag"]}).status_code
    assert 404 == client.get(place).status_code


def test_a_repeated_request_is_done_once(client):
    """With an Idempotency-Key the same answer comes again; the key of another request is refused."""
    place, key = f"/v1/workspaces/{client.workspace}/plans?name=Once", {"Idempotency-Key": f"k{client.workspace}"}
    first, second = (client.post(place, content=PLAN, headers=key) for _ in range(2))
    other = client.post(place, content=PLAN.replace("Design", "Draw"), headers=key)

    assert 201 == first.status_code == second.status_code
    assert first.json() == second.json()
    assert first.headers["location"] == second.headers["location"]
    assert (422, "/problems/key-used-before") == (other.status_code, other.json()["type"])


def test_pages_hold_each_plan_once(one_client):
    """Page by page, newest first, whatever the size of a page."""
    for number in range(3):
        one_client.plan(name=f"Page {number}")
    place = f"/v1/workspaces/{one_client.workspace}/plans"
    whole = one_client.get(place, params={"page_size": 200}).json()
    found, token = [], ""
    while token is not None:
        page = one_client.get(place, params={"page_size": 2, "page_token": token}).json()
        found, token = found + page["items"], page["next_page_token"]

    assert whole["next_page_token"] is None
    assert [one["id"] for one in whole["items"]] == [one["id"] for one in found]
    assert ["Page 2", "Page 1", "Page 0"] == [one["name"] for one in found][:3]
    for bad in ("x", "!!!!", "eyJ9", "ä"):
        assert 422 == one_client.get(place, params={"page_token": bad}).status_code


def test_every_problem_of_a_plan_is_told_with_its_place(one_client):
    """All at once, with pointers into the document."""
    broken = PLAN.replace("[A30, A40]", "[A30, A99]").replace("30d, 35d, 50d", "30d, 25d, 50d")
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans", content=broken)
    problem = answer.json()

    assert 422 == answer.status_code
    assert "application/problem+json" == answer.headers["content-type"]
    assert "/problems/invalid-document" == problem["type"]
    assert answer.headers["x-request-id"] == problem["request_id"]
    assert "/activities/2/duration" == problem["errors"][0]["pointer"][: len("/activities/2/duration")]
    for fault in problem["errors"]:
        assert fault["rule"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "looks like a PDF"),
        (b"PK\x03\x04 xl/workbook.xml", "looks like an Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is damaged"),
        (b"name: [", "must be YAML"),
    ],
)
def test_files_of_no_use_are_refused_with_a_reason(one_client, content, words):
    """By what is in them, not by their name."""
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans?filename=plan.mpp", content=content)

    assert 422 == answer.status_code
    assert words in answer.json()["detail"]


def test_forms_are_told_what_to_send_instead(one_client):
    """The most likely mistake with curl."""
    answer = one_client.post(f"/v1/workspaces/{one_client.workspace}/plans", files={"file": ("plan.yaml", PLAN)})

    assert 415 == answer.status_code
    assert "--data-binary" in answer.json()["detail"]
