"""Files that nobody should be able to read, with what riskcore must say of them."""

from __future__ import annotations

import random
import struct
from pathlib import Path

DATA = Path(__file__).parent / "data"
MSPDI = '<Project xmlns="http://schemas.microsoft.com/project">'
_DEEP = 20_000


def ole2(*names: str) -> bytes:
    """A compound file of a header, an allocation table and a directory of empty streams with these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0)  # directory: sector 1
    struct.pack_into("<II", header, 68, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)  # allocation table: sector 0
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = [_entry("Root Entry", 5, 1 if names else 0xFFFFFFFF)]
    entries += [_entry(name, 2, 0xFFFFFFFF, at + 2) for at, name in enumerate(names)]
    return bytes(header) + table + b"".join(entries).ljust(512, b"\x00")


def _entry(name: str, kind: int, child: int, sibling: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\x00\x00"
    entry = bytearray(128)
    entry[: len(text)] = text
    struct.pack_into("<HBBIII", entry, 64, len(text), kind, 1, 0xFFFFFFFF, sibling, child)
    struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
    return bytes(entry)


def _sample(name: str) -> str:
    return (DATA / name).read_text("utf-8")


def _bomb() -> str:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY l0 "ha">{levels}]>{MSPDI}<Title>&l11;</Title></Project>'


def _bomb_behind_a_long_comment() -> str:
    return _bomb().replace("<!DOCTYPE", f"<!--{' ' * 70_000}--><!DOCTYPE")


BAD_FILES: dict[str, tuple[bytes | str, str]] = {
    "empty.mpp": (b"", "is empty"),
    "blank.xer": ("\r\n  \r\n", "is empty"),
    "zeros.mpp": (bytes(70_000), "is empty"),
    "sheet.mpp": (b"PK\x03\x04\x14\x00xl/workbook.xml", "looks like an Excel workbook"),
    "letter.xer": (b"PK\x03\x04\x14\x00word/document.xml", "looks like a Word document"),
    "packed.pod": (b"PK\x03\x04\x14\x00plan.xer", "looks like a zip archive"),
    "report.xml": (b"%PDF-1.7\n", "looks like a PDF document"),
    "old.mpp": (b"\x00\x01\x00\x00Standard Jet DB\x00", "looks like a Microsoft Access database"),
    "noise.mpp": (random.Random(1).randbytes(5_000), "looks like binary data of an unknown kind"),
    "object.pod": (b"\xac\xed\x00\x05sr\x00\x11java.util.HashMap", "looks like data of some Java program"),
    "header only.mpp": (ole2("Props14")[:600], "is damaged or cut short"),
    "word.mpp": (ole2("WordDocument", "1Table"), "looks like a Word document"),
    "locked.mpp": (ole2("EncryptedPackage", "EncryptionInfo"), "looks like an Office file protected by a password"),
    "hollow.mpp": (ole2("Props14", "   114"), "something that the format demands is missing"),
    "bomb.xml": (_bomb(), "declares a document type of its own"),
    "hidden bomb.xml": (_bomb_behind_a_long_comment(), "begins like XML and has no element"),
    "page.xml": ("<!DOCTYPE html><html><body/></html>", "looks like a web page"),
    "drawing.xml": ('<svg xmlns="http://www.w3.org/2000/svg"/>', "looks like XML of another kind, <svg>"),
    "broken.xml": (_sample("pump.xml")[:3_000], "is damaged or cut short"),
    "twisted.xml": (_sample("pump.xml").replace("</Tasks>", "</Task>"), "is damaged or cut short"),
    "deep.xml": (MSPDI + "<Tasks>" * _DEEP + "</Tasks>" * _DEEP + "</Project>", "nests or repeats its contents"),
    "no period.xml": (
        _sample("pump.xml").replace("<TimePeriod>", "<Period>").replace("</TimePeriod>", "</Period>"),
        "something that the format demands is missing",
    ),
    "no project id.xml": (
        _sample("pump.pmxml").replace("<Id>PUMP</Id>", ""),
        "something that the format demands is missing",
    ),
    "no project.xml": (
        '<APIBusinessObjects xmlns="http://xmlns.oracle.com/Primavera/P6/V19.12/API/BusinessObjects"/>',
        "is damaged or cut short",
    ),
    "short.xer": ("ERMHDR\t19.12\r\n%T\tPROJECT\r\n%E\r\n", "holds no project"),
    "no project.xer": (_sample("pump.xer").split("%T\tPROJECT")[0] + "%E\r\n", "holds no project"),
    "no currency name.xer": (
        _sample("pump.xer").replace("curr_short_name", "curr_name"),
        "something that the format demands is missing",
    ),
    "one line.mpx": ("MPX,Hand,4.0,ANSI\r\n", "holds no activities"),
    "bare.planner": ('<project name="x" mrproject-version="2"/>', "holds no activities"),
    "bare.gan": ('<project name="x" webLink="http://"/>', "is damaged or cut short"),
    "short.pod": (
        b"\xac\xed\x00\x05t\x00\x051.0.0sr\x00#com.projity.server.data.ProjectData",
        "as files of OpenProj do",
    ),
}
