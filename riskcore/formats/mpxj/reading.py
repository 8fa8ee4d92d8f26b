"""A file being read: what every part of the reading asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

    from riskcore.formats.mpxj.clocks import Clocks
    from riskcore.formats.mpxj.rules import Rules
    from riskcore.formats.mpxj.tree import Tree


@dataclass(frozen=True)
class Reading:
    """The document that MPXJ's process wrote, its outline, its rules and its calendars."""

    document: dict[str, Any]
    tree: Tree
    rules: Rules
    clocks: Clocks
    start: datetime

    @property
    def project(self) -> dict[str, Any]:
        """What the file says of the whole project."""
        found: dict[str, Any] = self.document["project"]
        return found

    @property
    def status(self) -> str | None:
        """The data date, where nothing open is done before it."""
        return self.project.get("status_date") if self.rules.p6 else None

    @property
    def from_finish(self) -> bool:
        """Whether the project is scheduled from its finish."""
        return self.project.get("schedule_from") == "FINISH" and bool(self.project.get("finish"))

    def expects(self, task: dict[str, Any]) -> bool:
        """Whether the task's remaining duration is to lead to its expected finish."""
        return bool(task.get("expected_finish")) and bool(self.project.get("use_expected_finish"))

    def wbs(self, task: dict[str, Any]) -> str:
        """Its place in the work breakdown structure: in P6 that of the node it belongs to."""
        named = self.tree.task.get(task.get("parent_uid", -1), {}) if self.rules.p6 else task
        return str(named.get("wbs") or "")
