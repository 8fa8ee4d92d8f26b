"""A rule that one value of a document breaks, raised while pydantic reads it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class BrokenRule(ValueError):  # noqa: N818 - pydantic turns ValueError, whatever its name, into a finding
    """What must hold, what was found, and the remedy where one is known."""

    def __init__(self, rule: str, got: str = "", hint: str = "") -> None:
        super().__init__(rule)
        self.rule, self.got, self.hint = rule, got, hint


def nearest(name: str, known: Iterable[str]) -> str:
    """'Did you mean "..."?' for the known name nearest to `name`, else the empty string."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{close[0]}"?' if close else ""
