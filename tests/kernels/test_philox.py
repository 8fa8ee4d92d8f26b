"""Random words are those of the published generator."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.kernels.jit import alone
from riskcore.kernels.philox import fill_words, philox
from tests import naive

# Random123 1.14.0, examples/kat_vectors, philox 4x32 10 (Salmon, Moraes, Dror & Shaw 2011).
PUBLISHED = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
FILL_WORDS = alone(fill_words)
WORDS = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(("counter", "key", "expected"), PUBLISHED)
def test_published_vectors(counter, key, expected):
    """The kernel and its twin give the published words."""
    words = philox(*(np.uint64(word) for word in (*counter, *key)))

    assert expected == tuple(int(word) for word in words)
    assert list(expected) == naive.philox(counter, key)


@given(seed=st.integers(0, 2**64 - 1), block=WORDS, variable=st.integers(0, 2**64 - 1))
def test_words_of_a_variable(seed, block, variable):
    """Every lane's word is that of its counter, key and place."""
    words = np.empty(8, np.uint64)

    FILL_WORDS(words, np.uint64(seed), block, np.uint64(variable))

    assert naive.words(8, seed, block, variable) == [int(word) for word in words]
