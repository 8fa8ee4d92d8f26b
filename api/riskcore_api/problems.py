"""What can be wrong with a request, as RFC 9457 writes it: one table, one exception, one body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, its title, and what it means."""

    status: int
    title: str
    meaning: str


KINDS = {
    "bad-request": Kind(400, "Bad request", "The request cannot be read as HTTP or as JSON."),
    "not-authenticated": Kind(401, "Not authenticated", "The request has no key or login, or one that is not valid."),
    "forbidden": Kind(403, "Forbidden", "The key or person may not do this."),
    "not-found": Kind(404, "Not found", "There is no such thing, or it is not yours to see."),
    "method-not-allowed": Kind(405, "Method not allowed", "This resource has no such method; see the header Allow."),
    "conflict": Kind(409, "Conflict", "The state of the resource does not allow it."),
    "changed-meanwhile": Kind(
        412, "Changed meanwhile", "The resource is no longer the one in If-Match: read it again."
    ),
    "too-large": Kind(413, "Too large", "The body is larger than this resource accepts."),
    "wrong-media-type": Kind(415, "Wrong media type", "The body is not of a type that this resource accepts."),
    "invalid-request": Kind(422, "Invalid request", "A parameter or a field of the body breaks a rule."),
    "invalid-document": Kind(422, "Invalid document", "The plan or register breaks rules; all of them are listed."),
    "unreadable-file": Kind(422, "Unreadable file", "The file cannot be read as a schedule."),
    "key-used-before": Kind(422, "Key used before", "The Idempotency-Key was used for another request."),
    "too-much-work": Kind(422, "Too much work", "The work needs more memory or time than this server allows."),
    "if-match-missing": Kind(428, "If-Match missing", "Changes need the header If-Match with the ETag that was read."),
    "too-many-requests": Kind(429, "Too many requests", "Wait as many seconds as Retry-After says."),
    "internal": Kind(500, "Internal error", "The fault is ours; the log has more under the request's id."),
    "tool-missing": Kind(501, "Tool missing", "This server lacks what reads this type of file."),
    "unavailable": Kind(503, "Unavailable", "The server is busy, or its database or disk does not answer. Try again."),
}
BY_STATUS = {kind.status: slug for slug, kind in reversed(KINDS.items())}


class Fault(BaseModel):
    """One broken rule: where, which, what was found, what to do."""

    pointer: str | None = Field(None, description="JSON Pointer into the document, where it is known.")
    where: str = Field("", description="The place in words.")
    rule: str
    got: str = ""
    hint: str = ""


class ProblemDocument(BaseModel):
    """The body of every answer that is not a success (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/not-found",
                    "title": "Not found",
                    "status": 404,
                    "detail": "There is no plan pl_0190a3b0c5d27c3e8f6a1b2c3d4e5f60.",
                    "request_id": "0190a3b0c5d27c3e",
                    "errors": [],
                }
            ]
        }
    )
    type: str
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[Fault] = []


@dataclass
class Problem(Exception):  # noqa: N818 - RFC 9457 calls it so
    """A request that cannot be answered as it stands."""

    slug: str
    detail: str
    errors: list[Fault] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return KINDS[self.slug].status

    def body(self, request_id: str) -> dict[str, Any]:
        """The answer."""
        return ProblemDocument(
            type=f"/problems/{self.slug}",
            title=KINDS[self.slug].title,
            status=self.status,
            detail=self.detail,
            request_id=request_id,
            errors=self.errors,
        ).model_dump(mode="json")


def not_found(what: str, name: str) -> Problem:
    """There is no such thing, or it is another's: the answer is the same."""
    return Problem("not-found", f"There is no {what} {name[:60]}.")


def faults(problems: Iterable[Mapping[str, str]]) -> list[Fault]:
    """Problems of riskcore, with a pointer where the place can be written as one."""
    return [Fault(pointer=pointer(one.get("where", "")), **one) for one in problems]


def pointer(where: str) -> str | None:
    """`activities[3] "Hot tap": duration.min` as /activities/3/duration/min; None where it is not such a place."""
    bare = re.sub(r' "(?:[^"]|"(?!:|$))*"(?=:|$)', "", where).replace(": ", ".").rstrip(":")
    if not re.fullmatch(r"[A-Za-z_][\w-]*(\[\d+\]|\.[A-Za-z_][\w-]*)*", bare):
        return None
    return "".join(f"/{step}" for step in re.findall(r"[A-Za-z_][\w-]*|\d+", bare))


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How these statuses are described in OpenAPI."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}}
    return {
        status: {"description": f"{KINDS[BY_STATUS[status]].title}.", "content": content} for status in sorted(statuses)
    }


EVERYWHERE = (400, 401, 403, 404, 422, 429, 500, 503)
"""What any resource of /v1 may answer."""
