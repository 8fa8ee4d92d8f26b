"""One dependence by its four names."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from riskcore.distributions import FAMILIES, build
from riskcore.distributions.dependence import (
    equal_percentile,
    joint_probability,
    kendall_of_normal,
    normal_of_kendall,
    normal_of_spearman,
    pearson_of_normal,
    spearman_of_normal,
)
from riskcore.distributions.quadrature import moment
from riskcore.errors import ParameterError
from tests.distributions.examples import EXAMPLES

COEFFICIENTS = st.floats(-1, 1)
LEVELS = st.floats(0.01, 0.99)
VARYING = [family for family in FAMILIES if family != "constant"]


@given(r=COEFFICIENTS)
def test_there_and_back(r):
    """Each conversion undoes the other."""
    assert pytest.approx(r, abs=1e-9) == normal_of_spearman(spearman_of_normal(r))
    assert pytest.approx(r, abs=1e-9) == normal_of_kendall(kendall_of_normal(r))


def test_by_simulation():
    """Kendall's and Spearman's figures of 20,000 seeded pairs of normal scores: off by 4 errors with 0.00006 each."""
    x = np.random.default_rng(1).multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 20_000)

    assert abs(stats.spearmanr(*x.T).statistic - spearman_of_normal(0.6)) < 4 * 0.8 / np.sqrt(20_000)
    assert abs(stats.kendalltau(*x.T).statistic - kendall_of_normal(0.6)) < 4 * 0.8 / np.sqrt(20_000)


@pytest.mark.parametrize("r", [-0.9, -0.3, 0.0, 0.5, 0.9, 1.0])
def test_pearson_of_uniform_margins_is_spearman(r):
    """By definition."""
    uniform = build("uniform", [2.0, 5.0])

    assert pytest.approx(spearman_of_normal(r), abs=1e-9) == pearson_of_normal(r, uniform, uniform)


@pytest.mark.parametrize("r", [-1.0, -0.8, 0.5, 0.99, 1.0])
def test_pearson_of_lognormal_margins(r):
    """(exp(r s t) - 1) / sqrt((exp(s^2) - 1) (exp(t^2) - 1)), sigmas s and t."""
    s, t = 0.4, 0.9
    one, other = (build("lognormal", [np.exp(x * x / 2), np.exp(x * x / 2) * np.sqrt(np.expm1(x * x))]) for x in (s, t))
    expected = np.expm1(r * s * t) / np.sqrt(np.expm1(s * s) * np.expm1(t * t))

    assert pytest.approx(expected, abs=1e-8) == pearson_of_normal(r, one, other)


@pytest.mark.parametrize("r", [-1.0, -0.6, 0.3, 0.9, 1.0])
def test_pearson_of_events(r):
    """Of two events it is (joint chance - p q) / sqrt(p (1 - p) q (1 - q)), and at 1 less than 1."""
    p, q = 0.4, 0.8
    one, other = (build("discrete", {"values": [0, 1], "probabilities": [x, 1 - x]}) for x in (p, q))
    expected = (joint_probability(p, q, r) - p * q) / np.sqrt(p * (1 - p) * q * (1 - q))

    assert pytest.approx(expected, abs=1e-8) == pearson_of_normal(r, one, other)


@given(p=LEVELS, q=LEVELS, r=st.floats(-0.99, 0.99))
def test_joint_probability_is_the_bivariate_normal(p, q, r):
    """As scipy integrates it; between the bounds of Frechet and Hoeffding."""
    found = joint_probability(p, q, r)
    law = stats.multivariate_normal([0, 0], [[1, r], [r, 1]])

    assert pytest.approx(law.cdf(stats.norm.ppf([p, q])), abs=1e-6) == found
    assert max(p + q - 1, 0) - 1e-9 <= found <= min(p, q) + 1e-9


@given(joint=st.floats(0.05, 0.95), r=st.floats(0, 0.99))
@example(joint=0.5, r=7.6e-307)
@example(joint=0.95, r=1e-14)
def test_equal_percentile(joint, r):
    """At that level the joint chance is what was asked for."""
    p = equal_percentile(joint, r)

    assert pytest.approx(joint, abs=1e-9) == joint_probability(p, p, r)


@pytest.mark.parametrize("family", VARYING)
def test_higher_moments_by_simulation(family):
    """Skewness of 400,000 stratified draws, within 2 %: quantiles at the middles of equal strata."""
    one = build(family, EXAMPLES[family][0])
    x = one.quantile((np.arange(400_000) + 0.5) / 400_000)

    assert pytest.approx(stats.skew(x), rel=0.02, abs=0.01) == moment(one, 3)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: spearman_of_normal(1.5), "coefficient must lie"),
        (lambda: joint_probability(0, 0.5, 0.1), "p must lie"),
        (lambda: equal_percentile(1, 0.1), "joint must lie"),
        (lambda: pearson_of_normal(0.5, build("constant", [1]), build("uniform", [0, 1])), "constant"),
        (lambda: moment(build("uniform", [0, 1]), 5), "order must be"),
    ],
)
def test_what_is_refused(call, words):
    """Arguments outside their ranges."""
    with pytest.raises(ParameterError, match=words):
        call()
