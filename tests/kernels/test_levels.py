"""The bin in which a level is reached, against cumulative counts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from riskcore.kernels.levels import find_levels

LEVELS = np.array([0.01, 0.05, 0.5, 0.8, 0.99])


@given(arrays(np.int32, (3, 7), elements=st.integers(0, 40)))
def test_a_level_is_reached_where_the_cumulative_count_reaches_it(histogram):
    """The first bin whose cumulative count is not below the wanted one, else the last; and the count before it."""
    at, below = np.empty((2, 3, 5), np.int64)
    find_levels(at, below, histogram, LEVELS)
    upto = np.cumsum(histogram, axis=1)
    wanted = LEVELS * upto[:, -1:]
    expected = np.minimum((upto[:, None, :] < wanted[:, :, None]).sum(axis=2), 6)
    before = np.take_along_axis(np.column_stack([np.zeros(3, int), upto]), expected, axis=1)

    assert expected.tolist() == at.tolist()
    assert before.tolist() == below.tolist()
