"""One rounding and no more: against rational numbers."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from riskcore.kernels.fma import exactly, fma
from riskcore.kernels.jit import kernel

NUMBERS = st.floats(-1e100, 1e100).filter(lambda x: x == 0 or abs(x) > 1e-100)


@kernel
def _fused(a, b, c, found):
    for k in range(found.shape[0]):
        found[k] = fma(a[k], b[k], c[k])


@given(NUMBERS, NUMBERS, NUMBERS)
def test_it_is_the_number_nearest_to_the_sum(a, b, c):
    """Whether compiled or in whole numbers, and also where all but the last digits cancel."""
    for d in (c, -a * b):
        nearest = float(Fraction(a) * Fraction(b) + Fraction(d))
        found = np.empty(1)
        _fused(np.array([a]), np.array([b]), np.array([d]), found)
        assert exactly(a, b, d) == nearest
        assert found[0] == nearest


def test_a_product_and_a_sum_would_round_otherwise():
    """Else nothing is shown above."""
    x = 1.0 + 2.0**-30
    assert exactly(x, x, -x * x) == 2.0**-60
    assert x * x - x * x == 0.0
