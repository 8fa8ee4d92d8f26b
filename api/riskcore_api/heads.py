"""The head of a request, before anything of ours sees it: how large it may be, and what is said of one unfit."""

from __future__ import annotations

import json
import secrets
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from riskcore_api.problems import MEDIA_TYPE, Problem

MOST_BYTES = 65_535
"""Of the request line and the headers together; the parser can number no more characters of a URL."""
LINGER_SECONDS = 1.0
"""What still comes is thrown away so long: closed at once, the connection would be reset and the answer lost."""
UNREADABLE = f"The request is no HTTP, or its head has more than {MOST_BYTES:,} bytes."


class HeadTooLarge(Exception):  # noqa: N818 - the parser turns it into its own error
    """More than MOST_BYTES."""


class BoundedHead(HttpToolsProtocol):
    """Uvicorn's protocol, which knows no such bound and refuses in plain text."""

    def connection_made(self, transport: Any) -> None:
        """Nothing has come yet."""
        self.come, self.within, self.refused = 0, True, False
        super().connection_made(transport)

    def data_received(self, data: bytes) -> None:
        """Stop reading a head that has no end: the parser would keep all of it."""
        if self.refused:
            return
        super().data_received(data)
        self.come = self.come + len(data) if self.within else 0
        if self.come > MOST_BYTES and not self.refused:
            self.send_400_response("")

    def on_message_begin(self) -> None:
        """The head begins."""
        self.within = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is whole: refuse it or go on."""
        self.within = False
        if len(self.url) + sum(len(name) + len(value) for name, value in self.headers) > MOST_BYTES:
            raise HeadTooLarge
        super().on_headers_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn gives it
        """Refuse as everywhere else: as a problem."""
        body = json.dumps(Problem("bad-request", UNREADABLE).body(secrets.token_hex(8))).encode()
        head = f"HTTP/1.1 400 Bad Request\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\n"
        self.transport.write(head.encode() + b"connection: close\r\n\r\n" + body)
        self.refused = True
        self.loop.call_later(LINGER_SECONDS, self.transport.close)
