"""log, exp, the normal distribution and its inverse, against NumPy and SciPy."""

import numpy as np
from scipy.special import ndtr, ndtri

from riskcore.kernels.elementary import exp, log
from riskcore.kernels.jit import alone, kernel
from riskcore.kernels.normal import grades_of, scores_of


@kernel
def _logs(x, y):
    for i in range(x.shape[0]):
        y[i] = log(x[i])


@kernel
def _exps(x, y):
    for i in range(x.shape[0]):
        y[i] = exp(x[i])


def test_log():
    """Within 5e-16 of NumPy's, absolute or relative, from 1e-12 to 1e12."""
    x = np.concatenate([np.geomspace(1e-12, 1e12, 4001), np.linspace(0.5, 2, 2001)])
    y = np.empty_like(x)

    _logs(x, y)

    np.testing.assert_allclose(y, np.log(x), rtol=5e-16, atol=5e-16)


def test_exp():
    """Within 1e-15 of itself over its whole range."""
    x = np.concatenate([np.linspace(-700, 700, 4001), np.linspace(-1, 1, 2001)])
    y = np.empty_like(x)

    _exps(x, y)

    np.testing.assert_allclose(y, np.exp(x), rtol=1e-15)


def test_scores():
    """Within 3e-12 of SciPy's inverse, into tails of 1e-12, on both sides of each change of formula."""
    tail = np.geomspace(1e-12, 0.01, 2001)
    u = np.concatenate([tail, np.linspace(0.0005, 0.9995, 6001), 1 - tail])
    z = np.empty_like(u)

    alone(scores_of)(u, z)

    np.testing.assert_allclose(z, ndtri(u), rtol=0, atol=3e-12)


def test_grades():
    """Within 1e-14 of SciPy's distribution function."""
    z = np.linspace(-6.9, 6.9, 4001)
    u = np.empty_like(z)

    alone(grades_of)(z, u)

    np.testing.assert_allclose(u, ndtr(z), rtol=0, atol=1e-14)
