"""An identity provider for the tests: it vouches for whoever is set, in the ways a real one does, or wrongly."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey


class Provider:
    """It answers on loopback; `claims` are what its next token says, `forged` signs it by another key."""

    def __init__(self):
        self.key, self.other = (RSAKey.generate_key(2048, {"kid": "1"}) for _ in range(2))
        self.claims, self.forged, self.asked = {}, False, {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def token(self):
        """The id token."""
        moment = int(time.time())
        claims = {"iss": self.issuer, "aud": "riskcore", "iat": moment, "exp": moment + 60, **self.claims}
        key = self.other if self.forged else self.key
        return jwt.encode({"alg": "RS256", "kid": "1"}, claims, key)

    def _handler(self):
        own = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.endswith("openid-configuration"):
                    names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
                    self.answer({"issuer": own.issuer} | {key: f"{own.issuer}/{one}" for key, one in names.items()})
                else:
                    self.answer(KeySet([own.key]).as_dict(private=False))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"])).decode()
                own.asked = {key: values[0] for key, values in parse_qs(body).items()}
                self.answer({"id_token": own.token(), "access_token": "x", "token_type": "Bearer"})

            def answer(self, document):
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Say nothing."""

        return Handler


def query_of(url):
    """The query of an address."""
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}
