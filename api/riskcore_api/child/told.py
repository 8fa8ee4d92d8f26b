"""An error as it travels from the process that works to the one that answers."""

from __future__ import annotations

from typing import Any

from riskcore import DocumentError, RiskcoreError


def told(error: RiskcoreError) -> dict[str, Any]:
    """The class by name, the message, and every problem of a document."""
    problems = error.problems if isinstance(error, DocumentError) else ()
    return {
        "kind": type(error).__name__,
        "message": str(error),
        "problems": [{"where": one.where, "rule": one.rule, "got": one.got, "hint": one.hint} for one in problems],
    }


def crash(error: BaseException) -> dict[str, Any]:
    """An error that nobody foresaw, or the bounds of memory and depth."""
    if isinstance(error, MemoryError):
        return {"kind": "TooMuchWork", "message": "This needs more memory than the server allows.", "problems": []}
    if isinstance(error, RecursionError):
        return {"kind": "TooMuchWork", "message": "This nests deeper than the server allows.", "problems": []}
    return {"kind": "Crash", "message": f"{type(error).__name__} in the work.", "problems": []}
