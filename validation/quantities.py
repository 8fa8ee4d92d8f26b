"""What a case asks for, computed from a result, a schedule, or a distribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr

from riskcore.distributions import Distribution, build
from riskcore.distributions.form import Form, Steps
from validation.adapter import DAY, NotRun

if TYPE_CHECKING:
    from riskcore.results import Result
    from riskcore.simulation import Schedule


def of_samples(quantity: str, values: np.ndarray) -> float:
    """Moments, quantiles (`p80`) and chances (`cdf@12`) of a sample."""
    match quantity:
        case "mean":
            return float(values.mean())
        case "var":
            return float(values.var(ddof=1))
        case "sd":
            return float(values.std(ddof=1))
    if quantity.startswith("cdf@"):
        return float(np.mean(values <= float(quantity[4:]) + 1e-9))
    if quantity[0] == "p" and _is_number(quantity[1:]):
        return float(np.quantile(values, float(quantity[1:]) / 100, method="inverted_cdf"))
    raise NotRun("not one of riskcore's figures")


def of_result(quantity: str, result: Result) -> float:
    """Figures of a simulated network, in days."""
    name, _, which = quantity.partition(":")
    table = result.activities
    if name in {"mean", "sd"} and which:
        raise NotRun("the samples of single durations are not kept")
    if name == "criticality":
        return float(table.criticality[table.id.index(which)])
    if name == "pearson_cruciality":
        return abs(float(table.correlation[table.id.index(which)]))
    start = result.minutes(result.date(table.planned_start.min()))
    return of_samples(quantity, (result.finish.sample.values - start) / DAY)


def of_schedule(quantity: str, found: Schedule, day: float) -> float:
    """Early and late dates and floats of the critical path method, in working days from the start."""
    if quantity == "duration":
        return _days(found.finish, found, day)
    name, _, which = quantity.partition(":")
    dates = {"ES": "early_start", "EF": "early_finish", "LS": "late_start", "LF": "late_finish"}
    at = found.id.index(which)
    if name in dates:
        return _days(getattr(found, dates[name])[at], found, day)
    if name in {"TF", "FF"}:
        return float((found.total_float if name == "TF" else found.free_float)[at] / day)
    raise NotRun("not one of riskcore's figures")


def _days(clock: float, found: Schedule, day: float) -> float:
    return float((clock - found.early_start.min()) / day)


def of_distribution(quantity: str, distribution: Distribution) -> float:
    """Moments, quantiles and parameters of a distribution; moments above the second by quadrature of its quantiles."""
    if quantity in {"skew", "kurt_excess"}:
        u, weight = _quadrature(distribution.form())
        z = (distribution.quantile(u) - distribution.mean) / distribution.sd
        return float(weight @ z**3) if quantity == "skew" else float(weight @ z**4) - 3
    match quantity:
        case "mean":
            return distribution.mean
        case "var":
            return distribution.sd**2
        case "sd":
            return distribution.sd
    if quantity.startswith("cdf@"):
        return _chance(distribution, float(quantity[4:]))
    if quantity[0] == "p" and _is_number(quantity[1:]):
        return float(distribution.quantile(np.array([float(quantity[1:]) / 100]))[0])
    raise NotRun("not one of riskcore's figures")


def _quadrature(form: Form) -> tuple[np.ndarray, np.ndarray]:
    """Grades and weights on [0, 1]: Gauss-Legendre in each straight piece, else in t with u = the normal cdf of t."""
    x, w = np.polynomial.legendre.leggauss(20)
    if isinstance(form, Steps):
        width = np.diff(form.edges)[:, None]
        return (np.array(form.edges[:-1])[:, None] + width * (x + 1) / 2).ravel(), (width * w / 2).ravel()
    edges = np.linspace(-8.2, 8.2, 801)
    t = (edges[:-1, None] + np.diff(edges)[:, None] * (x + 1) / 2).ravel()
    weight = (np.diff(edges)[:, None] * w / 2).ravel() * np.exp(-t * t / 2) / np.sqrt(2 * np.pi)
    return np.clip(ndtr(t), 1e-300, 1 - 1e-16), weight


def _chance(distribution: Distribution, x: float) -> float:
    """P(X <= x), by bisection of the quantile function."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if distribution.quantile(np.array([middle]))[0] <= x else (low, middle)
    return low


def of_fit(case: dict) -> dict[str, float]:
    """The parameters that a distribution finds from percentiles."""
    given = case["inputs"]
    if "mode" in given:
        found = build("trigen", [given["x_low"], given["mode"], given["x_high"], given["p_low"], given["p_high"]])
        low, high = found.support
        return {
            "min": low,
            "max": high,
            "F(mode)": (given["mode"] - low) / (high - low),
            "mean": found.mean,
            "sd": found.sd,
            "p50": float(found.quantile(np.array([0.5]))[0]),
        }
    two = build("lognormal", {"p10": given["p10"], "p90": given["p90"]})
    three = build("lognormal", {key: given[key] for key in ("p10", "p50", "p90")})
    return {
        "two_param_p50": float(two.quantile(np.array([0.5]))[0]),
        "two_param_mean": two.mean,
        "two_param_sd": two.sd,
        "two_param_mu": two.form().mu,
        "two_param_sigma": two.form().sigma,
        "three_param_shift": three.form().location,
        "three_param_mu": three.form().mu,
        "three_param_sigma": three.form().sigma,
        "three_param_mean": three.mean,
        "three_param_sd": three.sd,
    }


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
