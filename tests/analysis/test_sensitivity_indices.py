"""Sensitivity indices of a table of runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

import riskcore
from riskcore.analysis.sensitivity_indices import sensitivity_indices
from riskcore.errors import ParameterError
from riskcore.simulation import schedule

COLUMNS = ("A", "B", "C", "D", "E")
BRIDGE = [("A", "C"), ("A", "D"), ("B", "E"), ("C", "E")]
TABLES = arrays(float, (4, 5), elements=st.integers(0, 9).map(float))


@given(table=TABLES)
def test_floats_are_those_of_the_engine(table):
    """Criticality and significance from the total floats that the engine finds, run by run."""
    found = sensitivity_indices(table, COLUMNS, BRIDGE)
    slack, lengths = np.empty_like(table), np.empty(len(table))
    for run, durations in enumerate(table):
        activities = [
            {"id": name, "duration": f"{days:g}ed", "predecessors": [a for a, b in BRIDGE if b == name]}
            for name, days in zip(COLUMNS, durations, strict=True)
        ]
        made = schedule(riskcore.parse_plan({"start": "2030-01-07", "calendar": "24h", "activities": activities}))
        slack[run] = made.total_float / 1440
        lengths[run] = (made.finish - made.early_start.min()) / 1440

    whole = np.where(table + slack > 0, table + slack, 1)
    active = np.where(table + slack > 0, table / whole, 1)

    assert lengths.tolist() == found.durations.tolist()
    assert (slack == 0).mean(axis=0).tolist() == found.criticality.tolist()
    if lengths.any():
        expected = (active * (lengths / lengths.mean())[:, None]).mean(axis=0)
        np.testing.assert_allclose(found.significance, expected, atol=1e-9)


def test_cruciality_is_the_correlation_of_scipy():
    """Pearson, Spearman and Kendall's tau-b, without their sign."""
    table = np.random.default_rng(1).integers(1, 9, (50, 5)).astype(float)
    found = sensitivity_indices(table, COLUMNS, BRIDGE)

    for k in range(5):
        x, y = table[:, k], found.durations

        assert pytest.approx(abs(stats.pearsonr(x, y).statistic)) == found.pearson[k]
        assert pytest.approx(abs(stats.spearmanr(x, y).statistic)) == found.spearman[k]
        assert pytest.approx(abs(stats.kendalltau(x, y).statistic)) == found.kendall[k]


def test_nothing_varies():
    """Constant durations: no correlation, no sensitivity, and criticality is that of the one schedule."""
    found = sensitivity_indices(np.array([[2.0, 3.0]] * 3), ("A", "B"), [])

    assert [0, 1] == found.criticality.tolist()
    assert [0, 0] == found.sensitivity.tolist() == found.pearson.tolist() == found.spearman.tolist()
    assert [0, 0] == found.kendall.tolist()


@pytest.mark.parametrize(
    ("table", "links", "words"),
    [
        ([[1, 2]], [], "two runs or more"),
        ([[1, 2, 3], [1, 2, 3]], [], "two runs or more"),
        ([[1, -2], [1, 2]], [], "none negative"),
        ([[1, 2], [1, 2]], [("A", "X")], "columns of the table. Got X"),
        ([[1, 2], [1, 2]], [("A", "B"), ("B", "A")], "cycle"),
    ],
)
def test_what_is_refused(table, links, words):
    """A table that does not fit its columns, and links that lead nowhere or in a circle."""
    with pytest.raises(ParameterError, match=words):
        sensitivity_indices(np.array(table, float), ("A", "B"), links)
