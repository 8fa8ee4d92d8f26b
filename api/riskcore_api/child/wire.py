"""Messages between a process and its parent: JSON with its length before it. No pickles: a child is not trusted."""

from __future__ import annotations

import json
import struct
from typing import IO, Any, Final

HEAD: Final = struct.Struct(">I")
LARGEST: Final = 64_000_000
Message = dict[str, Any]


def send(file: IO[bytes], message: Message) -> None:
    """Write a message."""
    body = json.dumps(message, allow_nan=False).encode()
    file.write(HEAD.pack(len(body)) + body)
    file.flush()


def receive(file: IO[bytes]) -> Message | None:
    """The next message; None where the other end is gone or does not keep to the form."""
    head = file.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    (size,) = HEAD.unpack(head)
    body = file.read(size) if size <= LARGEST else b""
    if len(body) < size or not body:
        return None
    found = json.loads(body)
    return found if isinstance(found, dict) else None
