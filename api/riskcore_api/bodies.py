"""How large the body of a request may be: counted as it comes in, whatever its head says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.types import Message, Receive

    from riskcore_api.settings import Settings

MOST_BYTES = 1_000_000
UPLOADS = re.compile(r"/v1/workspaces/[^/]+/(plans|registers)|/v1/plans/[^/]+/(versions|scenario-document)")
"""Where files are sent to, which may be larger."""
TOO_LARGE = 413


def limit_of(path: str, settings: Settings) -> int:
    """The most bytes that a request to `path` may bring."""
    return settings.upload_bytes if UPLOADS.fullmatch(path) else MOST_BYTES


def declared(headers: Headers) -> int:
    """What the head says, 0 where it says nothing."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0


def counted(receive: Receive, most: int) -> Receive:
    """The same messages, and an error in their place when they hold more than `most` bytes."""
    size = 0

    async def counting() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        if size > most:
            raise HTTPException(TOO_LARGE, too_large(most))
        return message

    return counting


def too_large(most: int) -> str:
    """What is told."""
    return f"The body is larger than {most / 1e6:,.0f} MB."
