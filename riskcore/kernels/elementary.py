"""log and exp in plain arithmetic: they vectorise, and their bits are the same on every machine."""

from __future__ import annotations

from typing import Any

import numpy as np

from riskcore.kernels.fma import fma
from riskcore.kernels.jit import inline

ROOT_HALF_BITS = 0x3FE6A09E667F3BCD
EXPONENT = 52
LN2 = 0.6931471805599453
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
ROUND = 6755399441055744.0  # 1.5 x 2^52: adding and subtracting it rounds to an integer


@inline
def log(x: Any) -> Any:
    """Natural logarithm of a positive, normal number, within 5e-16: 2 artanh((m - 1) / (m + 1)) + e ln 2.

    x = m 2^e with m in [sqrt(1/2), sqrt(2)); the series of artanh is cut after its 8th term (error 3e-17).
    """
    bits = np.float64(x).view(np.int64)
    e = (bits - ROOT_HALF_BITS) >> EXPONENT
    m = np.int64(bits - (e << EXPONENT)).view(np.float64)
    s = (m - 1.0) / (m + 1.0)
    t = s * s
    p = fma(t, fma(t, 2.0 / 17, 2.0 / 15), 2.0 / 13)
    p = fma(t, fma(t, p, 2.0 / 11), 2.0 / 9)
    p = fma(t, fma(t, p, 2.0 / 7), 2.0 / 5)
    return fma(np.float64(e), LN2, fma(s * t, fma(t, p, 2.0 / 3), 2.0 * s))


@inline
def exp(x: Any) -> Any:
    """Exponential for x in [-700, 700] (clipped to it), within 1e-15 of itself: 2^k times a Taylor series of e^r.

    x = k ln 2 + r with |r| <= ln 2 / 2, the ln 2 in two parts (Cody & Waite 1980, chapter 6).
    """
    x = min(max(x, -700.0), 700.0)
    k = (x * (1.0 / LN2) + ROUND) - ROUND
    r = fma(-k, LN2_LOW, fma(-k, LN2_HIGH, x))
    p = fma(r, fma(r, 1.0 / 479001600, 1.0 / 39916800), 1.0 / 3628800)
    p = fma(r, fma(r, p, 1.0 / 362880), 1.0 / 40320)
    p = fma(r, fma(r, p, 1.0 / 5040), 1.0 / 720)
    p = fma(r, fma(r, p, 1.0 / 120), 1.0 / 24)
    p = fma(r, fma(r, p, 1.0 / 6), 0.5)
    series = fma(r, fma(r, p, 1.0), 1.0)
    return series * np.int64((np.int64(k) + 1023) << EXPONENT).view(np.float64)
