"""Tallies and shared draws of a block, against their twins on random schedules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.kernels import records
from riskcore.kernels.block import draw_shared
from riskcore.kernels.jit import alone
from riskcore.kernels.records import Bins, Counts, Scratch, Sums
from riskcore.kernels.tally import tally
from riskcore.program.variables import VariableTable
from tests import naive
from tests.kernels.test_draw import EXAMPLES, build

LANES, BINS = 8, 5


def schedule(seed, rows, shared=0):
    """Random starts, finishes and criticality of whole minutes."""
    rng = np.random.default_rng(seed)
    start = rng.integers(0, 1000, (rows, LANES)).astype(float)
    return Scratch(
        start=start,
        finish=start + rng.integers(0, 500, (rows, LANES)),
        critical=rng.integers(0, 2, (rows, LANES)).astype(np.uint8),
        shared=rng.integers(0, 9, (shared, LANES)).astype(float),
        factor=np.empty((0, LANES)),
        slack=np.empty((0, LANES)),
        held=np.empty((0, LANES)),
        lost=np.empty((0, 2)),
        ahead=np.empty((0, LANES), np.int32),
        work=np.empty((6, LANES)),
        bits=np.empty((3, LANES), np.uint64),
        drawn=np.empty((0, LANES)),
        before=np.empty((2, 0, LANES)),
        changed=np.zeros(0, np.uint8),
    )


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32), rows=st.integers(1, 5), lanes=st.integers(1, LANES), which=st.integers(-1, 15))
def test_tally(seed, rows, lanes, which):
    """Counts, histograms, extremes and sums are those of the twin; lanes that do not count are left out."""
    memory = schedule(seed, rows)
    rng = np.random.default_rng(seed + 1)
    planned = rng.integers(0, 1000, (2, rows)).astype(float)
    bins = Bins(rng.integers(-100, 900, (2, rows)).astype(float), rng.integers(1, 300, (2, rows)).astype(float))
    counts = Counts(
        np.zeros((rows, records.SETS), np.int64),
        np.zeros((2, rows, BINS), np.int32),
        np.full((2, rows), np.inf),
        np.full((2, rows), -np.inf),
    )
    sums = Sums(np.empty((6, rows)), np.empty(rows), np.empty(2))

    tally(memory, planned, bins, counts, sums, lanes, which)

    expected = naive.tallied(memory.start, memory.finish, memory.critical, planned, *bins, BINS, lanes)
    for i, (hits, histograms, extremes, moments, product) in enumerate(expected):
        assert hits == counts.critical[i].sum()
        by_set = [hits] if which >= 0 else list(memory.critical[i, :lanes])
        first = max(which, 0)
        assert by_set == list(counts.critical[i, first : first + len(by_set)])
        assert histograms == counts.histogram[:, i].tolist()
        assert extremes == [(counts.smallest[which, i], counts.largest[which, i]) for which in (0, 1)]
        assert moments == list(sums.moment[:, i])
        assert product == sums.product[i]
    end = memory.finish[-1, :lanes] - planned[1, -1]
    assert [end.sum(), (end**2).sum()] == list(sums.finish)


@pytest.mark.parametrize("probability", [0.0, 0.3, 1.0])
def test_shared_rows(probability):
    """What happens takes its impact, what does not takes the other value, by the event's own grade."""
    table = VariableTable()
    event = table.add("event", build("uniform", [0.0, 1.0]))
    impact = table.add("impact", build("triangular", EXAMPLES["triangular"]))
    shared = np.array([(event, 0.0, probability, -1, impact, -1.0)], records.SHARED)
    memory = schedule(0, 1, shared=1)

    variables = table.record()
    alone(draw_shared)(variables, shared, memory, np.uint64(5), 2, records.PLAIN)

    grades, sizes = (naive.grades(LANES, 5, 2, int(stream), stratified=False) for stream in variables.item["stream"])
    expected = build("triangular", EXAMPLES["triangular"]).quantile(np.array(sizes))
    expected = np.where(np.array(grades) < probability, expected, -1.0)
    np.testing.assert_allclose(memory.shared[0], expected, rtol=1e-12)
