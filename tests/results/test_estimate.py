"""Quantiles, probabilities and means with their intervals."""

import numpy as np
import pytest

from riskcore.results import Sample, order_ranks


def plain(values):
    return Sample(np.asarray(values, float), lanes=64, stratified=False)


@pytest.mark.parametrize(("p", "expected"), [(0.10, 15), (0.40, 20), (0.50, 35), (0.80, 40), (0.90, 50)])
def test_quantiles_are_of_type_1(p, expected):
    """Hyndman & Fan (1996), type 1, of 15, 20, 35, 40, 50."""
    assert expected == plain([35, 15, 50, 40, 20]).quantile(p).value


@pytest.mark.parametrize(
    ("n", "p", "confidence", "expected"),
    [(100, 0.5, 0.95, (40, 61)), (1000, 0.8, 0.95, (775, 825)), (10_000, 0.8, 0.95, (7921, 8079))],
)
def test_order_ranks(n, p, confidence, expected):
    """Binomial quantiles at both ends, the upper one plus 1 (Conover 1999, section 3.2)."""
    assert expected == order_ranks(n, p, confidence)


def test_probability_of_what_never_happened():
    """Not once in 100 iterations: 0, and up to 3.7 % (Wilson 1927)."""
    estimate = plain(np.arange(100)).probability(-1)

    assert 0 == estimate.value == estimate.lower
    assert pytest.approx(estimate.upper, abs=1e-4) == 0.0370


@pytest.mark.parametrize("stratified", [False, True])
def test_intervals_cover(stratified):
    """Of 400 seeded samples of 1,280 draws, 366 to 394 have the truth in the interval: mean, P80, a probability.

    A binomial(400, 0.95) lies outside with probability 0.002 for each of the three.
    """
    rng = np.random.default_rng(20270630)
    held = np.zeros(3, int)
    for _ in range(400):
        grades = rng.random((20, 64))
        if stratified:
            grades = (np.argsort(rng.random((20, 64)), axis=1) + grades) / 64
        # a sum of a stratified and a plain part, so that blocks still differ
        sample = Sample((grades + rng.random((20, 64))).ravel(), 64, stratified)
        estimates = sample.mean(), sample.quantile(0.8), sample.probability(0.5)
        truth = 1.0, 2 - np.sqrt(0.4), 0.125
        held += [e.lower <= t <= e.upper for e, t in zip(estimates, truth, strict=True)]

    assert all((held >= 366) & (held <= 394)), held
