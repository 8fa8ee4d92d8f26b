"""Scrambled Sobol' points: the published sequence, its strata once scrambled, independent scramblings."""

import numba
import numpy as np
import pytest
from scipy import stats
from scipy.stats import qmc

from riskcore.kernels.jit import alone, kernel
from riskcore.kernels.sobol import DIGITS, TO_UNIT, fill_points, fill_sobol, reverse, scramble
from riskcore.kernels.strata import fill_strata
from riskcore.program.directions import directions

COMPILED = pytest.mark.skipif(bool(numba.config.DISABLE_JIT), reason="takes minutes without compiled kernels")
LANES, SEED, STREAM = 128, np.uint64(7), np.uint64(0x1234567890ABCDEF)
SOBOL, STRATA = alone(fill_sobol), alone(fill_strata)


@kernel
def _points(found, table, at, first):
    fill_points(found, table, at, first)
    for l in range(found.shape[0]):
        found[l] = reverse(found[l])


@kernel
def _scrambled(x, shift, first, second, over):
    return scramble(x, shift, first, second, over)


def grades(dimension, blocks, seed=SEED, stream=STREAM, lanes=LANES, replicates=1):
    """(block, lane) grades of the coordinate `dimension`."""
    table = directions(dimension + 1).ravel()
    found, bits = np.empty((len(blocks), lanes)), np.empty((2, lanes), np.uint64)
    for k, block in enumerate(blocks):
        SOBOL(found[k], bits, table, dimension * DIGITS, np.uint64(seed), block, np.uint64(stream), replicates)
    return found


def left_over(blocks, stream=STREAM, replicates=16):
    """(block, lane) grades of a variable without a coordinate."""
    found, bits = np.empty((len(blocks), LANES)), np.empty((2, LANES), np.uint64)
    for k, block in enumerate(blocks):
        STRATA(found[k], bits, np.uint64(SEED), block, np.uint64(stream), replicates)
    return found


@pytest.fixture(scope="module")
def by_scipy():
    """(point, dimension) the first 8,192 points of 200 coordinates; scipy numbers them in Gray code."""
    numbers = [n ^ (n >> 1) for n in range(8192)]
    points = np.empty((8192, 200))
    points[numbers] = qmc.Sobol(200, scramble=False, bits=32).random(8192)
    return points


@pytest.mark.parametrize("first", [0, LANES, 5 * LANES, 4096])
def test_points_are_those_of_joe_and_kuo(first, by_scipy):
    """To the last digit, in blocks that begin anywhere."""
    table = directions(200).ravel()
    found = np.empty((200, LANES), np.uint64)
    for dimension in range(200):
        _points(found[dimension], table, dimension * DIGITS, first)

    assert (found.T * TO_UNIT == by_scipy[first : first + LANES]).all()


def test_all_digits_of_the_direction_numbers():
    """Direction number k of a coordinate is odd over 2^k; all 32 are there."""
    table = directions(50).astype(np.uint64)

    for k in range(DIGITS):
        last_digit = (table[:, k] >> np.uint64(k)) & np.uint64(1)

        assert (last_digit == 1).all()
        assert (table[:, k] < np.uint64(2 ** (k + 1))).all()


@pytest.mark.parametrize("replicates", [1, 16])
@pytest.mark.parametrize("dimension", [0, 1, 6, 63])
def test_each_stratum_once(dimension, replicates):
    """Of each scrambling, a block has one grade in each of as many strata as it has points; so have four blocks."""
    found = grades(dimension, range(4, 8), replicates=replicates).reshape(4, -1, replicates)
    each = LANES // replicates

    for r in range(replicates):
        assert all(list(range(each)) == sorted(np.floor(block[:, r] * each)) for block in found)
        assert list(range(4 * each)) == sorted(np.floor(found[:, :, r].ravel() * 4 * each))


@pytest.mark.parametrize("replicates", [1, 16])
def test_strata_of_what_is_left_over(replicates):
    """Of each scrambling, a block of a variable without a coordinate has one grade in each stratum."""
    found = left_over(range(3), replicates=replicates).reshape(3, -1, replicates)
    each = LANES // replicates

    for r in range(replicates):
        assert all(list(range(each)) == sorted(np.floor(block[:, r] * each)) for block in found)


def test_what_is_left_over_is_independent():
    """Of 64 variables, and of the scramblings of one, correlations are those of strata of 8: chi-squared, 1 in 10,000.

    Two variables with 8 strata correlate with variance 8/7 n, less 1/64 that is within strata.
    """
    variables = np.array([left_over(range(16), STREAM + np.uint64(k)).ravel() for k in range(64)])
    scramblings = left_over(range(64)).reshape(-1, 16).T
    for rows in (variables, scramblings):
        r = np.corrcoef(rows)[np.triu_indices(len(rows), 1)]

        assert 5e-5 < stats.chi2.sf(np.sum(r * r) * rows.shape[1] / (1 + (1 / 7) * (63 / 64) ** 2), len(r)) < 1 - 5e-5


def test_two_coordinates_are_a_net():
    """Each of 128 boxes of any shape holds one of 128 points: the first two coordinates are a (0, m, 2)-net."""
    x, y = (grades(dimension, [0], stream=STREAM + np.uint64(dimension))[0] for dimension in (0, 1))

    for k in range(8):
        box = np.floor(x * 2**k) * 2 ** (7 - k) + np.floor(y * 2 ** (7 - k))

        assert list(range(LANES)) == sorted(box)


def test_scrambling_keeps_coarse_digits_from_fine_ones():
    """Two numbers that share their first digits still share as many after scrambling, and no more."""
    rng = np.random.default_rng(1)
    for digits in range(1, 31):
        x = int(rng.integers(2**32))
        y = x ^ (1 << digits)  # in reverse: the first `digits` digits agree, the next differs
        words = [np.uint64(word) for word in rng.integers(0, 2**32, 4)]
        both = int(_scrambled(np.uint64(x), *words)) ^ int(_scrambled(np.uint64(y), *words))

        assert both & ((1 << digits) - 1) == 0
        assert both >> digits & 1 == 1


def test_each_grade_is_uniform():
    """Lane 5 of block 0 over 20,000 seeds, 100 cells: a good scrambling fails with probability 0.001."""
    found = np.array([grades(2, [0], seed=seed, lanes=8)[0, 5] for seed in range(20_000)])
    count = np.bincount((found * 100).astype(int), minlength=100)

    assert stats.chisquare(count).pvalue > 0.001


@pytest.mark.parametrize("what", ["seed", "stream", "replicate"])
def test_scramblings_are_independent(what):
    """Correlations of 64 coordinates that differ in seed, stream or replicate: outside the band with 0.001 each.

    Each mean of a product of two nets of 128 points has the variance of two independent scramblings, 1 / 128 and less.
    """
    if what == "seed":
        rows = np.array([grades(0, [0], seed=seed)[0] for seed in range(64)])
    elif what == "stream":
        rows = np.array([grades(0, [0], stream=STREAM + np.uint64(k))[0] for k in range(64)])
    else:
        sixteen = [grades(0, range(16), stream=STREAM + np.uint64(k), replicates=16) for k in range(4)]
        rows = np.concatenate([one.reshape(LANES, 16).T for one in sixteen])
    z = np.corrcoef(rows)[np.triu_indices(64, 1)] * np.sqrt(LANES - 1)

    assert abs(z.mean()) < 3.3 / np.sqrt(len(z)) * z.std()
    assert np.max(np.abs(z)) < stats.norm.isf(0.0005 / len(z)) * max(z.std(), 1.0)


@COMPILED
def test_a_smooth_mean_is_far_better_than_by_chance():
    """The product of 1 + (u - 1/2) / 2 over five coordinates: its mean from one replicate of 1,024 points, 200 seeds.

    Plain sampling errs by 0.0104; scipy's scrambling by 0.00003, and this one by no more than twice that.
    """

    def mean(seed):
        factors = [1 + (grades(k, range(8), seed=seed, stream=STREAM + np.uint64(k)) - 0.5) / 2 for k in range(5)]
        return np.prod(factors, axis=0).mean()

    def by_scipy(seed):
        return np.prod(1 + (qmc.Sobol(5, rng=seed).random(1024) - 0.5) / 2, axis=1).mean()

    mine, theirs = (np.sqrt(np.mean([(of(seed) - 1) ** 2 for seed in range(200)])) for of in (mean, by_scipy))

    assert mine < 2 * theirs < 0.0104 / 50


@COMPILED
@pytest.mark.parametrize("n", [256, 4096])
def test_within_its_strata_a_coordinate_is_as_good_as_by_chance(n):
    """The mean of u^3 from n points, 1,000 seeds: the variance is that of n strata, E(9 u^4) / 12 n^3.

    A chi-squared of 1,000 degrees lies beyond 1 +- 0.15 with probability 0.001.
    """
    means = [(grades(3, [0], seed=seed, lanes=n)[0] ** 3).mean() for seed in range(1000)]

    assert abs(np.mean((np.array(means) - 0.25) ** 2) * 12 * n**3 / (9 / 5) - 1) < 0.15
