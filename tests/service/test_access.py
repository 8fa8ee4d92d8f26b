"""Who may: keys, roles, sessions, and walls between workspaces."""

from __future__ import annotations

import httpx
import pytest
from riskcore_api.access.limits import Limiter
from riskcore_api.access.roles import OF_ROLE, SCOPES
from riskcore_api.access.tokens import new_key, parse_key
from riskcore_api.problems import Problem

from tests.service.server import PLAN, Client


@pytest.fixture(scope="module")
def world(servers, clients, owner):
    """Two workspaces, the things of the first, and keys of every kind."""
    server, client = servers("sqlite"), clients("sqlite")
    home = client.workspace
    plan, register = client.plan(), client.register()
    result = client.result(plan, seed=31)
    keys = f"/v1/workspaces/{home}/keys"
    other = owner.post("/v1/workspaces", json={"name": "Elsewhere"}).json()["id"]

    def key(place, **body):
        return owner.post(place, json={"name": "k", "scopes": list(SCOPES), **body}).json()

    revoked = key(keys)
    owner.delete(f"/v1/keys/{revoked['id']}")
    names = {
        "workspace_id": home,
        "plan_id": plan["id"],
        "register_id": register["id"],
        "run_id": result["run_id"],
        "result_id": result["id"],
        "key_id": key(keys)["id"],
        "person_id": owner.get("/v1/me").json()["id"],
        "number": "1",
        "key": "R1",
        "name": "s-curve",
        "form": "svg",
    }
    return {
        "server": server,
        "names": names,
        "revoked": revoked["key"],
        "foreign": key(f"/v1/workspaces/{other}/keys")["key"],
        "reader": key(keys, scopes=["read"])["key"],
        "nothing": key(keys, scopes=["sign"])["key"],
    }


def operations(client):
    """Every operation of the API's description."""
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def asked(client, world, method, path, operation):
    """The answer to the operation on the things of the first workspace."""
    place = path.format(**world["names"])
    json = "application/json" in operation.get("requestBody", {}).get("content", {})
    content = {"json": {}} if json else {"content": b""}
    return client.request(method, place, **(content if method in ("POST", "PUT", "PATCH") else {}))


@pytest.mark.parametrize("who", ["nobody", "made up", "revoked", "expired", "foreign"])
def test_every_operation_is_closed_to_strangers(world, who, owner):
    """No key, one that is made up, revoked or expired: 401. One of another workspace: 404, as if there were nothing."""
    keys = {
        "nobody": None,
        "made up": new_key(f"key_{'0' * 32}").text,
        "revoked": world["revoked"],
        "expired": _expired(world),
        "foreign": world["foreign"],
    }
    open_to_all = {"/v1/me", "/v1/workspaces"}  # a key of another workspace sees that one
    with Client(world["server"].url, keys[who]) as client:
        for method, path, operation in operations(owner):
            if who == "foreign" and path in open_to_all:
                continue
            answer = asked(client, world, method, path, operation)

            assert (404 if who == "foreign" else 401) == answer.status_code, (method, path, answer.text)
            assert "application/problem+json" == answer.headers["content-type"]


def test_every_change_is_closed_to_readers(world, owner):
    """403 for each operation that changes something, whatever its body; reading works."""
    harmless = {"compare_results"}
    with Client(world["server"].url, world["reader"]) as client:
        for method, path, operation in operations(owner):
            if method == "GET" or operation["operationId"] in harmless:
                continue
            answer = asked(client, world, method, path, operation)

            assert 403 == answer.status_code, (method, path, answer.text)
        assert 200 == client.get(f"/v1/plans/{world['names']['plan_id']}").status_code


def test_a_key_without_read_reads_nothing(world, owner):
    """Scopes do not imply one another."""
    with Client(world["server"].url, world["nothing"]) as client:
        for method, path, operation in operations(owner):
            if method == "GET" and path not in ("/v1/me", "/v1/workspaces"):
                answer = asked(client, world, method, path, operation)

                assert 403 == answer.status_code, (path, answer.text)


def _expired(world):
    """A key whose day is past: the row is older than any that the API makes."""
    from datetime import timedelta  # noqa: PLC0415

    from riskcore_api.clock import now  # noqa: PLC0415
    from riskcore_api.settings import Settings  # noqa: PLC0415
    from riskcore_api.store.database import Database  # noqa: PLC0415
    from riskcore_api.store.tables import ApiKey  # noqa: PLC0415

    text = world["server"].key("old")
    database = Database(Settings(**world["server"].settings).database_url)
    with database.write() as session:
        session.get_one(ApiKey, parse_key(text)[0]).expires_at = now() - timedelta(seconds=1)
    database.close()
    return text


def test_keys_do_no_more_than_their_makers(world, owner):
    """An analyst's key cannot make one that rules; secrets are shown once."""
    place = f"/v1/workspaces/{world['names']['workspace_id']}/keys"
    ruler = owner.post(place, json={"name": "ruler", "scopes": ["read", "admin"], "days": 1}).json()
    with Client(world["server"].url, ruler["key"]) as client:
        more = client.post(place, json={"name": "more", "scopes": ["sign"]})
        same = client.post(place, json={"name": "same", "scopes": ["read"]})
    listed = owner.get(place).json()["items"]

    assert [403, 201] == [more.status_code, same.status_code]
    assert all("key" not in one and "secret_hash" not in one for one in listed)
    assert same.json()["created_by"] == ruler["id"]


def test_roles_bring_scopes():
    """Each role what the one below has, and more."""
    assert OF_ROLE["viewer"] < OF_ROLE["analyst"] < OF_ROLE["owner"] == set(SCOPES)


def test_members_and_the_last_owner(owner):
    """Added by address, promoted with the ETag; a workspace keeps an owner."""
    home = owner.post("/v1/workspaces", json={"name": "Team"}).json()["id"]
    place = f"/v1/workspaces/{home}/members"
    ada = owner.post(place, json={"email": "ada@example.org", "role": "viewer"}).json()
    twice = owner.post(place, json={"email": "ADA@example.org", "role": "viewer"})
    me = owner.get("/v1/me").json()["id"]
    last = owner.delete(f"{place}/{me}", headers={"If-Match": "*"})
    promoted = owner.patch(f"{place}/{ada['person_id']}", json={"role": "owner"}, headers={"If-Match": ada["etag"]})
    gone = owner.delete(f"{place}/{me}", headers={"If-Match": "*"})

    assert [409, 409, 200, 204] == [one.status_code for one in (twice, last, promoted, gone)]
    assert 404 == owner.get(f"/v1/workspaces/{home}").status_code, "no longer a member"


def test_the_link_works_once(world):
    """It sets a cookie that scripts cannot read and other sites cannot send."""
    from riskcore_api.offline import new_link  # noqa: PLC0415
    from riskcore_api.settings import Settings  # noqa: PLC0415

    link = new_link(Settings(**world["server"].settings))
    first, second = httpx.get(link), httpx.get(link)
    cookie = first.headers["set-cookie"]

    assert (303, "/") == (first.status_code, first.headers["location"])
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert 403 == second.status_code
    assert "set-cookie" not in second.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_cookie_changes_nothing_from_elsewhere(owner, origin):
    """A change with a cookie must come from our own page."""
    headers = {"Origin": origin} if origin else {}
    request = owner.build_request("POST", "/v1/workspaces", json={"name": "X"})
    request.headers.pop("origin", None)
    request.headers.update(headers)

    assert 403 == owner.send(request).status_code


def test_logging_out_ends_the_session(world):
    """The cookie is worth nothing afterwards."""
    client = world["server"].owner()
    cookie = client.cookies["riskcore_session"]
    out = client.post("/logout")
    client.close()
    after = httpx.get(f"{world['server'].url}/v1/me", cookies={"riskcore_session": cookie})

    assert 303 == out.status_code
    assert 401 == after.status_code


def test_a_forged_key_is_told_by_its_checksum():
    """No look into the database is needed for it."""
    key = new_key("key_" + "ab" * 16)

    assert ("key_" + "ab" * 16, key.digest) == parse_key(key.text)
    assert parse_key(key.text[:-1] + ("0" if key.text[-1] != "0" else "1")) is None
    assert parse_key("rk_") is None


def test_a_bucket_fills_evenly():
    """A burst, then one at a time; nobody takes from another's."""
    moment = [0.0]
    limiter = Limiter(60, lambda: moment[0])
    for _ in range(10):
        limiter.take("a")
    with pytest.raises(Problem) as refused:
        limiter.take("a")
    limiter.take("b")
    moment[0] = 1.0
    limiter.take("a")

    assert ("too-many-requests", "1") == (refused.value.slug, refused.value.headers["Retry-After"])


def test_buckets_do_not_fill_the_memory():
    """Full ones say nothing and go; where all say something, the oldest do."""
    moment = [0.0]
    limiter = Limiter(6, lambda: moment[0])
    for number in range(25_000):
        moment[0] += 0.001
        limiter.take(str(number))

    assert len(limiter.buckets) <= 10_000


def test_uploads_are_limited(servers, clients, tmp_path_factory, database_url):
    """429 says when to come back."""
    from tests.service.server import Server  # noqa: PLC0415

    tight = {"database": database_url("sqlite"), "uploads_per_minute": 6, "workers": 0}
    with Server(tmp_path_factory.mktemp("tight"), **tight) as server, server.client() as client:
        place = f"/v1/workspaces/{client.workspace}/plans"
        codes = [client.post(place, content=PLAN).status_code for _ in range(2)]
        refused = client.post(place, content=PLAN)

    assert [201, 429] == codes
    assert int(refused.headers["retry-after"]) >= 1
