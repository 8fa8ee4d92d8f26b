"""Ranks of grades, against scipy's."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from riskcore.kernels.ranks import rank_grades

grades = st.floats(0, 1, exclude_max=True)


@given(rows=st.integers(1, 40).flatmap(lambda n: st.lists(st.lists(grades, min_size=n, max_size=n), min_size=1)))
def test_ranks_are_those_of_scipy(rows):
    """Equal grades share their mean rank."""
    values = np.array(rows)
    ranks = np.empty(values.shape)
    rank_grades(values, ranks)

    assert rankdata(values, axis=1).tolist() == ranks.tolist()


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 500))
def test_ranks_of_a_run(seed, n):
    """As many as a run has, some of them equal."""
    values = np.random.default_rng(seed).random((3, n))
    values[1] = np.round(values[1] * 0.999, 2)
    ranks = np.empty(values.shape)
    rank_grades(values, ranks)

    assert rankdata(values, axis=1).tolist() == ranks.tolist()
