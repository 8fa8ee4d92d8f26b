"""The smooth three-point distribution of PERT."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from riskcore.distributions.base import Distribution
from riskcore.distributions.beta import LARGEST, Beta

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from riskcore.distributions.form import Form


@dataclass(frozen=True)
class Pert(Distribution):
    """Beta with alpha = 1 + lambda r and beta = 1 + lambda (1 - r), r = (mode - min) / (max - min).

    Its mean is (min + lambda mode + max) / (lambda + 2) and its sd is not the rule of thumb (max - min) / 6:
    Vose (2008), Risk Analysis, 3rd edition, "PERT" and "Modified PERT". Here min <= mode <= max and lambda > 0.
    """

    family: ClassVar[str] = "pert"
    dimensional: ClassVar[tuple[str, ...]] = ("min", "mode", "max")
    keys: ClassVar[Mapping[str, str]] = {"lambda_": "lambda"}

    min: float
    mode: float
    max: float
    lambda_: float = 4.0

    def _broken(self) -> Iterator[str]:
        if self.min <= self.max:
            yield from self._outside("mode", self.min, self.max, "[min, max] = ")
        else:
            yield from self._not_above("max", self.min, "min", equal=True)
        yield from self._not_above("lambda_")
        if self.lambda_ > LARGEST / 2:
            yield self._sentence("lambda_", f"must be at most {LARGEST / 2:.15g}", "Give a constant.")

    @cached_property
    def bell(self) -> Beta:
        """The same distribution as a beta."""
        width = self.max - self.min
        # 15 digits, so that the same estimate in days and in minutes has one shape, and one table of quantiles
        rise = float(f"{(self.mode - self.min) / width:.15g}") if width else 0.0
        return Beta(1.0 + self.lambda_ * rise, 1.0 + self.lambda_ * (1.0 - rise), self.min, self.max)

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return self.bell.quantile(u)

    @property
    def mean(self) -> float:
        return self.bell.mean

    @property
    def sd(self) -> float:
        return self.bell.sd

    @property
    def support(self) -> tuple[float, float]:
        return self.bell.support

    @property
    def planned(self) -> float:
        return self.mode

    def form(self) -> Form:
        return self.bell.form()
