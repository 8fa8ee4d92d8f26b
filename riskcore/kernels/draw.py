"""Drawing one variable over the lanes of a block: grade, correlation, quantile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from riskcore.kernels.elementary import exp
from riskcore.kernels.fma import fma
from riskcore.kernels.jit import part, step
from riskcore.kernels.normal import grades_of, scores_of
from riskcore.kernels.philox import fill_words
from riskcore.kernels.records import (
    CONSTANT,
    GRADE,
    LATIN_HYPERCUBE,
    LOGNORMAL,
    NORMAL,
    ORDER,
    SCORE,
    STEPS,
    TABLE,
    TRIANGULAR,
    UNIFORM,
    WORDS,
)
from riskcore.kernels.sobol import fill_sobol
from riskcore.kernels.strata import fill_strata

if TYPE_CHECKING:
    from riskcore.array import Array

SCORE_END = 6.5
INTERVALS = 160
KNOTS = INTERVALS + 3  # one more knot on each side for the cubic
ENDS, TERMS = 2, 4  # a table: its smallest and largest value, then the terms of each interval's cubic
TO_UNIT = 2.0**-32
SHUFFLE = np.uint64(0x9E3779B97F4A7C15)  # a variable's second stream: the order of its strata


@part
def draw_grades(grade: Array, bits: Array, seed: np.uint64, block: int, stream: np.uint64, design: int) -> None:
    """Fill `grade` (lane) for one variable: independent, or one in each of as many strata as there are lanes.

    Latin hypercube: McKay, Beckman & Conover (1979), each block one of its own. The order of the strata is a
    Fisher-Yates shuffle by a second stream of the variable.
    """
    lanes = grade.shape[0]
    words, order = bits[WORDS], bits[ORDER]
    if design == LATIN_HYPERCUBE:
        fill_words(words, seed, block, stream ^ SHUFFLE)
        for l in range(lanes):
            order[l] = np.uint64(l)
            words[l] = (words[l] * np.uint64(l + 1)) >> np.uint64(32)
        for l in range(lanes - 1, 0, -1):
            here, other = np.uint64(l), words[l]  # unsigned: no test for indices from the end
            mine = order[here]
            order[here] = order[other]
            order[other] = mine
    fill_words(words, seed, block, stream)
    for l in range(lanes):
        grade[l] = (np.float64(np.int64(words[l])) + 0.5) * TO_UNIT
    if design == LATIN_HYPERCUBE:
        for l in range(lanes):
            grade[l] = (np.float64(np.int64(order[l])) + grade[l]) / lanes


@part
def draw_own(
    grade: Array, bits: Array, seed: np.uint64, block: int, stream: np.uint64, design: int, data: Array, at: int
) -> None:
    """Fill `grade` (lane) by the design: below 0 it is Sobol' points, in as many independent scramblings.

    `at` is where the direction numbers of the variable's coordinate begin in `data`, or -1.
    """
    if design >= 0:
        draw_grades(grade, bits, seed, block, stream, design)
    elif at >= 0:
        fill_sobol(grade, bits, data, at, seed, block, stream, -design)
    else:
        fill_strata(grade, bits, seed, block, stream, -design)


@part
def join(score: Array, factor: Array, loading: float) -> None:
    """Mix a group's common factor into `score` (lane): the one-factor Gaussian copula (Vasicek 1987, Li 2000)."""
    own = np.sqrt(1.0 - loading * loading)
    for l in range(score.shape[0]):
        score[l] = fma(loading, factor[l], own * score[l])


@part
def add(score: Array, factor: Array, loading: float) -> None:
    """Add to `score` (lane) its share of a factor: one term of a row of Cholesky's matrix."""
    for l in range(score.shape[0]):
        score[l] = fma(loading, factor[l], score[l])


@part
def draw(
    values: Array,
    v: int,
    items: Array,
    data: Array,
    groups: Array,
    factors: Array,
    work: Array,
    bits: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """Fill `values` (lane) with draws of variable `v`; its grades or scores are left in `work`."""
    item = items[v]
    kind = item["kind"]
    if kind == CONSTANT:
        values[:] = item["a"]
        return
    grade, score = work[GRADE], work[SCORE]
    group, mixed = item["group"], item["mixed"]
    by_score = kind in (NORMAL, LOGNORMAL, TABLE)
    if mixed >= 0:
        score[:] = 0.0
        for m in range(item["width"]):
            add(score, factors[item["factor"] + m], data[mixed + m])
    else:
        draw_own(grade, bits, seed, block, item["stream"], design, data, item["sobol"])
        if by_score or group >= 0:
            scores_of(grade, score)
    if group >= 0:
        join(score, factors[group], groups[group]["loading"])
    if (group >= 0 or mixed >= 0) and not by_score:
        grades_of(score, grade)
    if by_score:
        from_scores(values, score, item, data, bits[ORDER])
    else:
        from_grades(values, grade, item, data)


@step
def draw_apart(
    values: Array,
    v: int,
    items: Array,
    data: Array,
    groups: Array,
    factors: Array,
    work: Array,
    bits: Array,
    seed: np.uint64,
    block: int,
    design: int,
) -> None:
    """As `draw`, by a call: where draws are few beside those of the durations."""
    draw(values, v, items, data, groups, factors, work, bits, seed, block, design)


@part
def from_scores(values: Array, score: Array, item: np.void, data: Array, at: Array) -> None:
    """Fill `values` from normal scores: normal, lognormal, or by a table; `at` (lane, uint64) is scratch."""
    kind, location, scale = item["kind"], item["a"], item["b"]
    if kind == NORMAL:
        for l in range(values.shape[0]):
            values[l] = location + scale * score[l]
    elif kind == LOGNORMAL:
        sigma = item["c"]
        for l in range(values.shape[0]):
            values[l] = location + exp(scale + sigma * score[l])
    else:
        _from_table(values, score, data, item["index"], location, scale, at)


@part
def _from_table(values: Array, score: Array, data: Array, first: int, location: float, scale: float, at: Array) -> None:
    """The cubic of the interval that each score lies in, kept between the table's ends.

    What is looked up is looked up in a loop of its own: the others do several lanes at once.
    """
    low, high = data[first], data[first + 1]
    step = INTERVALS / (2.0 * SCORE_END)
    for l in range(values.shape[0]):
        x = min(max((score[l] + SCORE_END) * step, 0.0), INTERVALS - 1e-9)
        k = np.int64(x)
        values[l] = x - np.float64(k)
        at[l] = np.uint64(first + ENDS + TERMS * k)  # unsigned: no test for indices from the end
    for l in range(values.shape[0]):
        k, t = at[l], values[l]
        rest = fma(t, fma(t, data[k + np.uint64(3)], data[k + np.uint64(2)]), data[k + np.uint64(1)])
        values[l] = fma(t, rest, data[k])
    for l in range(values.shape[0]):
        values[l] = location + scale * min(max(values[l], low), high)


@part
def from_grades(values: Array, grade: Array, item: np.void, data: Array) -> None:
    """Fill `values` from grades: uniform, triangular, or a quantile function of straight pieces."""
    kind, low = item["kind"], item["a"]
    if kind == UNIFORM:
        width = item["b"]
        for l in range(values.shape[0]):
            values[l] = low + width * grade[l]
    elif kind == TRIANGULAR:
        high, split, rising, falling = item["b"], item["c"], item["d"], item["e"]
        for l in range(values.shape[0]):
            u = grade[l]
            below = u < split
            root = np.sqrt(u * rising if below else (1.0 - u) * falling)
            values[l] = low + root if below else high - root
    elif kind == STEPS:
        first, count = item["index"], item["count"]
        for l in range(values.shape[0]):
            values[l] = _step(grade[l], data, first, count)


@part
def _step(grade: float, data: Array, first: int, count: int) -> float:
    """The value at `grade` on `count` straight pieces, found by bisection."""
    lower, upper = 0, count - 1
    while lower < upper:
        middle = (lower + upper) // 2
        if grade < data[first + 3 * middle]:
            upper = middle
        else:
            lower = middle + 1
    below = data[first + 3 * (lower - 1)] if lower > 0 else 0.0
    return data[first + 3 * lower + 1] + data[first + 3 * lower + 2] * (grade - below)  # type: ignore[no-any-return]
