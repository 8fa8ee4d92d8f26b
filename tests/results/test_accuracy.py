"""What a number of iterations can tell."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from riskcore.distributions import build
from riskcore.errors import ParameterError
from riskcore.results import order_ranks
from riskcore.results.accuracy import band, iterations_needed, quantile_error, rank_coverage, share_error


@given(n=st.integers(20, 5000), p=st.floats(0.05, 0.95), confidence=st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_ranks_cover_what_they_promise(n, p, confidence):
    """At least the confidence that was asked for, unless the ranks would lie outside the sample."""
    lower, upper = order_ranks(n, p, confidence)
    covered = rank_coverage(n, p, lower, upper)

    assert covered >= confidence - 1e-9 or lower == 1 or upper == n


@pytest.mark.parametrize(
    ("family", "arguments", "law"),
    [
        ("normal", [10, 3], stats.norm(10, 3)),
        ("lognormal", [100, 30], stats.lognorm(np.sqrt(np.log(1.09)), scale=100 / np.sqrt(1.09))),
        ("pert", [1, 4, 10], stats.beta(1 + 4 / 3, 1 + 8 / 3, 1, 9)),
        ("uniform", [2, 6], stats.uniform(2, 4)),
    ],
)
@pytest.mark.parametrize("p", [0.1, 0.5, 0.8, 0.95])
def test_error_of_a_quantile(family, arguments, law, p):
    """sqrt(p (1 - p) / n) over the density at the quantile."""
    expected = np.sqrt(p * (1 - p) / 10_000) / law.pdf(law.ppf(p))

    assert pytest.approx(expected, rel=1e-6) == quantile_error(build(family, arguments), p, 10_000)


def test_iterations_for_a_probability():
    """After so many the interval reaches no farther; after one fewer it does."""
    n = iterations_needed(0.8, 0.01)

    assert 6147 == n
    assert 1.959964 * share_error(n, 0.8) <= 0.01 < 1.959964 * share_error(n - 1, 0.8)


def test_the_band_holds():
    """Of 500 seeded samples of 200, 4 to 41 leave the 95 % band somewhere: it is a bound, and 5 % are 25 +- 4.9."""
    rng = np.random.default_rng(20270630)
    below = np.arange(1, 201) / 200
    left = 0
    for _ in range(500):
        u = np.sort(rng.random(200))
        left += max((below - u).max(), (u - below + 1 / 200).max()) > band(200)

    assert 4 <= left <= 41


@pytest.mark.parametrize(("p", "reach"), [(0, 0.1), (1, 0.1), (0.5, 0)])
def test_what_is_refused(p, reach):
    """Certainty needs no iterations, and no iterations give certainty."""
    with pytest.raises(ParameterError):
        iterations_needed(p, reach)
