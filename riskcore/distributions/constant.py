"""One certain value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Constant(Distribution):
    """P(X = value) = 1."""

    family: ClassVar[str] = "constant"
    dimensional: ClassVar[tuple[str, ...]] = ("value",)

    value: float

    def _broken(self) -> Iterator[str]:
        return iter(())

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.full(np.shape(u), self.value)

    @property
    def planned(self) -> float:
        return self.value

    @property
    def mean(self) -> float:
        return self.value

    @property
    def sd(self) -> float:
        return 0.0

    @property
    def support(self) -> tuple[float, float]:
        return self.value, self.value

    def form(self) -> forms.Form:
        return forms.Constant(self.value)
