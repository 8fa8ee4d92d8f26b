"""Percentiles by the nine definitions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.errors import ParameterError
from riskcore.results import Sample
from riskcore.results.percentile import percentile

NAMES = (
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
)
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40)


@pytest.mark.parametrize("kind", range(1, 10))
@given(values=VALUES, p=st.integers(0, 64).map(lambda k: k / 64))
def test_as_numpy_defines_them(kind, values, p):
    """At levels that binary fractions hold exactly."""
    expected = np.quantile(values, p, method=NAMES[kind - 1])

    assert pytest.approx(expected, rel=1e-9, abs=1e-9) == percentile(values, p, kind)


def test_a_product_that_is_whole_but_for_rounding():
    """0.07 x 100 is 7.000000000000001 in floating point; the seventh value is meant."""
    assert 7.0 == percentile(range(1, 101), 0.07)


@given(values=VALUES, p=st.floats(0.01, 0.99))
def test_the_own_type_is_that_of_results(values, p):
    """What riskcore reports is type 1."""
    assert Sample(np.array(values), 64, stratified=False).quantile(p).value == percentile(values, p)


@pytest.mark.parametrize(
    ("values", "p", "kind", "words"),
    [([1], 1.1, 1, r"p must lie in \[0, 1\]"), ([1], 0.5, 10, "1 to 9"), ([], 0.5, 1, "at least one number")],
)
def test_what_is_refused(values, p, kind, words):
    """A level or a type outside its range, and no values."""
    with pytest.raises(ParameterError, match=words):
        percentile(values, p, kind)
