"""Quantiles, probabilities and means with their intervals."""

import numpy as np
import pytest

from riskcore.results import Sample, order_ranks, share_bounds


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


def hypercube(rng, blocks, lanes=64):
    """Grades of a Latin hypercube in each block (blocks x lanes)."""
    return ((np.argsort(rng.random((blocks, lanes)), axis=1) + rng.random((blocks, lanes))) / lanes).ravel()


@pytest.mark.parametrize("n", [5 * 64 + 40, 20 * 64 + 3, 20 * 64 + 63])
def test_a_block_that_is_cut_short_counts(n):
    """Sums of two stratified draws: the whole blocks hardly err, what is left over of one does.

    Of 600 seeded samples, 548 to 590 have the truth in the interval (binomial, 0.001 each).
    """
    rng, held = np.random.default_rng(n), 0
    for _ in range(600):
        values = (hypercube(rng, 30) + hypercube(rng, 30))[:n]
        mean = Sample(values, 64, stratified=True).mean()
        held += mean.lower <= 1.0 <= mean.upper

    assert 548 <= held <= 590


def test_scramblings_tell_the_error():
    """Sixteen sets, iteration i in set i mod 16, each with an error of its own: 548 to 590 of 600 intervals hold."""
    rng, held, n = np.random.default_rng(5), np.zeros(2, int), 16 * 40 + 5
    for _ in range(600):
        common = np.tile(rng.normal(size=16), 41)[:n]
        sample = Sample(common + rng.normal(size=n), 128, stratified=True, replicates=16)
        mean, chance = sample.mean(), sample.probability(0.0)
        held += [mean.lower <= 0 <= mean.upper, chance.lower <= 0.5 <= chance.upper]

    assert all((held >= 548) & (held <= 590)), held


def test_bounds_of_shares():
    """Apart by their spread: 4, 6, 5, 5 of 10 each are 0.5 +- 3.18 x 0.0408; else Wilson's; never beyond 0 and 1."""
    hits, sizes = np.array([[4, 6, 5, 5], [0, 0, 0, 0], [10, 10, 10, 9]]), np.array([10, 10, 10, 10])
    apart, alone = (share_bounds(hits, sizes, apart=yes) for yes in (True, False))

    assert pytest.approx([0.5 - 3.18245 * 0.0408248, 0.5 + 3.18245 * 0.0408248], abs=1e-6) == apart[:, 0].tolist()
    assert pytest.approx([0.3520, 0.6480], abs=1e-4) == alone[:, 0].tolist()
    assert apart[:, 1].tolist() == alone[:, 1].tolist() == pytest.approx([0, 0.0876], abs=1e-4)
    assert 1.0 == apart[1, 2]
