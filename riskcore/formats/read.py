"""Any file as a plan: look what it is, then call the one reader for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from riskcore.errors import FileError, Problem
from riskcore.formats import jvm
from riskcore.formats.mpxj import plan_of
from riskcore.formats.native import read_plan_text, read_text
from riskcore.formats.sniff import sniff

if TYPE_CHECKING:
    from riskcore.plan import Plan


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
        return read_plan_text(sys.stdin.read(), "standard input")
    path = Path(source)
    if not path.is_file():
        what = "is a folder, not a file" if path.is_dir() else "does not exist"
        raise FileError([Problem(str(path), what)], str(path))
    kind = sniff(path)
    if kind == "text":
        return read_plan_text(read_text(path), path.name)
    return plan_of(jvm.read(path, kind), path.name)
