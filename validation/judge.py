"""Whether a figure holds.

A computed one: |got - expected| <= tolerance + precision. A sampled one: <= 4 standard errors + tolerance + precision,
the standard error being that of plain sampling, `mc_sigma` / sqrt(n), or, where the case states none, that of the run
itself: of 1,000 such checks all pass by chance with probability 0.94. Where one fails, a second seed decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isfinite, sqrt
from typing import Any

from validation.figure import Figure, Figures

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
    standard_error: float | None = None


def judge(quantity: str, expected: Any, got: Figure | Figures) -> Check:
    """`got` against `expected`: its value, tolerance and, where stated, the sigma of one iteration."""
    said = expected if isinstance(expected, dict) else {"value": expected}
    tolerance, sigma = float(said.get("tol", 0.0)), said.get("mc_sigma")
    if isinstance(got, Figures):
        return _judge_all(quantity, said["value"], got, tolerance)
    value = float(said["value"])
    difference = abs(got.value - value)
    error = got.error
    if error is not None and got.iterations is not None and sigma is not None:
        error = float(sigma) / sqrt(got.iterations)
    allowed = REACH * (error or 0.0) + tolerance + PRECISION * max(abs(value), 1.0)
    holds = isfinite(got.value) and difference <= allowed
    status = "passed" if holds else "failed"
    return Check(quantity, value, got.value, allowed, difference / error if error else None, status, "", error)


def _judge_all(quantity: str, value: Any, got: Figures, tolerance: float) -> Check:
    """Each of several numbers; the one that is farthest off is shown. Words in base 16 are read as such."""
    parts = value.split() if isinstance(value, str) else value
    wanted = [float(int(part, 16)) if isinstance(part, str) else float(part) for part in parts]
    if len(wanted) != len(got.values):
        return Check(quantity, float(len(wanted)), float(len(got.values)), 0.0, None, "failed", "not as many numbers")
    worst = max(range(len(wanted)), key=lambda k: abs(wanted[k] - got.values[k]))
    holds = abs(wanted[worst] - got.values[worst]) <= tolerance
    return Check(quantity, wanted[worst], got.values[worst], tolerance, None, "passed" if holds else "failed")


def skipped(quantity: str, expected: Any, reason: str) -> Check:
    """A figure that is not compared, and why."""
    value = expected.get("value") if isinstance(expected, dict) else None
    number = float(value) if isinstance(value, int | float) else inf
    return Check(quantity, number, None, 0.0, None, "not run", reason)
