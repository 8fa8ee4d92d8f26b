"""Batteries for the random generator: whether words and strata depend on their variable, seed, block or lane.

Each test gives a p value that is uniform if the generator is good. The battery fails if one of them is so near to 0 or
1 that a good generator would have it, among all of its tests, once in 1 / FALSE_ALARM runs with other seeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from riskcore.kernels.draw import draw_grades
from riskcore.kernels.jit import kernel
from riskcore.kernels.philox import fill_words
from riskcore.kernels.records import LATIN_HYPERCUBE

if TYPE_CHECKING:
    from collections.abc import Iterator

FALSE_ALARM = 1e-3
LANES = 128
MANY = 64
"""Variables, seeds or blocks that are compared with one another."""
TO_UNIT = 2.0**-32


@dataclass(frozen=True)
class Verdict:
    """One test, its p value, and the nearest to 0 or 1 that is accepted."""

    name: str
    p: float
    least: float

    @property
    def passed(self) -> bool:
        return self.least <= self.p <= 1 - self.least


def battery(seed: int = 1, size: int = 1) -> list[Verdict]:
    """All tests on words and strata from `seed` on; `size` times as many blocks take as many times longer."""
    found = list(_tests(seed, size))
    return [Verdict(name, p, FALSE_ALARM / 2 / len(found)) for name, p in found]


def _tests(seed: int, size: int) -> Iterator[tuple[str, float]]:
    blocks, few = np.arange(64 * size), np.arange(8 * size)
    names = np.arange(MANY, dtype=np.uint64)
    digests = names * np.uint64(0x9E3779B97F4A7C15)
    one, seeds = np.array([seed], np.uint64), names + np.uint64(seed)
    words = _words(one, digests, blocks)[0]
    yield "bytes are equally frequent", _bytes(words)
    yield "bits are 1 half the time", _bits(words)
    yield "words collide as chance has it", _collisions(words)
    yield "pairs of neighbouring lanes fill the square", _pairs(words)
    by_variable = words.reshape(MANY, -1)
    yield "variables are independent", _correlated(by_variable)
    yield "variables of neighbouring streams", _correlated(_words(one, names, blocks)[0].reshape(MANY, -1))
    yield "neighbouring seeds", _correlated(_words(seeds, digests[:8], few).reshape(MANY, -1))
    yield "the next seed, one block or lane on", _replayed(_words(seeds, digests[:8], few))
    yield "neighbouring blocks", _correlated(words[:, :MANY].swapaxes(0, 1).reshape(MANY, -1))
    yield "lanes of a block", _correlated(np.moveaxis(words, 2, 0).reshape(LANES, -1))
    yield "seed s of variable v, seed v of variable s", _swapped(names, few)
    yield "distances from the middle, of variables", _correlated(by_variable, folded=True)
    yield (
        "distances from the middle, of seeds",
        _correlated(_words(seeds, digests[:8], few).reshape(MANY, -1), folded=True),
    )
    strata = _strata(one, digests, blocks)[0]
    yield "strata of variables are independent", _correlated(strata.reshape(MANY, -1), stratified=True)
    yield (
        "strata of neighbouring seeds",
        _correlated(_strata(seeds, digests[:8], few).reshape(MANY, -1), stratified=True),
    )
    yield (
        "strata of neighbouring blocks",
        _correlated(strata[:, :MANY].swapaxes(0, 1).reshape(MANY, -1), stratified=True),
    )
    yield "each lane meets all strata equally often", _lanes_and_strata(strata)


def _words(seeds: np.ndarray, streams: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    """(seed, stream, block, lane) words."""
    found = np.empty((len(seeds), len(streams), len(blocks), LANES), np.uint64)
    _fill_words(found, seeds, streams.astype(np.uint64))
    return found


def _strata(seeds: np.ndarray, streams: np.ndarray, blocks: np.ndarray) -> np.ndarray:
    """(seed, stream, block, lane) grades of Latin hypercubes, as words of 32 bits would have them."""
    found = np.empty((len(seeds), len(streams), len(blocks), LANES))
    _fill_grades(found, seeds, streams.astype(np.uint64))
    return found / TO_UNIT


@kernel
def _fill_words(found: np.ndarray, seeds: np.ndarray, streams: np.ndarray) -> None:
    for s in range(found.shape[0]):
        for v in range(found.shape[1]):
            for b in range(found.shape[2]):
                fill_words(found[s, v, b], seeds[s], b, streams[v])


@kernel
def _fill_grades(found: np.ndarray, seeds: np.ndarray, streams: np.ndarray) -> None:
    bits = np.empty((2, found.shape[3]), np.uint64)
    for s in range(found.shape[0]):
        for v in range(found.shape[1]):
            for b in range(found.shape[2]):
                draw_grades(found[s, v, b], bits, seeds[s], b, streams[v], LATIN_HYPERCUBE)


def _bytes(words: np.ndarray) -> float:
    """Chi-squared over the four bytes of each word."""
    parts = [((words.ravel() >> np.uint64(8 * k)) & np.uint64(255)).astype(int) for k in range(4)]
    total = sum(float(stats.chisquare(np.bincount(part, minlength=256))[0]) for part in parts)
    return float(stats.chi2.sf(total, 4 * 255))


def _bits(words: np.ndarray) -> float:
    n = words.size
    ones = np.array([np.count_nonzero(words & np.uint64(1 << k)) for k in range(32)])
    return float(stats.chi2.sf(np.sum((ones - n / 2) ** 2 / (n / 4)), 32))


def _collisions(words: np.ndarray) -> float:
    """Words drawn before: nearly Poisson, n^2 / 2^33 of n; the p value is taken at the middle of its atom."""
    n = words.size
    met = n - len(np.unique(words))
    law = stats.poisson(2.0**32 * (n / 2.0**32 - 1 + np.exp(n * np.log1p(-(2.0**-32)))))
    return float(law.sf(met) + law.pmf(met) / 2)


def _pairs(words: np.ndarray) -> float:
    """Chi-squared over the cells of a square of 64 by 64."""
    cell = (words >> np.uint64(26)).astype(int)
    count = np.bincount((cell[..., 0::2] * 64 + cell[..., 1::2]).ravel(), minlength=4096)
    return float(stats.chi2.sf(stats.chisquare(count)[0], 4095))


def _correlated(words: np.ndarray, *, folded: bool = False, stratified: bool = False) -> float:
    """The sum of squared correlations of all pairs of rows, each scaled to variance 1: chi-squared.

    Two Latin hypercubes of L strata correlate with variance 1 / (L - 1) instead of 1 / L; what is within the strata
    makes a part of 1 / L^2 of the variance, and is not seen.
    """
    grade = words * TO_UNIT - 0.5
    if folded:
        grade = np.abs(grade) - 0.25
    n = grade.shape[1]
    r = (grade @ grade.T) / np.sqrt(np.outer(*(2 * [np.einsum("ij,ij->i", grade, grade)])))
    pairs = r[np.triu_indices(len(grade), 1)]
    scale = n * (1 - 1 / LANES) if stratified else n
    return float(stats.chi2.sf(scale * np.sum(pairs**2), len(pairs)))


def _swapped(names: np.ndarray, blocks: np.ndarray) -> float:
    """The generator must not take its seed for a variable: draws of (s, v) and (v, s) are independent."""
    words = _words(names, names, blocks)
    upper = np.triu_indices(len(names), 1)
    a, b = (x.ravel() * TO_UNIT - 0.5 for x in (words[upper], words[upper[::-1]]))
    z = float(a @ b) / np.sqrt(float(a @ a) * float(b @ b)) * np.sqrt(len(a))
    return float(stats.norm.sf(z))


def _replayed(words: np.ndarray) -> float:
    """Each seed against the next one, shifted by a block or a lane either way: none begins where another goes on."""
    now, later = words[:-1] * TO_UNIT - 0.5, words[1:] * TO_UNIT - 0.5
    pairs = [
        (now[:, :, 1:], later[:, :, :-1]),
        (now[:, :, :-1], later[:, :, 1:]),
        (now[..., 1:], later[..., :-1]),
        (now[..., :-1], later[..., 1:]),
    ]
    total = sum(float(np.sum(a * b)) ** 2 / float(np.sum(a * a) * np.sum(b * b)) * a.size for a, b in pairs)
    return float(stats.chi2.sf(total, len(pairs)))


def _lanes_and_strata(strata: np.ndarray) -> float:
    """Chi-squared of how often each lane meets each stratum, with the degrees of freedom of a table of two margins."""
    stratum = (strata * TO_UNIT * LANES).astype(int).reshape(-1, LANES)
    count = np.bincount((np.arange(LANES) * LANES + stratum).ravel(), minlength=LANES * LANES)
    expected = len(stratum) / LANES
    # the margins are fixed, so that the squares have the mean of L (L - 1) cells and the freedom of (L - 1)^2
    total = np.sum((count - expected) ** 2) / expected * (LANES - 1) / LANES
    return float(stats.chi2.sf(total, (LANES - 1) ** 2))
