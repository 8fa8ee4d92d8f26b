"""What a task may do besides working: say how far it is, keep a checkpoint, and ask whether to stop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Work:
    """The task's line to its parent."""

    say: Callable[[dict[str, Any]], None]
    stop: Callable[[], bool]

    def progress(self, **facts: Any) -> None:
        """How far it is."""
        self.say({"progress": facts})

    def checkpoint(self, blob: str, **facts: Any) -> None:
        """What has been done is safe in this blob: whoever goes on may start from it."""
        self.say({"checkpoint": blob, "progress": facts})
