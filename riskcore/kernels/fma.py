"""a b + c rounded once (IEEE 754-2008, section 5.4.1): half the steps of a polynomial.

It is one instruction of every processor of the last ten years, and a slow but equal function elsewhere: the bits are
the same on all of them. The compiler never makes one by itself from a product and a sum, which would round otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numba
from numba.core import types
from numba.extending import intrinsic

if TYPE_CHECKING:
    from collections.abc import Callable


def exactly(a: float, b: float, c: float) -> float:
    """The same in whole numbers, where nothing is compiled: Python rounds the quotient of two of them correctly."""
    (a1, a2), (b1, b2), (c1, c2) = (float(x).as_integer_ratio() for x in (a, b, c))
    return (a1 * b1 * c2 + c1 * a2 * b2) / (a2 * b2 * c2)


@intrinsic
def _compiled(_typing: Any, _a: Any, _b: Any, _c: Any) -> Any:
    """The instruction."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.fma(*arguments)

    return types.float64(types.float64, types.float64, types.float64), generate


COMPILES = not cast("Any", numba.config).DISABLE_JIT
fma: Callable[[Any, Any, Any], Any] = cast("Any", _compiled) if COMPILES else exactly
