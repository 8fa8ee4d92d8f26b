"""Quantiles from histograms against their twin, and against the values themselves."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riskcore.kernels.histogram import histogram_quantiles
from riskcore.results import LEVELS

counts = st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(any)


def twin(histogram, low, width, smallest, largest, level):
    """The value below which `level` of one row lies: bins are passed one by one."""
    edges = [low + k * width for k in range(len(histogram) + 1)]
    edges[0], edges[-1] = smallest, largest
    edges = [min(max(edge, smallest), largest) for edge in edges]
    wanted, below = level * sum(histogram), 0
    for k, count in enumerate(histogram):
        if below + count >= wanted:
            return edges[k] + min(max((wanted - below) / max(count, 1), 0), 1) * (edges[k + 1] - edges[k])
        below += count
    return largest


@given(rows=st.lists(counts, min_size=1, max_size=3), width=st.sampled_from((0.5, 30.0)), narrow=st.booleans())
def test_the_twin_finds_the_same(rows, width, narrow):
    """Every level of every row to the bit, whatever the number type of the counts."""
    n = len(rows)
    low, wide = np.arange(n) * 10.0, np.full(n, width)
    smallest, largest = low + 0.3 * width, low + 3.7 * width
    found = np.empty((n, len(LEVELS)))
    histogram = np.array(rows, np.uint16 if narrow else np.int32)
    histogram_quantiles(histogram, low, wide, smallest, largest, np.array(LEVELS), found)

    expected = [
        [twin(row, low[i], width, smallest[i], largest[i], level) for level in LEVELS] for i, row in enumerate(rows)
    ]
    assert expected == found.tolist()


def test_what_is_spread_evenly():
    """A hundred values in each of four bins: the quantile is the level's share of the way."""
    found = np.empty((1, 3))
    one = np.ones(1)
    histogram_quantiles(
        np.full((1, 4), 100, np.int32), 0 * one, one, 0 * one, 4 * one, np.array([0.25, 0.5, 0.9]), found
    )

    assert [1.0, 2.0, 3.6] == found[0].tolist()
