"""Forecasts from past throughput."""

from itertools import product
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.analysis.throughput import how_many, when_done
from riskcore.errors import ParameterError

HISTORIES = st.lists(st.integers(0, 6), min_size=1, max_size=4).filter(any)


@given(history=HISTORIES, periods=st.integers(0, 4))
def test_every_sequence_of_past_periods_counts_once(history, periods):
    """By enumeration: the chance of at least so many items is the share of sequences that reach them."""
    totals = np.array([sum(one) for one in product(history, repeat=periods)])
    found = how_many(history, periods, resamples=0)

    assert pytest.approx([np.mean(totals >= k) for k in range(len(found.at_least))]) == found.at_least.tolist()
    assert found.chance(int(totals.max()) + 1) == 0


@given(history=HISTORIES, backlog=st.integers(0, 12), periods=st.integers(0, 4))
def test_done_within_is_at_least_as_many(history, backlog, periods):
    """The two questions are one: done within n periods, and at least the backlog in n periods."""
    done, made = when_done(history, backlog, resamples=0), how_many(history, periods, resamples=0)

    assert pytest.approx(made.chance(backlog), abs=1e-12) == done.chance(periods)


@given(each=st.integers(1, 9), backlog=st.integers(0, 50))
def test_a_steady_team_is_no_gamble(each, backlog):
    """Constant throughput: so many whole periods, and the history leaves no doubt."""
    found = when_done([each] * 3, backlog, resamples=20)
    periods = float(ceil(backlog / each))

    assert periods == pytest.approx(found.mean)
    assert pytest.approx(0, abs=1e-6) == found.sd
    assert {(periods, periods, periods)} == {(p.value, p.lower, p.upper) for _, p in found.periods}


def test_a_longer_history_leaves_less_doubt():
    """The same history ten times over narrows the interval of the 85 % forecast to less than half."""
    history = [0, 2, 1, 0, 3, 1, 4, 0, 2, 1]
    ((_, short),) = when_done(history, 100, levels=[0.85]).periods
    ((_, long),) = when_done(history * 10, 100, levels=[0.85]).periods

    assert short.value == long.value
    assert short.lower <= short.value <= short.upper
    assert 2 * (long.upper - long.lower) < short.upper - short.lower


def test_forecasts_repeat():
    """The same seed draws the same histories, another one others."""
    history = [0, 2, 1, 0, 3, 1, 4, 0, 2, 1]

    assert when_done(history, 40).periods == when_done(history, 40).periods
    assert when_done(history, 40).periods != when_done(history, 40, seed=2).periods


@pytest.mark.parametrize(
    ("history", "backlog", "words"),
    [([], 5, "history"), ([0, 0], 5, "not all 0"), ([2, -1], 5, "history"), ([1.5], 5, "whole"), ([2], -1, "backlog")],
)
def test_what_is_refused(history, backlog, words):
    """Nothing was ever done, or what was done is no number of items."""
    with pytest.raises(ParameterError, match=words):
        when_done(history, backlog)
