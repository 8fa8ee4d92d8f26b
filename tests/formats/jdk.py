"""Small Java programs over MPXJ, run from their source: they need a JDK, and MPXJ, and are for tests only."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from riskcore.formats.find_java import find_mpxj

PROGRAMS = Path(__file__).parent / "java"
jdk = pytest.mark.skipif(
    shutil.which("javac") is None, reason="running Java from its source takes a JDK: no javac here"
)


def run_java(program: str, *arguments: str | Path) -> str:
    """What the program prints. Its warnings go to standard error and do not matter."""
    command = [shutil.which("java") or "java", "-Duser.timezone=UTC", "-cp", str(find_mpxj() / "*")]
    command += [str(PROGRAMS / f"{program}.java"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True).stdout
