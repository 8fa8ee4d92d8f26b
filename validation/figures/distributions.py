"""One distribution: its moments, quantiles, chances and parameters, stated directly or by percentiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.distributions import Distribution, build
from riskcore.distributions.quadrature import moment
from validation.adapter import estimate
from validation.figure import Figure, NotRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from validation.case import Case


def applies(case: Case) -> bool:
    return "dist" in case.data or case.data.get("kind") == "fit"


def _of(case: Case) -> Distribution:
    """The case's own distribution; one fitted to a mode and two percentiles is a trigen."""

    def make() -> Distribution:
        given = case.inputs
        if "dist" in case.data:
            document = estimate(case.data["dist"], "")
            ((family, arguments),) = document.items() if isinstance(document, dict) else (("constant", [document]),)
            return build(family, arguments)
        if "mode" not in given:
            raise NotRun("percentiles without a mode are fitted by a lognormal")
        return build("trigen", [given[key] for key in ("x_low", "mode", "x_high", "p_low", "p_high")])

    return case.once("distribution", make)


def _statistic(case: Case, name: str) -> Figure:
    one = _of(case)
    return Figure({"mean": one.mean, "sd": one.sd, "var": one.sd**2}[name])


def _higher(case: Case, name: str) -> Figure:
    return Figure(moment(_of(case), 3) if name == "skew" else moment(_of(case), 4) - 3)


def _quantile(case: Case, level: str) -> Figure:
    return Figure(float(_of(case).quantile(np.array(float(level) / 100))))


def _chance(case: Case, x: str) -> Figure:
    """P(X <= x), by bisection of the quantile function."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if float(_of(case).quantile(np.array(middle))) <= float(x) else (low, middle)
    return Figure(low)


def _bound(case: Case, which: str) -> Figure:
    return Figure(_of(case).support[which == "max"])


def _grade_of_mode(case: Case) -> Figure:
    low, high = _of(case).support
    return Figure((case.inputs["mode"] - low) / (high - low))


def _shape(case: Case, name: str) -> Figure:
    """A parameter that the distribution computes from those it is given."""
    one = _of(case)
    for holder in (one, getattr(one, "bell", None), one.form()):
        if hasattr(holder, name):
            return Figure(float(getattr(holder, name)))
    raise NotRun(f"{one.family} has no parameter {name}")


def _lognormal(percentiles: tuple[str, ...]) -> Callable[[Case, str], Figure]:
    def answer(case: Case, name: str) -> Figure:
        one = build("lognormal", {key: case.inputs[key] for key in percentiles})
        form = one.form()
        if name.startswith("p"):
            return Figure(float(one.quantile(np.array(float(name[1:]) / 100))))
        found = {"mean": one.mean, "sd": one.sd, "mu": form.mu, "sigma": form.sigma, "shift": form.location}
        return Figure(found[name])

    return answer


FIGURES = {
    r"(mean|sd|var)": _statistic,
    r"(skew|kurt_excess)": _higher,
    r"p([\d.]+)": _quantile,
    r"cdf@(-?[\d.]+)": _chance,
    r"(min|max)": _bound,
    r"F\(mode\)": _grade_of_mode,
    r"(alpha|beta|mu|sigma)": _shape,
    r"two_param_(mean|sd|mu|sigma|p[\d.]+)": _lognormal(("p10", "p90")),
    r"three_param_(mean|sd|mu|sigma|shift|p[\d.]+)": _lognormal(("p10", "p50", "p90")),
}
