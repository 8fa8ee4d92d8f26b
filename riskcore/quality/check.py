"""A check: its rule in words, and the function that counts."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from riskcore.quality.finding import Finding, Offender, Rule, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskcore.quality.facts import Facts


@dataclass(frozen=True)
class Measure:
    """The offenders among `total`; `value` where something else than their share is held against the threshold."""

    offenders: tuple[Offender, ...]
    total: int
    value: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class NotApplicable:
    """Why a check neither passes nor fails; what can be counted all the same."""

    reason: str
    offenders: tuple[Offender, ...] = ()
    total: int = 0


@dataclass(frozen=True, kw_only=True)
class Check(Rule):
    """A rule with the function that measures a plan against it."""

    measure: Callable[[Facts], Measure | NotApplicable]

    def find(self, facts: Facts) -> Finding:
        """The finding for the plan behind `facts`."""
        found = self.measure(facts)
        if isinstance(found, Measure) and found.total == 0:
            found = NotApplicable(f"The plan has no {self.population}.")
        share = len(found.offenders) / found.total if found.total else 0.0
        if isinstance(found, NotApplicable):
            return self._finding("not applicable", found, share, share)
        value = share if found.value is None else found.value
        return self._finding("pass" if self.threshold.keeps(value) else "fail", found, share, value)

    def _finding(self, status: Status, found: Measure | NotApplicable, share: float, value: float) -> Finding:
        return Finding(
            **{field.name: getattr(self, field.name) for field in fields(Rule)},
            status=status,
            reason=found.reason,
            count=len(found.offenders),
            total=found.total,
            share=share,
            value=value,
            offenders=found.offenders,
        )
