"""Logging in at an identity provider, and every way in which that may be wrong."""

from __future__ import annotations

import base64
import hashlib
import time

import httpx
import pytest

from tests.service.provider import Provider, query_of
from tests.service.server import Server

ADA = {"sub": "ada", "email": "ada@example.org", "email_verified": True, "name": "Ada"}


@pytest.fixture(scope="module")
def provider():
    """An identity provider on loopback."""
    found = Provider()
    yield found
    found.close()


@pytest.fixture(scope="module")
def server(provider, tmp_path_factory, database_url):
    """A server that trusts it."""
    settings = {"oidc_issuer": provider.issuer, "oidc_client_id": "riskcore", "owners": ("ada@example.org",)}
    folder = tmp_path_factory.mktemp("oidc")
    with Server(folder, database=database_url("sqlite"), workers=0, **settings) as found:
        yield found


@pytest.fixture
def login(server, provider):
    """A function that goes there and back; `change` alters the way back. It returns client, query and answer."""
    clients = []

    def go(claims, change=None):
        client = httpx.Client(base_url=server.url)
        clients.append(client)
        sent = query_of(client.get("/login").headers["location"])
        provider.claims = {**claims, "nonce": sent["nonce"]} | (change or {}).pop("claims", {})
        back = {"code": "abc", "state": sent["state"]} | (change or {})
        return client, sent, client.get("/login/return", params=back)

    yield go
    for client in clients:
        client.close()


def test_the_way_there_and_back(login, provider):
    """Code flow with PKCE and a nonce; at its end a session of the person."""
    client, sent, answer = login(ADA)
    challenge = hashlib.sha256(provider.asked["code_verifier"].encode()).digest()
    me = client.get("/v1/me").json()

    assert ("code", "S256", "riskcore") == (sent["response_type"], sent["code_challenge_method"], sent["client_id"])
    assert base64.urlsafe_b64encode(challenge).rstrip(b"=").decode() == sent["code_challenge"]
    assert 200 == answer.status_code
    assert "SameSite=strict" in answer.headers["set-cookie"]
    assert ("ada@example.org", "person") == (me["name"], me["kind"])
    assert "admin" in me["workspaces"][0]["scopes"], "an owner by the settings"


def test_somebody_invited_is_known_by_their_address(login, server):
    """Added as a member before they ever came; whoever else comes sees nothing."""
    owner, _, _ = login(ADA)
    home = owner.get("/v1/me").json()["workspaces"][0]["id"]
    body = {"email": "Bob@example.org", "role": "analyst"}
    owner.post(f"/v1/workspaces/{home}/members", json=body, headers={"Origin": server.url})
    bob, _, _ = login({"sub": "bob", "email": "bob@example.org", "email_verified": True})
    eve, _, _ = login({"sub": "eve", "email": "bob@example.org", "email_verified": False})

    assert ["plans:write", "read", "runs:write"] == bob.get("/v1/me").json()["workspaces"][0]["scopes"]
    assert [] == eve.get("/v1/me").json()["workspaces"]
    assert 404 == eve.get(f"/v1/workspaces/{home}").status_code


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another"},
        {"nonce": "another"},
        {"exp": int(time.time()) - 3_600},
    ],
    ids=["issuer", "audience", "nonce", "expired"],
)
def test_a_token_that_is_not_for_us_is_refused(login, claims):
    """Of another issuer, for another client, of another login, or too old."""
    client, _, answer = login(ADA, {"claims": claims})

    assert 403 == answer.status_code
    assert 401 == client.get("/v1/me").status_code


def test_a_token_of_another_key_is_refused(login, provider):
    """Whoever signed it was not the provider."""
    provider.forged = True
    _, _, answer = login(ADA)
    provider.forged = False

    assert 403 == answer.status_code


def test_a_way_back_is_for_one_browser_and_once(login, server):
    """Another's state, a made-up one, and the same twice."""
    client, sent, first = login(ADA)
    query = {"code": "abc", "state": sent["state"]}
    client.cookies.set("riskcore_login", sent["state"])
    twice = client.get("/login/return", params=query)
    elsewhere = httpx.get(f"{server.url}/login/return", params=query)
    _, _, made_up = login(ADA, {"state": "made up"})
    _, _, refused = login(ADA, {"error": "<b>access_denied</b>"})

    assert [200, 403, 403, 403, 403] == [one.status_code for one in (first, twice, elsewhere, made_up, refused)]
    assert "<b>" not in refused.text
