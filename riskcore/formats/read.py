"""Any file as a plan: look what it is, then call the one reader for it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem
from riskcore.formats import jvm
from riskcore.formats.mpxj import plan_of
from riskcore.formats.native import read_plan_text, read_text
from riskcore.formats.sniff import LARGEST, sniff

if TYPE_CHECKING:
    from riskcore.plan import Plan


STANDARD_INPUT: Final = "standard input"
_PIECE: Final = 1 << 20


def read_plan(source: str | Path) -> Plan:
    """The plan in the file at `source`, or on standard input where it is "-".

    Raises
    ------
    FileError
        The file cannot be read as what it is.
    PlanError
        The plan in it breaks rules; all of them are told.
    ToolError
        Java or MPXJ is needed for this type of file and is missing.
    """
    if source == "-":
        with tempfile.TemporaryDirectory(prefix="riskcore-") as folder:
            return _read_file(_standard_input(Path(folder)))
    path = Path(source)
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "does not exist"
        raise FileError([Problem(str(path), what)], str(path))
    return _read_file(path)


def _read_file(path: Path) -> Plan:
    kind = sniff(path)
    if kind == "text":
        return read_plan_text(read_text(path), path.name)
    return plan_of(jvm.read(path, kind), path.name)


def _standard_input(folder: Path) -> Path:
    """What comes in as a file, since the readers look at a file's beginning first; not more than any of them takes."""
    path = folder / STANDARD_INPUT
    left = LARGEST + 1
    with path.open("wb") as file:
        while left > 0 and (part := sys.stdin.buffer.read(min(left, _PIECE))):
            file.write(part)
            left -= len(part)
    return path
