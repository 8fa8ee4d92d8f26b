"""What can go wrong, and how it is told.

RiskcoreError
|-- DocumentError        a document breaks rules; carries every Problem found
|   |-- PlanError        ... the plan or its risk register
|   `-- FileError        ... a file that cannot be read: wrong type, damaged, locked, too large
|-- ToolError            something outside is missing or failed (no Java, no MPXJ)
|-- ParameterError       an argument of a call or a flag is outside its range
`-- Cancelled            the person asked to stop
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Problem:
    """One broken rule: where it is, what the rule is, what was found, what to do about it."""

    where: str
    rule: str
    got: str = ""
    hint: str = ""

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.rule}" if self.where else self.rule]
        parts[0] += "" if parts[0].endswith((".", "?")) else "."
        if self.got:
            parts.append(f"Got {self.got}.")
        if self.hint:
            parts.append(self.hint)
        return " ".join(parts)


class RiskcoreError(Exception):
    """Every error that riskcore raises on purpose."""


class DocumentError(RiskcoreError):
    """A document breaks rules. `problems` lists all of them, in the order of the document."""

    def __init__(self, problems: Iterable[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[DocumentError], tuple[tuple[Problem, ...], str]]:
        """As it was made: an exception is otherwise made anew from its message, in which the problems are lost."""
        return type(self), (self.problems, self.source)


class PlanError(DocumentError):
    """The plan or its risk register breaks rules."""


class FileError(DocumentError):
    """A file cannot be read as what it claims to be."""


class ToolError(RiskcoreError):
    """Something outside riskcore is missing or failed; the message says how to get it."""


class ParameterError(RiskcoreError, ValueError):
    """An argument is outside its range."""


class Cancelled(RiskcoreError):  # noqa: N818 - it is not an error of anyone's
    """The person asked to stop."""
