"""A quantity whose logarithm is normal, given by its moments or by percentiles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from scipy.special import ndtri

from riskcore.distributions import form as forms
from riskcore.distributions.base import Distribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

Z90 = float(ndtri(0.9))
WAYS = (("mean", "sd"), ("p10", "p90"), ("p10", "p50", "p90"))
SKEW = 1e-6  # least relative excess of P90 - P50 over P50 - P10; below it the shift swallows the digits
WIDEST = 10.0  # sigma; the mean is then e^50 medians, and no estimate


@dataclass(frozen=True)
class LogNormal(Distribution):
    """shift + exp(mu + sigma z) with z standard normal; stated in one of three ways.

    mean, sd > 0: sigma^2 = ln(1 + (sd / mean)^2), mu = ln(mean) - sigma^2 / 2. Johnson, Kotz & Balakrishnan (1994),
    Continuous Univariate Distributions vol. 1, chapter 14.
    0 < p10 < p90: mu = ln(p10 p90) / 2, sigma = ln(p90 / p10) / (2 z90).
    p10 < p50 < p90 with p90 - p50 > p50 - p10: shift = (p10 p90 - p50^2) / (p10 + p90 - 2 p50),
    sigma = ln((p90 - p50) / (p50 - p10)) / z90, mu = ln(p50 - shift); elementary algebra, all three points exact.
    """

    family: ClassVar[str] = "lognormal"
    dimensional: ClassVar[tuple[str, ...]] = ("stated_mean", "stated_sd", "p10", "p50", "p90")
    keys: ClassVar[Mapping[str, str]] = {"stated_mean": "mean", "stated_sd": "sd"}

    stated_mean: float | None = None
    stated_sd: float | None = None
    p10: float | None = None
    p50: float | None = None
    p90: float | None = None

    def _broken(self) -> Iterator[str]:
        given = tuple(self.arguments())
        if given not in WAYS:
            ways = "mean and sd, or p10 and p90, or p10, p50 and p90"
            yield f"{self.family} must be given {ways}. Got {', '.join(given) or 'nothing'}."
            return
        sentences = list(self._broken_moments() if self.stated_mean is not None else self._broken_percentiles())
        yield from sentences
        if not sentences and self.log_parameters[2] > WIDEST:
            name = "p90" if self.stated_sd is None else "stated_sd"
            yield self._sentence(name, f"must give ln X a standard deviation of at most {WIDEST:g}")

    def _broken_moments(self) -> Iterator[str]:
        yield from self._not_above("stated_mean")
        yield from self._not_above("stated_sd")

    def _broken_percentiles(self) -> Iterator[str]:
        p10, p50, p90 = self.p10 or 0.0, self.p50, self.p90 or 0.0
        if p50 is None:
            yield from self._not_above("p10")
            yield from self._not_above("p90", p10, "p10")
        elif not p10 < p50 < p90:
            yield self._sentence("p50", f"must lie between p10 and p90, ({p10:.15g}, {p90:.15g})")
        elif not p90 - p50 > (p50 - p10) * (1.0 + SKEW):
            rule = f"must be nearer to p10 = {p10:.15g} than to p90 = {p90:.15g}"
            yield self._sentence("p50", rule, "Give normal where it is halfway, trigen where it is nearer to p90.")

    @cached_property
    def log_parameters(self) -> tuple[float, float, float]:
        """Shift, mu and sigma."""
        if self.stated_mean is not None and self.stated_sd is not None:
            variation = self.stated_sd / self.stated_mean
            sigma = math.sqrt(math.log1p(variation * variation))
            return 0.0, math.log(self.stated_mean) - 0.5 * sigma * sigma, sigma
        p10, p90 = self.p10 or 0.0, self.p90 or 0.0
        if self.p50 is None:
            return 0.0, 0.5 * (math.log(p10) + math.log(p90)), (math.log(p90) - math.log(p10)) / (2.0 * Z90)
        before, after = self.p50 - p10, p90 - self.p50
        median = before / (after - before) * after  # above the shift; before * after could leave the range
        return self.p50 - median, math.log(median), math.log(after / before) / Z90

    def quantile(self, u: NDArray[np.float64]) -> NDArray[np.float64]:
        shift, mu, sigma = self.log_parameters
        return shift + np.exp(mu + sigma * ndtri(np.asarray(u, float)))

    @property
    def mean(self) -> float:
        shift, mu, sigma = self.log_parameters
        return shift + math.exp(mu + 0.5 * sigma * sigma)

    @property
    def sd(self) -> float:
        _, mu, sigma = self.log_parameters
        return math.exp(mu + 0.5 * sigma * sigma) * math.sqrt(math.expm1(sigma * sigma))

    @property
    def support(self) -> tuple[float, float]:
        return self.log_parameters[0], math.inf

    def form(self) -> forms.Form:
        return forms.LogNormalScore(*self.log_parameters)
