"""What a comparison looks at, of a result or of a what-if."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from riskcore.results.certificate import Certificate
    from riskcore.results.estimate import Sample


class Sampled(Protocol):
    """One quantity, iteration by iteration."""

    @property
    def name(self) -> str: ...
    @property
    def sample(self) -> Sample:
        """Minutes of the clock since the epoch, or money."""


class Comparable(Protocol):
    """One version of a plan, played through: a `Result` is one."""

    @property
    def name(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def epoch(self) -> datetime: ...
    @property
    def target(self) -> datetime | None: ...
    @property
    def finish(self) -> Sampled: ...
    @property
    def cost(self) -> Sampled | None: ...
    @property
    def certificate(self) -> Certificate: ...
    @property
    def notes(self) -> tuple[str, ...]: ...

    def date(self, minutes: float) -> datetime:
        """A moment as a local date and time, to the minute."""

    def minutes(self, moment: datetime) -> float:
        """A local date and time as minutes of the clock since the epoch."""


@dataclass(frozen=True)
class Quantity:
    """A sample and what it is of."""

    name: str
    sample: Sample


@dataclass(frozen=True)
class Version:
    """A version of a plan of which finish and cost are known, and no more."""

    name: str
    currency: str
    epoch: datetime
    target: datetime | None
    finish: Quantity
    cost: Quantity | None
    certificate: Certificate
    notes: tuple[str, ...]

    def date(self, minutes: float) -> datetime:
        """A moment as a local date and time, to the minute."""
        return self.epoch + timedelta(minutes=round(float(minutes)))

    def minutes(self, moment: datetime) -> float:
        """A local date and time as minutes of the clock since the epoch."""
        return (moment - self.epoch) / timedelta(minutes=1)
