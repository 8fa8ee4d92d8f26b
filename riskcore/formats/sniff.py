"""What a file is, told from its content: a wrong extension misleads nobody, and only one reader gets to see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from riskcore.errors import FileError, Problem
from riskcore.formats.ole2 import is_ole2, stream_names
from riskcore.formats.xml_head import BadHead, XmlHead, read_head

if TYPE_CHECKING:
    from pathlib import Path

Format = Literal["mpp", "mspdi", "mpx", "xer", "pmxml", "gan", "planner", "pod", "text"]
"""`text` may be one of riskcore's own documents; the others are read by MPXJ."""

LARGEST: Final = 256_000_000
"""Bytes; a schedule of 100,000 activities in the wordiest format, MSPDI, has some 200,000,000."""
_HEAD: Final = 65_536
_READABLE: Final = (
    "riskcore reads its own YAML and JSON, and .mpp, .mpx, MSPDI .xml, .xer, P6 .xml, .gan, .pod and Planner files."
)

_OTHER_KINDS: Final = (
    (b"%PDF", "a PDF document"),
    (b"\x00\x01\x00\x00Standard Jet DB", "a Microsoft Access database; Microsoft Project 98 kept projects in such"),
    (b"\x00\x01\x00\x00Standard ACE DB", "a Microsoft Access database"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"!Self-Extracting Primavera Project", "a Primavera P3 backup"),
    (b"{\\rtf", "an RTF document"),
)
_ZIPPED: Final = (
    (b"xl/", "an Excel workbook"),
    (b"word/", "a Word document"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
_OLE_KINDS: Final = (
    ("EncryptedPackage", "an Office file protected by a password"),
    ("Workbook", "an Excel workbook"),
    ("Book", "an Excel workbook"),
    ("WordDocument", "a Word document"),
    ("PowerPoint Document", "a PowerPoint presentation"),
    ("VisioDocument", "a Visio drawing"),
    ("__properties_version1.0", "an Outlook message"),
)
_PROJECT_STREAM = re.compile(r"Props\d*| {3}1\d*|CV_iew|TBkndTask")


def sniff(path: Path) -> Format:
    """The format of the file at `path`. Raises FileError where it is empty, too large or of no use to riskcore."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _refused(path, f"must not be larger than {LARGEST // 1_000_000} MB", f"{size / 1e6:,.0f} MB")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise _refused(path, f"cannot be read: {error.strerror}") from None
    if not head.strip(b"\x00\t\r\n "):
        raise _refused(path, "is empty")
    if is_ole2(head):
        return _ole2(path)
    if head.startswith(b"PK\x03\x04"):
        raise _looks_like(path, next((kind for mark, kind in _ZIPPED if mark in head), "a zip archive"))
    for mark, kind in _OTHER_KINDS:
        if head.startswith(mark):
            raise _looks_like(path, kind)
    return _java_object(path, head) or _marked_text(head) or _xml(path, head) or _text(path, head)


def _ole2(path: Path) -> Format:
    names = stream_names(path)
    if names is None:
        raise _refused(path, "is damaged or cut short: its table of contents cannot be read")
    if any(_PROJECT_STREAM.fullmatch(name) for name in names):
        return "mpp"
    raise _looks_like(path, next((kind for name, kind in _OLE_KINDS if name in names), "an Office or similar file"))


def _java_object(path: Path, head: bytes) -> Format | None:
    if not head.startswith(b"\xac\xed\x00\x05"):
        return None
    if b"com.projity" in head or b"com.projectlibre" in head:
        return "pod"
    raise _looks_like(path, "data of some Java program")


def _marked_text(head: bytes) -> Format | None:
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if bare.startswith(b"ERMHDR"):
        return "xer"
    return "mpx" if re.match(rb'"?MPX"?[,;\t]', bare) else None


def _xml(path: Path, head: bytes) -> Format | None:
    try:
        xml = read_head(head)
    except BadHead as bad:
        raise _refused(path, str(bad)) from None
    if xml is None:
        return None
    found = _xml_format(xml)
    if found is None:
        known = "a web page" if xml.root.lower() == "html" else f"XML of another kind, <{xml.root[:40]}>"
        raise _looks_like(path, known)
    return found


def _xml_format(xml: XmlHead) -> Format | None:
    if xml.root == "Project" and ("schemas.microsoft.com/project" in xml.tag or "<SaveVersion>" in xml.rest):
        return "mspdi"
    if xml.root in ("APIBusinessObjects", "BusinessObjects"):
        return "pmxml"
    if xml.root == "project" and re.search(r"\s(mrproject-version|phase)\s*=", xml.tag):
        return "planner"
    if xml.root == "project" and re.search(r"\s(webLink|gantt-divider-location|view-date)\s*=", xml.tag):
        return "gan"
    return None


def _text(path: Path, head: bytes) -> Format:
    if b"\x00" in head or sum(byte < 32 and byte not in b"\t\r\n\f" for byte in head) > len(head) // 100:
        raise _looks_like(path, "binary data of an unknown kind")
    return "text"


def _looks_like(path: Path, kind: str) -> FileError:
    return _refused(path, f"looks like {kind}, not like a schedule", hint=_READABLE)


def _refused(path: Path, rule: str, got: str = "", hint: str = "") -> FileError:
    return FileError([Problem(path.name, rule, got, hint)], path.name)
