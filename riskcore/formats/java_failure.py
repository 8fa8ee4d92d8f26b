"""What to tell when MPXJ could not read a file: a sentence about the file, never a stack trace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from riskcore.errors import FileError, Problem, RiskcoreError, ToolError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OUT_OF_MEMORY: Final = 3
"""Java's exit code with -XX:+ExitOnOutOfMemoryError."""
_SAVE_AGAIN: Final = "Open it in the program that wrote it, save it again, and try that file."
_SMALLER: Final = "If it is a schedule, save the part of it that is still to come."
_RULES: Final = {
    "password": ("is protected by a password", "Save a copy without the password."),
    "empty": ("holds no project", ""),
    "no_tasks": ("holds no activities", ""),
    "openproj": ("lacks the part that can be read, as files of OpenProj do", "Save it again with ProjectLibre."),
    "too_much": ("holds more than riskcore reads at once, some 45,000 activities", _SMALLER),
    "nesting": ("nests or repeats its contents far beyond what a schedule needs", ""),
}


def describe_error(path: Path, error: Mapping[str, str]) -> RiskcoreError:
    """The error for what java/RiskcoreReader.java reports."""
    kind, detail = error.get("kind", ""), _plain(error.get("detail", ""))
    if kind == "tool":
        return ToolError(
            f"MPXJ does not work with this Java or in this version ({error.get('cause', '')}: {detail}). "
            'Run: pip install --upgrade "riskcore[files]".'
        )
    if kind in _RULES:
        return _refused(path, *_RULES[kind])
    if kind == "version":
        written = detail.rpartition(": ")[2]
        return _refused(path, f"is from a version of Microsoft Project that cannot be read, {written}", _SAVE_AGAIN)
    return _refused(path, "is damaged or cut short" + _reason(error, detail), _SAVE_AGAIN)


def describe_crash(path: Path, code: int | None, said: str, seconds: float, memory_mb: int) -> RiskcoreError:
    """The error for a process that ended without a document; `code` is None where its time was up."""
    if code is None or code == -24:  # SIGXCPU
        return _refused(path, f"takes longer than {seconds:g} s to read", _SMALLER)
    if code == _OUT_OF_MEMORY:
        return _refused(path, f"needs more than {memory_mb} MB of memory to read", _SMALLER)
    launcher = re.search(r"^Error: (.+)$", said, re.MULTILINE)
    if launcher:
        return ToolError(f"Java does not start: {_plain(launcher[1])}. Does `java -version` work?")
    return _refused(path, "cannot be read: the reader broke off", _SAVE_AGAIN)


def _reason(error: Mapping[str, str], detail: str) -> str:
    part = f", at its {error['part']}" if error.get("part") else ""
    if error.get("cause") in ("NullPointerException", "FileNotFoundException"):
        # Third-party writers leave out what the format demands; Java's message names methods, which helps nobody.
        return f"{part}: something that the format demands is missing"
    return f"{part}: {detail}" if detail else part


def _plain(detail: str) -> str:
    """One line without class names and without what a terminal would obey, at most 200 characters."""
    line = "".join(letter if letter.isprintable() else "?" for letter in " ".join(detail[:2_000].split()))
    line = re.sub(r"\b(?:[a-z_]\w*\.)+(?=[A-Z])", "", line)
    return line[:200].rstrip(" .")


def _refused(path: Path, rule: str, hint: str = "") -> FileError:
    return FileError([Problem(path.name, rule, hint=hint)], path.name)
