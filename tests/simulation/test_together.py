"""Correlations: what was asked for, beside what came out."""

import numpy as np
import pytest

from riskcore.plan import parse_plan
from riskcore.simulation import load, save, simulate

N = 20_000


def played(*correlations, risks=()):
    """Four activities in parallel, with ranges of different families, and what varies together."""
    ranges = [{"uniform": ["1d", "9d"]}, {"triangular": ["1d", "2d", "9d"]}, {"lognormal": ["5d", "2d"]}, "4d"]
    activities = [
        {"id": f"A{k}", "duration": one, "cost": {"fixed": {"uniform": [0, 9]}}} for k, one in enumerate(ranges)
    ]
    return parse_plan({"start": "2027-01-04", "activities": activities, "risks": risks, "correlations": correlations})


def near(requested, realised):
    """Within 4.5 standard errors of a rank correlation: false alarm below 7e-6 for each of the 13 here."""
    return np.all(np.abs(requested - realised) <= 4.5 * (1 - requested**2 + 0.02) / np.sqrt(N))


def test_a_group():
    """Every pair has the coefficient; the certain member does not count."""
    (found,) = simulate(played({"activities": "all", "coefficient": 0.6}), N, 1).correlations

    assert ("duration of A0", "duration of A1", "duration of A2") == found.members
    np.testing.assert_allclose(found.requested, [[1, 0.6, 0.6], [0.6, 1, 0.6], [0.6, 0.6, 1]])
    assert near(found.requested, found.realised)


@pytest.mark.parametrize("space", ["spearman", "normal"])
def test_a_matrix_with_negative_coefficients(space):
    """Across durations and costs."""
    matrix = [[1, -0.7, 0.2], [-0.7, 1, 0], [0.2, 0, 1]]
    group = {"items": ["A0", "A1", "cost of A2"], "matrix": matrix, "space": space}
    (found,) = simulate(played(group), N, 1).correlations

    wanted = np.array(matrix) if space == "spearman" else 6 / np.pi * np.arcsin(np.array(matrix) / 2)
    np.fill_diagonal(wanted, 1)
    np.testing.assert_allclose(found.requested, wanted, atol=1e-12)
    assert near(found.requested, found.realised)
    assert found.repaired == 0


def test_an_impossible_matrix_is_repaired_and_said(tmp_path):
    """The nearest one is used; the answer says so, and so does the saved result."""
    matrix = [[1, 0.9, 0.7], [0.9, 1, -0.4], [0.7, -0.4, 1]]
    plan = played({"name": "odd", "items": ["A0", "A1", "A2"], "matrix": matrix, "space": "normal"})
    result = simulate(plan, N, 1)
    (found,) = result.correlations

    assert abs(0.4382560642527692 - found.repaired) < 1e-6
    nearest = np.array([[1, 0.69422, 0.52586], [0.69422, 1, -0.24714], [0.52586, -0.24714, 1]])
    wanted = 6 / np.pi * np.arcsin(nearest / 2)
    np.fill_diagonal(wanted, 1)
    assert near(wanted, found.realised)
    assert result.notes[0].startswith('Correlation "odd" was impossible as stated; the nearest possible matrix is used')
    (kept,) = load(save(result, plan, tmp_path / "r.npz")).result.correlations
    assert np.array_equal(kept.realised, found.realised)


def test_a_large_group_is_cheap():
    """Ten thousand members take one factor, and no matrix of ten thousand by ten thousand."""
    activities = [{"id": f"A{k}", "duration": {"uniform": ["1d", "9d"]}} for k in range(10_000)]
    group = {"activities": "all", "coefficient": 0.5}
    plan = parse_plan({"start": "2027-01-04", "activities": activities, "correlations": [group]})
    (found,) = simulate(plan, 256, 1, activities=False).correlations

    assert 10_000 == found.size
    assert (8, 8) == found.realised.shape


@pytest.mark.parametrize(
    ("group", "rule"),
    [
        ({"activities": "all"}, "must be members with a coefficient, or items with a matrix"),
        ({"items": ["A0", "A1"], "coefficient": 0.5}, "must be members with a coefficient, or items with a matrix"),
        ({"items": ["A0", "A1"], "matrix": [[1, 0.5]]}, "matrix must have 2 rows of 2 numbers"),
        ({"items": ["A0", "A1"], "matrix": [[1, 0.5], [0.4, 1]]}, "matrix must be symmetric"),
        ({"items": ["A0", "A1"], "matrix": [[1, 1.5], [1.5, 1]]}, "matrix must be symmetric, of numbers in"),
        (
            {"items": ["A0", "A1"], "matrix": [[2, 0.5], [0.5, 1]]},
            "matrix must have 1 on its diagonal|must be symmetric",
        ),
        ({"items": ["A0", "A0"], "matrix": [[1, 0.5], [0.5, 1]]}, "items must be two or more, each named once"),
        ({"items": ["A0", "B"], "matrix": [[1, 0.5], [0.5, 1]]}, "must name an activity, a risk or a cost"),
        ({"risks": ["R9"], "coefficient": 0.5}, "must name a risk"),
    ],
)
def test_bad_correlations(group, rule):
    """Each says what is wrong."""
    with pytest.raises(Exception, match=rule):
        played(group)
