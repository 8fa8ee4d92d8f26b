"""The time as the service writes it: UTC, RFC 3339."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema


def now() -> datetime:
    """The moment at hand, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """2027-06-30T12:00:00.000000Z."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


Stamp = Annotated[
    datetime,
    PlainSerializer(stamp, when_used="json"),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2027-01-04T08:00:00.000000Z"]}),
]
