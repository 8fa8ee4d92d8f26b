"""Whether a text format without brackets is whole: MPXJ reads as much as there is, and never misses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem

if TYPE_CHECKING:
    from pathlib import Path

    from riskcore.formats.sniff import Format

_TAIL: Final = 4_096
_PADDING: Final = b"\x00\x1a\t\r\n "
_HINT: Final = "Export or copy it again."


def require_end(path: Path, file_format: Format) -> None:
    """Raise FileError where the file at `path` breaks off: P6 ends an XER file with %E, and MPX ends with a line."""
    if file_format not in ("xer", "mpx"):
        return
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        tail = file.read()
    if file_format == "xer" and tail.rstrip(_PADDING).splitlines()[-1:] != [b"%E"]:
        raise FileError([Problem(path.name, "is cut short: its last line must be %E", hint=_HINT)], path.name)
    if file_format == "mpx" and not tail.rstrip(b"\x00\x1a").endswith((b"\n", b"\r")):
        rule = "is cut short, or its last line lacks its end"
        raise FileError([Problem(path.name, rule, hint=_HINT)], path.name)
