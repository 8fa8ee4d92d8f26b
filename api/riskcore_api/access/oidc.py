"""Logging in at an identity provider: OpenID Connect, authorization code with PKCE (RFC 9700, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from riskcore_api.access.tokens import digest_of
from riskcore_api.clock import now
from riskcore_api.problems import Problem
from riskcore_api.store.tables import Redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from riskcore_api.settings import Settings

LASTS: Final = timedelta(minutes=10)
FRESH: Final = 3_600.0
"""Seconds after which the provider's description and keys are read anew."""
SIGNED: Final = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Signatures by a key of the provider's; never "none", and none by a secret that we share."""
SKEW: Final = 60


@dataclass(frozen=True)
class Claims:
    """Who came back."""

    subject: str
    email: str
    verified: bool
    name: str


class Provider:
    """The identity provider of a server."""

    def __init__(self, settings: Settings, client: Callable[[], httpx.Client] | None = None) -> None:
        self.settings = settings
        self.issuer = settings.oidc_issuer.rstrip("/")
        self.back = f"{settings.url}/login/return"
        self.client = client or (lambda: httpx.Client(timeout=10))
        self.lock = threading.Lock()
        self.known: dict[str, tuple[float, Any]] = {}

    def leave(self, session: Session) -> tuple[str, str]:
        """Where to send somebody, and the state by which they are known when they are back."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        session.add(Redirect(state_hash=digest_of(state), nonce=nonce, verifier=verifier, expires_at=now() + LASTS))
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        query = {
            "response_type": "code",
            "client_id": self.settings.oidc_client_id,
            "redirect_uri": self.back,
            "scope": "openid email profile",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._description()['authorization_endpoint']}?{urlencode(query)}", state

    def come_back(self, redirect: Redirect, code: str) -> Claims:
        """Who it is. Raises a Problem where the provider does not vouch for it."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.back,
            "client_id": self.settings.oidc_client_id,
            "code_verifier": redirect.verifier,
        }
        secret = self.settings.oidc_client_secret.get_secret_value()
        try:
            with self.client() as client:
                answer = client.post(
                    self._description()["token_endpoint"], data=form | ({"client_secret": secret} if secret else {})
                )
            token = answer.json()["id_token"] if answer.is_success else None
        except (httpx.HTTPError, ValueError, KeyError):
            token = None
        if not isinstance(token, str):
            raise _refused("The identity provider did not confirm the login.")
        return self._claims(token, redirect.nonce)

    def _claims(self, token: str, nonce: str) -> Claims:
        rules = jwt.JWTClaimsRegistry(
            leeway=SKEW,
            iss={"essential": True, "value": self.issuer_named()},
            aud={"essential": True, "value": self.settings.oidc_client_id},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            decoded = jwt.decode(token, self._keys(), algorithms=SIGNED)
            rules.validate(decoded.claims)
        except (JoseError, ValueError) as error:
            raise _refused(f"The identity provider's token is not valid ({type(error).__name__}).") from None
        found = decoded.claims
        return Claims(
            subject=f"{self.issuer}#{found['sub']}",
            email=str(found.get("email", "")),
            verified=found.get("email_verified") in (True, "true"),
            name=str(found.get("name") or found.get("email") or found["sub"]),
        )

    def issuer_named(self) -> str:
        """The issuer as it calls itself, which must be what is set but for a slash at its end."""
        name = str(self._description()["issuer"])
        if name.rstrip("/") != self.issuer:
            raise _refused("The identity provider calls itself by another name than the one that is set.")
        return name

    def _description(self) -> dict[str, Any]:
        found: dict[str, Any] = self._fetched(f"{self.issuer}/.well-known/openid-configuration")
        return found

    def _keys(self) -> KeySet:
        return KeySet.import_key_set(self._fetched(self._description()["jwks_uri"]))

    def _fetched(self, url: str) -> Any:
        with self.lock:
            at, value = self.known.get(url, (0.0, None))
        if value is None or time.monotonic() - at > FRESH:
            try:
                with self.client() as client:
                    value = client.get(url).raise_for_status().json()
            except (httpx.HTTPError, ValueError):
                raise Problem("unavailable", "The identity provider does not answer. Try again.") from None
            with self.lock:
                self.known[url] = (time.monotonic(), value)
        return value


def take_redirect(session: Session, state: str) -> Redirect | None:
    """The login that was begun with this state; it is used up by that."""
    row = session.get(Redirect, digest_of(state), with_for_update=True)
    if row is None:
        return None
    session.delete(row)
    return row if row.expires_at > now() else None


def _refused(detail: str) -> Problem:
    return Problem("forbidden", detail)
