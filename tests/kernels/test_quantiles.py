"""The kernel's quantiles against those of scipy, which `tests/distributions/test_tails.py` holds against 30 digits.

In the body, P1 to P99, within 1e-6 of the range between P0.1 and P99.9; at P0.1 and P99.9 within 1e-5 of the value. A
gamma with a shape below 1 begins so steeply that its P0.1, 0.00003 of the range, is met to 2e-5 of itself only.
"""

import numpy as np
import pytest
from scipy import stats

from riskcore.distributions import build
from riskcore.kernels.draw import from_grades, from_scores
from riskcore.kernels.jit import kernel
from riskcore.kernels.normal import scores_of
from riskcore.program.variables import VariableTable

BODY = np.linspace(0.01, 0.99, 1961)
ENDS = np.array([0.001, 0.999])
LAWS = {
    "pert, middle": ("pert", [10.0, 14.0, 20.0], stats.beta(2.6, 3.4, 10, 10)),
    "pert, skewed": ("pert", [1.0, 1.5, 10.0], stats.beta(1 + 2 / 9, 5 - 2 / 9, 1, 9)),
    "pert, mode at the end": ("pert", [4.0, 4.0, 10.0], stats.beta(1, 5, 4, 6)),
    "pert, lambda 8": ("pert", {"min": 1.0, "mode": 4.0, "max": 10.0, "lambda": 8}, stats.beta(11 / 3, 19 / 3, 1, 9)),
    "beta": ("beta", [2.0, 12.5, 1.0, 9.0], stats.beta(2, 12.5, 1, 8)),
    "gamma": ("gamma", [2.5, 4.0], stats.gamma(2.5, scale=4)),
    "gamma, long tail": ("gamma", [0.8, 4.0], stats.gamma(0.8, scale=4)),
    "weibull": ("weibull", [1.5, 10.0], stats.weibull_min(1.5, scale=10)),
    "exponential": ("exponential", [12.0], stats.expon(scale=12)),
    "normal": ("normal", [10.0, 4.0], stats.norm(10, 4)),
    "normal, cut": ("normal", [10.0, 4.0, 0.0], stats.truncnorm(-2.5, np.inf, 10, 4)),
    "lognormal": ("lognormal", [100.0, 30.0], stats.lognorm(np.sqrt(np.log1p(0.09)), scale=100 / np.sqrt(1.09))),
    "triangular": ("triangular", [4.0, 6.0, 10.0], stats.triang(1 / 3, 4, 6)),
    "uniform": ("uniform", [2.0, 6.0], stats.uniform(2, 4)),
}


@kernel
def _values(values, grades, scores, item, data, by_score):
    scores_of(grades, scores)
    if by_score:
        from_scores(values, scores, item, data, np.empty(len(grades), np.uint64))
    else:
        from_grades(values, grades, item, data)


def drawn(family, arguments, grades):
    """The kernel's values at `grades`."""
    table = VariableTable()
    table.add("x", build(family, arguments))
    variables = table.record()
    values = np.empty_like(grades)
    by_score = family not in ("triangular", "uniform")
    _values(values, grades.copy(), np.empty_like(grades), variables.item[0], variables.data, by_score)
    return values


@pytest.mark.parametrize("name", LAWS)
def test_body(name):
    """Within 1e-6 of the range."""
    family, arguments, law = LAWS[name]
    error = np.abs(drawn(family, arguments, BODY) - law.ppf(BODY)).max()

    assert error < 1e-6 * np.ptp(law.ppf(ENDS))


@pytest.mark.parametrize("name", LAWS)
def test_ends(name):
    """Within 1e-5 of the value, or where that is next to nothing within a billionth of the range."""
    family, arguments, law = LAWS[name]
    expected = law.ppf(ENDS)

    np.testing.assert_allclose(drawn(family, arguments, ENDS), expected, rtol=1e-5, atol=1e-9 * np.ptp(expected))
