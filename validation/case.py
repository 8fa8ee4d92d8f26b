"""A case of a file, with the run that it is given and what has been computed for it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


@dataclass(frozen=True)
class Run:
    """How a sampled figure is run."""

    iterations: int
    seed: int


@dataclass(frozen=True)
class Case:
    """What the file says of it; `run` is how what is sampled is run."""

    data: dict[str, Any]
    run: Run
    made: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made when first asked for: one simulation serves all figures of a case."""
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    @property
    def inputs(self) -> dict[str, Any]:
        """The case's inputs; none where it states them in its figures."""
        return self.data.get("inputs", {})

    @property
    def words(self) -> str:
        """What the case says of itself."""
        return str(self.data.get("description", ""))
