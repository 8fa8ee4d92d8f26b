"""The normal score of a grade, and the grade of a score: Phi^-1 and Phi over a row of lanes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from riskcore.kernels.elementary import exp, log
from riskcore.kernels.fma import fma
from riskcore.kernels.jit import inline, part, step

if TYPE_CHECKING:
    from riskcore.array import Array

CENTRE = 0.00247875217666636  # e^-6: lanes with 4u(1 - u) below it, one in 800, take the tail formula


@inline
def _central(u: Any) -> Any:
    """Phi^-1 for 4u(1 - u) >= e^-6, within 3e-12.

    (2u - 1) P(w) with w = -log(4u(1 - u)), the form of Giles (2010), "Approximating the erfinv function"; P is the
    Chebyshev interpolant of degree 16 on w in [0, 6], here in powers of t = w/3 - 1.
    """
    t = fma(log(4.0 * u * (1.0 - u)), -1.0 / 3.0, -1.0)
    p = fma(t, 1.0507417327573687e-07, -7.356000377965707e-07)
    p = fma(t, fma(t, p, 4.797745539594365e-07), 5.445504589926572e-06)
    p = fma(t, fma(t, p, -1.3406739224134057e-05), -7.263126252166334e-06)
    p = fma(t, fma(t, p, 9.295597640445968e-05), -0.00015251028786735996)
    p = fma(t, fma(t, p, -0.0002198569340113232), 0.0013918515726543002)
    p = fma(t, fma(t, p, -0.0018021141819746398), -0.004370063875450075)
    p = fma(t, fma(t, p, 0.022344527370577384), -0.03192856833393886)
    p = fma(t, fma(t, p, -0.07303453785724116), 1.0251509839370112)
    return fma(2.0, u, -1.0) * fma(t, p, 2.2960351246249897)


@step
def _tail(u: float) -> float:
    """Phi^-1 in the tails: Wichura (1988), algorithm AS 241 (PPND16), its second and third region."""
    r = np.sqrt(-log(min(u, 1.0 - u)))
    if r <= 5.0:
        r -= 1.6
        p = 2.41780725177450611770e-1 + r * (2.27238449892691845833e-2 + r * 7.74545014278341407640e-4)
        p = 3.64784832476320460504e0 + r * (1.27045825245236838258e0 + r * p)
        p = 1.42343711074968357734e0 + r * (4.63033784615654529590e0 + r * (5.76949722146069140550e0 + r * p))
        q = 1.51986665636164571966e-2 + r * (5.47593808499534494600e-4 + r * 1.05075007164441684324e-9)
        q = 6.89767334985100004550e-1 + r * (1.48103976427480074590e-1 + r * q)
        q = 1.0 + r * (2.05319162663775882187e0 + r * (1.67638483018380384940e0 + r * q))
    else:
        r -= 5.0
        p = 1.24266094738807843860e-3 + r * (2.71155556874348757815e-5 + r * 2.01033439929228813265e-7)
        p = 2.96560571828504891230e-1 + r * (2.65321895265761230930e-2 + r * p)
        p = 6.65790464350110377720e0 + r * (5.46378491116411436990e0 + r * (1.78482653991729133580e0 + r * p))
        q = 1.84631831751005468180e-5 + r * (1.42151175831644588870e-7 + r * 2.04426310338993978564e-15)
        q = 1.48753612908506148525e-2 + r * (7.86869131145613259100e-4 + r * q)
        q = 1.0 + r * (5.99832206555887937690e-1 + r * (1.36929880922735805310e-1 + r * q))
    return float(-p / q if u < 0.5 else p / q)


@part
def scores_of(grades: Array, scores: Array) -> None:
    """`scores[l]` = Phi^-1(grades[l]); both (lane)."""
    lanes = grades.shape[0]
    for l in range(lanes):
        scores[l] = _central(grades[l])
    far = False
    for l in range(lanes):
        far |= 4.0 * grades[l] * (1.0 - grades[l]) < CENTRE
    if far:  # one row in six; looked for apart, since that is done for several lanes at once
        for l in range(lanes):
            u = grades[l]
            if 4.0 * u * (1.0 - u) < CENTRE:
                scores[l] = _tail(u)


@inline
def _phi(z: Any) -> Any:
    """Phi for |z| < 7.07: Hart (1968) after West (2005), "Better approximations to cumulative normal functions"."""
    x = min(abs(z), 7.0)
    p = fma(x, fma(x, 0.0352624965998911, 0.700383064443688), 6.37396220353165)
    p = fma(x, fma(x, p, 33.912866078383), 112.079291497871)
    p = fma(x, fma(x, p, 221.213596169931), 220.206867912376)
    q = fma(x, fma(x, 0.0883883476483184, 1.75566716318264), 16.064177579207)
    q = fma(x, fma(x, q, 86.7807322029461), 296.564248779674)
    q = fma(x, fma(x, q, 637.333633378831), 793.826512519948)
    q = fma(x, q, 440.413735824752)
    lower = exp(-0.5 * x * x) * p / q
    return lower if z < 0.0 else 1.0 - lower


@part
def grades_of(scores: Array, grades: Array) -> None:
    """`grades[l]` = Phi(scores[l]), kept strictly inside (0, 1); both (lane)."""
    for l in range(scores.shape[0]):
        grades[l] = min(max(_phi(scores[l]), 1e-12), 1.0 - 1e-12)
