"""MPXJ behind a door: a short-lived Java process reads one schedule file and hands back JSON.

The file is a stranger's, so the process gets little: a folder of its own, bounded memory, time and output, no input.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from riskcore.errors import FileError, Problem
from riskcore.formats.find_java import find_java, find_mpxj
from riskcore.formats.java_bounds import LARGEST_OUTPUT, MEMORY_MB, OPTIONS, SECONDS, limit
from riskcore.formats.java_failure import describe_crash, describe_error
from riskcore.formats.text_end import require_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from riskcore.formats.sniff import Format

OUTPUT: Final = "output"
_JAR: Final = Path(__file__).parent / "java" / "reader.jar"

# Measured on a P6 file of 4,000 activities and a small .mpp: the serial collector with the first compiler only takes
# 5 and 25 % less time and half the processor time of Java's defaults.
_QUICK_START: Final = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
# The same document on any machine: MPXJ's odd conversion through java.util.Date must not meet a summer time.
_SAME_EVERYWHERE: Final = (
    "-Duser.timezone=UTC",
    "-Duser.language=en",
    "-Duser.country=US",
    "-Dfile.encoding=UTF-8",
    "-Djava.awt.headless=true",
    "-Djava.io.tmpdir=.",
)
_FOREIGN_OPTIONS: Final = ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")


def read(path: Path, file_format: Format, *, seconds: float = SECONDS, memory_mb: int = MEMORY_MB) -> dict[str, Any]:
    """What MPXJ reads from the file at `path`, as the document that java/Document.java writes.

    Raises FileError where the file cannot be read, ToolError where Java or MPXJ is missing or unfit.
    """
    require_end(path, file_format)
    with folder_for(path) as folder:
        return run("RiskcoreReader", [file_format, "input", OUTPUT], path, folder, seconds=seconds, memory_mb=memory_mb)


@contextmanager
def folder_for(path: Path) -> Iterator[Path]:
    """A folder for one process, with the file at `path` in it as `input`; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="riskcore-") as name:
        folder = Path(name)
        try:
            # A copy under a plain name: Java cannot open every name in every locale, and the file may change meanwhile.
            shutil.copyfile(path, folder / "input")
        except OSError as error:
            raise FileError([Problem(path.name, f"cannot be read: {error.strerror}")], path.name) from None
        yield folder


def run(
    program: str,
    arguments: Sequence[str],
    path: Path,
    folder: Path,
    *,
    seconds: float = SECONDS,
    memory_mb: int = MEMORY_MB,
) -> dict[str, Any]:
    """What one of the programs in the jar puts into its output, working in `folder` on a copy of the file at `path`."""
    command = [find_java(), f"-Xmx{memory_mb}m", *_QUICK_START, *OPTIONS, *_SAME_EVERYWHERE]
    command += ["-cp", os.pathsep.join((str(_JAR), str(find_mpxj() / "*"))), f"riskcore.{program}", *arguments]
    code = _run(command, folder, seconds)
    document = _output(folder / OUTPUT) if code == 0 else None
    if document is None:
        raise describe_crash(path, code, _said(folder), seconds, memory_mb)
    if "error" in document:
        raise describe_error(path, document["error"])
    return document


def _run(command: list[str], folder: Path, seconds: float) -> int | None:
    """The exit code, or None where the time was up."""
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own command; the file's name is not in it
            command, cwd=folder, env=_environment(os.environ), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            return process.wait(limit(process.pid, seconds))
        except subprocess.TimeoutExpired:
            return None
        finally:
            process.kill()  # also where the person stops the program
            process.wait()


def _environment(environment: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in environment.items() if key not in _FOREIGN_OPTIONS}


def _output(path: Path) -> dict[str, Any] | None:
    """The document in the file, or None where it is none."""
    try:
        if path.stat().st_size > LARGEST_OUTPUT:
            return None
        document = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return document if isinstance(document, dict) else None


def _said(folder: Path) -> str:
    with (folder / "said").open("rb") as said:
        return said.read(4_096).decode("utf-8", "replace")
