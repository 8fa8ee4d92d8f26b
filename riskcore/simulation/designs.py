"""How iterations may be drawn: the names of the designs, and what kernels know them by."""

from __future__ import annotations

from typing import Literal

from riskcore.kernels.records import LATIN_HYPERCUBE, PLAIN, SOBOL

Design = Literal["latin hypercube", "plain", "sobol"]
DESIGNS: dict[str, int] = {"latin hypercube": LATIN_HYPERCUBE, "plain": PLAIN, "sobol": SOBOL}


def name_of(code: int) -> str:
    """The name of a design that kernels know as `code`."""
    return next(name for name, known in DESIGNS.items() if known == code)
