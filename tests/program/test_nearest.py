"""The nearest correlation matrix, and its loadings."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.program.nearest import loadings, nearest_correlation

HIGHAM = [[1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]]
OTHER = [[1.0, 0.9, 0.7], [0.9, 1.0, -0.4], [0.7, -0.4, 1.0]]


@pytest.mark.parametrize(
    ("given", "expected", "distance"),
    [
        (HIGHAM, (0.7606898534022838, 0.15729810613837603, 0.7606898534022838), 0.5277904635818286),
        (OTHER, (0.6942184683387708, 0.5258644329027914, -0.2471440075559491), 0.4382560642527692),
    ],
)
def test_published_and_computed(given, expected, distance):
    """The example of Higham (2002, section 4), and one by brute force."""
    found, off = nearest_correlation(np.array(given))

    np.testing.assert_allclose(found[np.triu_indices(3, 1)], expected, atol=1e-6)
    assert abs(distance - off) < 1e-6


@settings(max_examples=50)
@given(st.integers(2, 6), st.integers(0, 2**32))
def test_nearest_is_one_and_nearer_than_others(k, seed):
    """It has a diagonal of 1, no negative eigenvalue, and no random correlation matrix is nearer."""
    rng = np.random.default_rng(seed)
    given = np.triu(rng.uniform(-1, 1, (k, k)), 1)
    given = given + given.T + np.eye(k)

    found, off = nearest_correlation(given)

    np.testing.assert_allclose(np.diag(found), 1.0, atol=1e-12)
    assert np.linalg.eigvalsh(found)[0] > -1e-8
    for _ in range(20):
        root = rng.normal(size=(k, k))
        other = root @ root.T
        scale = np.sqrt(np.diag(other))
        other = other / np.outer(scale, scale)
        assert np.linalg.norm(other - given) >= off - 1e-8


@pytest.mark.parametrize("matrix", [np.eye(3), nearest_correlation(np.array(HIGHAM))[0], np.ones((3, 3))])
def test_loadings_are_a_root(matrix):
    """L L' is the matrix, also where an eigenvalue is 0, and L is lower triangular."""
    found = loadings(matrix)

    np.testing.assert_allclose(found @ found.T, matrix, atol=1e-7)
    np.testing.assert_allclose(np.triu(found, 1), 0, atol=1e-9)
