"""Parts of hostile files: how each format begins, samples with something put in, and how a large file is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.formats.bad_files import DATA, MSPDI

if TYPE_CHECKING:
    from pathlib import Path

Parts = list[tuple[bytes, int]]
CUT, ENDLESS, GREEDY = "is damaged or cut short", "takes longer than", "needs more than 640 MB"
NESTED, MANY, SWOLLEN = "nests or repeats", "must not hold more than", "must not be larger than"
LACKS_LAST, LACKS_END = "its last line must be %E", "its last line lacks its end"
EITHER = (ENDLESS, GREEDY, "holds more than riskcore reads at once")

MARKS = {
    "mpp": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "xml": MSPDI.encode() + b"<SaveVersion>14</SaveVersion>",
    "pmxml": b'<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects">',
    "gan": b'<project name="x" webLink="http://">',
    "planner": b'<project name="x" mrproject-version="2">',
    "xer": b"ERMHDR\t19.12\t2027-03-02\r\n",
    "mpx": b"MPX,Hand,4.0,ANSI\r\n",
    "pod": b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00#com.projity.server.data.ProjectData",
}
SEPARATOR = b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@"


def sample(name: str) -> bytes:
    return (DATA / name).read_bytes()


def within(name: str, before: str, part: bytes, times: int) -> Parts:
    """A sample with `part` put in `times` before the first `before`."""
    head, mark, tail = sample(name).partition(before.encode())
    return [(head, 1), (part, times), (mark + tail, 1)]


def instead(name: str, old: str, new: str) -> Parts:
    text = sample(name).decode()
    assert old in text
    return [(text.replace(old, new).encode(), 1)]


def write(path: Path, parts: Parts) -> Path:
    """The file at `path`, a few megabytes at a time."""
    with path.open("wb") as file:
        for part, times in parts:
            block = max(1, min(times, 4_000_000 // max(len(part), 1)))
            for _ in range(times // block):
                file.write(part * block)
            file.write(part * (times % block))
    return path
