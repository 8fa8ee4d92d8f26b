"""Random words and strata do not depend on their variable, seed, block or lane."""

import numpy as np
import pytest

from validation import battery as batteries
from validation.battery import FALSE_ALARM, battery

SEED = 20270630


def test_battery():
    """Sixteen tests; a good generator fails with probability 0.001, and this seed does not."""
    failed = [verdict for verdict in battery(SEED) if not verdict.passed]

    assert [] == failed


def test_the_false_alarm_rate_is_shared_out():
    """Each test may take its part of the rate at either end."""
    verdicts = battery(SEED)

    assert pytest.approx(FALSE_ALARM) == sum(2 * verdict.least for verdict in verdicts)


def words(seed=1, rows=64, n=4096):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 2**32, (rows, n), np.uint64)


@pytest.mark.parametrize("folded", [False, True])
def test_two_variables_that_share_a_stream_are_seen(folded):
    """Among 64 good rows, one that is the copy of another, or its mirror image."""
    good = words()
    good[7] = good[3] if not folded else np.uint64(2**32 - 1) - good[3]

    assert 1e-12 > batteries._correlated(good, folded=folded)
    assert 1e-4 < batteries._correlated(words(), folded=folded)


def test_a_seed_that_is_added_to_the_counter_is_seen():
    """Seed s + 1 would replay seed s, one word on."""
    stream = words(rows=1, n=8192)[0]
    shifted = np.array([stream[k : k + 4096] for k in range(64)])
    replayed = np.array([row[:-64] for row in shifted])

    assert 1e-12 > batteries._correlated(np.array([replayed[0][1:], replayed[1][:-1]]))


def test_a_bit_that_sticks_is_seen():
    """The last bit of every word, or one byte value that comes too often."""
    good = words()

    assert 1e-12 > batteries._bits(good | np.uint64(1))
    assert 1e-12 > batteries._bytes(np.where(good % np.uint64(50) == 0, np.uint64(0), good))


def test_strata_that_go_with_the_lane_are_seen():
    """A shuffle that leaves lanes 0 and 1 in place."""
    rng = np.random.default_rng(1)
    order = np.array([rng.permutation(128) for _ in range(2000)])
    stuck = np.array([[0, 1, *(2 + rng.permutation(126))] for _ in range(2000)])

    assert 1e-4 < batteries._lanes_and_strata((order + 0.5) / 128 * 2.0**32)
    assert 1e-12 > batteries._lanes_and_strata((stuck + 0.5) / 128 * 2.0**32)
