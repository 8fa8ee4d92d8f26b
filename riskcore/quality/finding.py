"""What a check says: its rule in words, what it counted, and whether that passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Status = Literal["pass", "fail", "not applicable"]


class Offender(NamedTuple):
    """An activity that a check counted, and what is wrong with it; of a link, the activity that waits."""

    activity: str
    what: str


@dataclass(frozen=True)
class Threshold:
    """`least` <= value <= `most`, as far as they are given; where the figure comes from."""

    text: str
    source: str
    least: float | None = None
    most: float | None = None

    def keeps(self, value: float) -> bool:
        """Whether `value` passes."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A check in words: what is the same for every plan."""

    key: str
    title: str
    question: str
    source: str
    threshold: Threshold
    population: str
    """What `total` counts, such as "unfinished activities"."""
    remedy: str


@dataclass(frozen=True, kw_only=True)
class Finding(Rule):
    """The answer of one check for one plan."""

    status: Status
    reason: str
    """Why it does not apply, or how `value` came about; empty where count and total say it all."""
    count: int
    total: int
    share: float
    """count / total, 0 where there is nothing to count."""
    value: float
    """What is held against the threshold: the share, unless the check has an index of its own."""
    offenders: tuple[Offender, ...]


@dataclass(frozen=True)
class Assessment:
    """The findings of every check, in the order of CHECKS."""

    findings: tuple[Finding, ...]

    def __getitem__(self, key: str) -> Finding:
        return {finding.key: finding for finding in self.findings}[key]

    def with_status(self, status: Status) -> tuple[Finding, ...]:
        """The findings that have this status."""
        return tuple(finding for finding in self.findings if finding.status == status)
