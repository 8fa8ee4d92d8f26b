"""Three points in any position: the quantile rises and stays between the ends."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riskcore.distributions import build

GRADES = np.concatenate([np.logspace(-11, -2, 20), np.linspace(0.02, 0.98, 40), 1 - np.logspace(-2, -11, 20)])

number = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 6))
three = st.lists(number, min_size=3, max_size=3).map(sorted)
apart = three.filter(lambda x: x[0] < x[1] < x[2])


def rises_within_its_support(distribution):
    x = distribution.quantile(GRADES)
    low, high = distribution.support
    rounding = 4e-16 * (abs(low) + abs(high))
    assert np.all(np.diff(x) >= -rounding)
    assert low - rounding <= x[0]
    assert x[-1] <= high + rounding


@given(three)
def test_triangular(points):
    rises_within_its_support(build("triangular", points))


@given(three, st.floats(0.01, 100))
def test_pert(points, weight):
    rises_within_its_support(build("pert", [*points, weight]))


@given(apart, st.floats(0, 0.45), st.floats(0.55, 1))
def test_trigen(points, p_low, p_high):
    """It also goes through the two percentiles it was given."""
    low, mode, high = points
    distribution = build("trigen", [low, mode, high, p_low, p_high])

    rises_within_its_support(distribution)
    back = distribution.quantile(np.array([p_low, p_high]))
    assert np.allclose([low, high], back, rtol=0, atol=1e-9 * (abs(low) + abs(high) + high - low))
