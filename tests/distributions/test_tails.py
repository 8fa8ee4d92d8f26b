"""The families that are tabulated, against 30 digits far into both tails.

Each grade is met to 1e-9 of itself, or of its complement above the median: the table of the kernel ends at a score
of 6.5, a grade of 4e-11. Beyond that the grade itself has lost digits: 1 - 1e-11 is known to 1e-5 of the tail.
"""

import mpmath
import numpy as np
import pytest

from riskcore.distributions import build

GRADES = np.array([1e-11, 1e-10, 1e-8, 1e-4, 0.1, 0.4999, 0.5, 0.5001, 0.9, 1 - 1e-4, 1 - 1e-8, 1 - 1e-10, 1 - 1e-11])


def beta(a, b):
    return lambda x: (mpmath.betainc(a, b, 0, x, regularized=True), mpmath.betainc(a, b, x, 1, regularized=True))


def gamma(k):
    return lambda x: (mpmath.gammainc(k, 0, x, regularized=True), mpmath.gammainc(k, x, regularized=True))


def weibull(k):
    return lambda x: (-mpmath.expm1(-(x**k)), mpmath.exp(-(x**k)))


def truncated(a, b):
    def both(x):
        whole = mpmath.ncdf(b) - mpmath.ncdf(a)
        return (mpmath.ncdf(x) - mpmath.ncdf(a)) / whole, (mpmath.ncdf(b) - mpmath.ncdf(x)) / whole

    return both


@pytest.mark.parametrize(
    ("family", "arguments", "reference"),
    [
        ("beta", [3, 3], beta(3, 3)),
        ("beta", [2, 12.5], beta(2, 12.5)),
        ("pert", [0, 0.25, 1], beta(2, 4)),
        ("gamma", [0.5, 1], gamma(0.5)),
        ("gamma", [30, 1], gamma(30)),
        ("weibull", [0.7, 1], weibull(mpmath.mpf(0.7))),
        ("weibull", [4, 1], weibull(4)),
        ("exponential", [1], weibull(1)),
        ("normal", [0, 1, -2], truncated(-2, mpmath.inf)),
        ("normal", [0, 1, None, 0.5], truncated(-mpmath.inf, 0.5)),
        ("normal", [0, 1, 5], truncated(5, mpmath.inf)),
    ],
)
def test_grades_are_met_in_both_tails(family, arguments, reference):
    q = build(family, arguments).form().quantile
    with mpmath.workdps(30):
        for u, x in zip(GRADES, q(GRADES), strict=True):
            below, above = reference(mpmath.mpf(float(x)))
            missed = below - mpmath.mpf(u) if u < 0.5 else above - (1 - mpmath.mpf(u))
            # near a finite end, x itself holds no more than 16 digits
            next_below, _ = reference(mpmath.mpf(float(np.nextafter(x, 0))))
            spacing = abs(below - next_below)
            assert abs(missed) <= 1e-9 * min(u, 1 - u) + 2 * spacing
