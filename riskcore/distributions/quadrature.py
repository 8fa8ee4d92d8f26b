"""Expectations over one grade by Gauss-Legendre quadrature, for what no family states: its higher moments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import ndtr, ndtri

from riskcore.distributions import form as forms
from riskcore.errors import ParameterError

if TYPE_CHECKING:
    from riskcore.array import Array
    from riskcore.distributions.base import Distribution

END = 8.2
"""Normal score beyond which a grade is 1 to the last digit."""
NODES = 20  # in each of PANELS: exact to rounding where the quantile function is smooth between breaks
PANELS = 800


def moment(distribution: Distribution, order: int) -> float:
    """The standardised central moment of `order` 3 (skewness) or 4 (kurtosis; 3 for a normal one).

    Raises ParameterError where `order` is another.
    """
    if order not in (3, 4):
        raise ParameterError(f"order must be 3 or 4. Got {order}.")
    if distribution.sd == 0:
        return float("nan")
    u, _, weight = grades(distribution)
    z = (distribution.quantile(u) - distribution.mean) / distribution.sd
    return float(weight @ z**order)


def grades(*distributions: Distribution) -> tuple[Array, Array, Array]:
    """Grades, their normal scores, and weights that sum to 1 (any): panels that end where a quantile function breaks.

    Panels are of equal width in the normal score, and are cut where one of the `distributions` jumps or bends; nodes
    and weights are the same from either end.
    """
    breaks = [edge for one in distributions for edge in _breaks(one.form())]
    x, w = np.polynomial.legendre.leggauss(NODES)
    cuts = np.clip(ndtri(breaks), -END, END)
    edges = np.unique([*np.linspace(-END, END, PANELS + 1), *cuts, *-cuts])
    half = np.diff(edges)[:, None] / 2
    z = (edges[:-1, None] + half * (x + 1)).ravel()
    weight = (half * w).ravel() * np.exp(-z * z / 2) / np.sqrt(2 * np.pi)
    return np.clip(ndtr(z), 1e-300, 1 - 1e-16), z, weight


def _breaks(form: forms.Form) -> tuple[float, ...]:
    if isinstance(form, forms.Triangular):
        return ((form.mode - form.low) / (form.high - form.low),)
    return form.edges[1:-1] if isinstance(form, forms.Steps) else ()
