"""Schedule files that are made to hurt, small enough for every run, each with what riskcore must say of it."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile

from tests.formats.bad_files import ole2
from tests.formats.hostile_native import NATIVE
from tests.formats.hostile_parts import CUT, LACKS_END, LACKS_LAST, MARKS, SEPARATOR, Parts, instead, sample


def _truncated() -> dict[str, tuple[Parts, str]]:
    whole = {f"cut.{kind}": sample(f"pump.{kind}") for kind in ("xml", "pmxml", "gan", "planner", "xer", "mpx")}
    whole["cut.mpp"] = ole2("Props14", "   114")
    said = {"cut.xer": LACKS_LAST, "cut.mpx": LACKS_END}
    found = {name: ([(content[: len(content) * 2 // 3], 1)], said.get(name, CUT)) for name, content in whole.items()}
    found["cut at a line.xer"] = ([(sample("pump.xer").split(b"%T\tTASKPRED")[0], 1)], LACKS_LAST)
    found["cut in a line.mpx"] = ([(sample("pump.mpx")[:-5], 1)], LACKS_END)
    pod = MARKS["pod"] + SEPARATOR + sample("pump.xml")
    found["cut.pod"] = ([(pod[: len(pod) * 2 // 3], 1)], CUT)
    return found


def _noise() -> dict[str, tuple[Parts, str]]:
    draw = random.Random(20)
    said = {"pod": "as files of OpenProj do", "xer": LACKS_LAST, "mpx": LACKS_END}
    return (
        {f"noise.{kind}": ([(mark + draw.randbytes(300_000), 1)], said.get(kind, CUT)) for kind, mark in MARKS.items()}
        | {
            "whole noise.xer": ([(MARKS["xer"] + draw.randbytes(300_000) + b"\r\n%E\r\n", 1)], CUT),
            "whole noise.mpx": ([(MARKS["mpx"] + draw.randbytes(300_000) + b"\r\n", 1)], "holds no activities"),
        }
        | {f"only noise.{kind}": ([(draw.randbytes(300_000), 1)], "binary data of an unknown kind") for kind in MARKS}
    )


def _patched(at: int, kind: str, value: int) -> Parts:
    content = bytearray(ole2("Props14", "   114"))
    struct.pack_into(kind, content, at, value)
    return [(bytes(content), 1)]


def _zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.xml", bytes(50_000_000))
    return packed.getvalue()


CONTAINERS: dict[str, tuple[Parts, str]] = {
    "zip bomb.pod": ([(_zipped(), 1)], "looks like a zip archive"),
    "gzip bomb.xml": ([(gzip.compress(bytes(50_000_000)), 1)], "looks like a gzip archive"),
    "chain to itself.mpp": (_patched(512 + 4, "<I", 1), CUT),
    "sectors of one byte.mpp": (_patched(30, "<H", 0), CUT),
    "sectors of gigabytes.mpp": (_patched(30, "<H", 31), CUT),
    "table beyond the file.mpp": (_patched(44, "<I", 0xFFFFFFF0), CUT),
    "table of tables.mpp": (_patched(72, "<I", 0xFFFFFFF0), CUT),
    "directory beyond the file.mpp": (_patched(48, "<I", 0xFFFFFFF0), CUT),
    "stream of exabytes.mpp": (_patched(1024 + 128 + 120, "<Q", 0x7FFFFFFFFFFFFFFF), CUT),
    "entities.pod": (
        [(MARKS["pod"] + SEPARATOR + b'<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><p>&b;</p>', 1)], CUT
    ),
}  # fmt: skip

_NO_NUMBER = "a row has no number"
QUICK: dict[str, tuple[Parts, str]] = {
    **_truncated(),
    **_noise(),
    **CONTAINERS,
    **NATIVE,
    "number that is none.xml": (instead("pump.xml", "<UID>3<", "<UID>99999999999999<"), _NO_NUMBER),
}
