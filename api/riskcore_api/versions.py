"""ETags: whoever changes a thing says which state of it they have seen (RFC 9110, section 13)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

from riskcore_api.problems import Problem

IfMatch = Annotated[str | None, Header(description="The ETag that was read; required.", examples=['"3"'])]
IfNoneMatch = Annotated[str | None, Header(description="ETags that are at hand; 304 where one of them still holds.")]


def etag(version: int | str) -> str:
    """The strong ETag of a version or a digest."""
    return f'"{version}"'


def require(if_match: str | None, version: int) -> None:
    """Raise a Problem unless `if_match` names this version."""
    if if_match is None:
        raise Problem("if-match-missing", "Send the header If-Match with the ETag of the state that you have seen.")
    if if_match.strip() != "*" and etag(version) not in _listed(if_match):
        raise Problem("changed-meanwhile", f"It is now at {etag(version)}. Read it again, then repeat the change.")


def unchanged(if_none_match: str | None, current: str) -> bool:
    """Whether the asker has what is current."""
    return if_none_match is not None and (if_none_match.strip() == "*" or current in _listed(if_none_match))


def _listed(header: str) -> list[str]:
    return [one.strip().removeprefix("W/") for one in header.split(",")]
