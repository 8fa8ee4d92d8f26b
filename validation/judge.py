"""Whether a figure holds.

A deterministic one: |got - expected| <= tolerance + precision. A sampled one: <= 4 standard errors + tolerance, the
standard error that of plain sampling, `mc_sigma` / sqrt(n): of 1,000 such checks all pass by chance with probability
0.94. Where it fails, a second seed decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, sqrt

PRECISION = 2e-6
"""Of riskcore itself, relative to the figure: quantiles are read from tables over the normal score."""
REACH = 4.0


@dataclass(frozen=True)
class Check:
    """One figure of one case."""

    quantity: str
    expected: float
    got: float | None
    error: float
    """Largest difference that is accepted."""
    z: float | None
    """Difference in standard errors, of a sampled figure."""
    status: str
    reason: str = ""


def judge(quantity: str, expected: dict, got: float, iterations: int | None) -> Check:
    """`iterations` is None for a figure that is computed, not sampled."""
    value, tolerance, sigma = float(expected["value"]), float(expected.get("tol", 0.0)), expected.get("mc_sigma")
    difference = abs(got - value)
    if iterations is None:
        allowed, z = tolerance + PRECISION * max(abs(value), 1.0), None
    elif sigma is None:
        return skipped(quantity, expected, "its sampling error is not stated")
    else:
        error = float(sigma) / sqrt(iterations)
        allowed, z = REACH * error + tolerance + PRECISION * max(abs(value), 1.0), difference / error if error else None
    holds = isfinite(got) and difference <= allowed
    return Check(quantity, value, got, allowed, z, "passed" if holds else "failed")


def skipped(quantity: str, expected: dict, reason: str) -> Check:
    """A figure that is not compared, and why."""
    value = expected.get("value") if isinstance(expected, dict) else None
    number = float(value) if isinstance(value, int | float) else inf
    return Check(quantity, number, None, 0.0, None, "not run", reason)
