"""The first element of an XML file, found without a parser: what is not known yet is not expanded either."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SKIPPED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(>|\[)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)([^>]*)>?")


class BadHead(ValueError):  # noqa: N818 - a finding, told to the person
    """The file begins like XML and goes on in a way that no schedule needs."""


@dataclass(frozen=True)
class XmlHead:
    """The root's name without its prefix, the text of its tag, and some of what follows."""

    root: str
    tag: str
    rest: str


def read_head(head: bytes) -> XmlHead | None:
    """The root element of a file that begins with `head`, or None where it is no XML. Raises BadHead."""
    encoding = _UTF16.get(head[:2], "utf-8-sig")
    text = head.removeprefix(head[:2] if head[:2] in _UTF16 else b"").decode(encoding, "replace")
    at = 0
    if not text.lstrip().startswith("<"):
        return None
    while True:
        if match := _SKIPPED.match(text, at):
            at = match.end()
        elif match := _DOCTYPE.match(text, at):
            if match[1] == "[":
                raise BadHead("declares a document type of its own, which no schedule does")
            at = match.end()
        else:
            break
    match = _ROOT.match(text, at)
    if match is None:
        raise BadHead("begins like XML and has no element: it is damaged or cut short")
    return XmlHead(match[1], match[2], text[match.end() : match.end() + 4_096])
