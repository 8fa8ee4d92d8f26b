"""The nearest correlation matrix to one that is none.

A matrix of coefficients that people state one by one need not be possible: it must have no negative eigenvalue. The
nearest one in the Frobenius norm is found by alternating projections with Dykstra's correction (Higham 2002,
algorithm 3.3).
"""

from __future__ import annotations

import numpy as np

from riskcore.array import Array  # noqa: TC001 - part of the signature that people read

TOLERANCE = 1e-12
MOST_ROUNDS = 10_000


def nearest_correlation(matrix: Array) -> tuple[Array, float]:
    """The nearest correlation matrix to `matrix` (k, k), symmetric, and how far it is (Frobenius norm); 0 if it is one.

    The result is the limit within 1e-10 in each entry; its smallest eigenvalue may be 0.
    """
    given = np.asarray(matrix, float)
    if np.linalg.eigvalsh(given)[0] >= -TOLERANCE:
        return given, 0.0
    found, correction = given.copy(), np.zeros_like(given)
    for _ in range(MOST_ROUNDS):
        before, shifted = found, found - correction
        positive = _without_negative_eigenvalues(shifted)
        correction = positive - shifted
        found = positive.copy()
        np.fill_diagonal(found, 1.0)
        if np.abs(found - before).max() < TOLERANCE:
            break
    return found, float(np.linalg.norm(found - given))


def loadings(matrix: Array) -> Array:
    """A lower triangular L (k, k) with L L' = `matrix`, also where that has an eigenvalue of 0 (Cholesky)."""
    try:
        return np.asarray(np.linalg.cholesky(matrix))
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(matrix)
        root = vectors * np.sqrt(np.maximum(values, 0.0))
        upper: Array = np.asarray(np.linalg.qr(root.T, mode="r"))
        lower = (upper * np.where(np.diag(upper) < 0, -1.0, 1.0)[:, None]).T
        return np.asarray(lower / np.linalg.norm(lower, axis=1)[:, None])


def _without_negative_eigenvalues(matrix: Array) -> Array:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.maximum(values, 0.0)) @ vectors.T)
