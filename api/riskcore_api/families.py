"""Kinds of documents that are edited row by row, and their sections. A new section is a line here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskcore import parse_register
from riskcore.plan import Branch, Correlation, Risk, Uncertainty
from riskcore.plan.mitigation import Mitigation
from riskcore.plan.scenario import Scenario, parse_scenarios

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

Document = dict[str, Any]


@dataclass(frozen=True)
class Section:
    """One list of a document: its key there, what one of its items is called, and what it holds."""

    key: str
    noun: str
    record: type[BaseModel]

    @property
    def named(self) -> bool:
        """Whether items have ids of their own; others get one."""
        return "id" in self.record.model_fields


@dataclass(frozen=True)
class Family:
    """A kind of document. `together` says that a row can only be checked with the others."""

    what: str
    sections: tuple[Section, ...]
    parse: Callable[[Document], BaseModel]
    together: bool


REGISTER = Family(
    "register",
    (
        Section("risks", "risk", Risk),
        Section("uncertainty", "rule of uncertainty", Uncertainty),
        Section("correlations", "correlation", Correlation),
        Section("branches", "branch", Branch),
    ),
    parse_register,
    together=False,
)
SCENARIOS = Family(
    "plan",
    (Section("mitigations", "mitigation", Mitigation), Section("scenarios", "scenario", Scenario)),
    parse_scenarios,
    together=True,
)
