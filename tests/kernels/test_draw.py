"""A drawn value is the quantile function at the variable's grade."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from riskcore.distributions import FAMILIES, build
from riskcore.kernels import records
from riskcore.kernels.draw import draw
from riskcore.kernels.jit import kernel
from riskcore.program.dependence import Dependence
from riskcore.program.variables import VariableTable
from tests import naive

LANES, SEED, BLOCK = 32, 7, 3
EXAMPLES = {
    "constant": [5.0],
    "uniform": [2.0, 6.0],
    "triangular": [4.0, 6.0, 10.0],
    "trigen": [8.0, 10.0, 15.0],
    "pert": [1.0, 4.0, 10.0],
    "beta": [2.0, 3.0, 1.0, 9.0],
    "normal": [10.0, 4.0, 0.0],
    "lognormal": [100.0, 30.0],
    "weibull": [1.5, 10.0],
    "gamma": [2.5, 4.0],
    "exponential": [12.0],
    "discrete": {"values": [2.0, 5.0, 9.0], "probabilities": [0.2, 0.5, 0.3]},
    "empirical": [3.0, 1.0, 4.0, 1.0, 5.0],
    "histogram": [[0.0, 2.0, 3.0, 7.0], [5.0, 0.0, 2.0]],
}


@kernel
def _draw(values, variables, factor, work, bits, seed, block, design):
    draw(values, 0, variables.item, variables.data, variables.group, factor, work, bits, seed, block, design)


def drawn(distribution, *, stratified=False, loading=None, seed=SEED, block=BLOCK):
    """Values of the variable "x", alone or in a group whose factor is 0.3 sd above its mean."""
    together = Dependence() if loading is None else Dependence(factors=[(0, loading)], group={"x": 0})
    table = VariableTable(dependence=together)
    table.add("x", distribution)
    variables = table.record()
    values = np.empty(LANES)
    work, bits = np.empty((4, LANES)), np.empty((2, LANES), np.uint64)
    design = records.LATIN_HYPERCUBE if stratified else records.PLAIN
    factor = np.full((1, LANES), 0.3)
    _draw(values, variables, factor, work, bits, np.uint64(seed), block, design)
    return values, int(variables.item["stream"][0])


def test_every_family_has_an_example():
    """A new family is drawn here on arrival."""
    assert set(FAMILIES) == set(EXAMPLES)


@pytest.mark.parametrize("stratified", [False, True])
@pytest.mark.parametrize("family", FAMILIES)
def test_draw_is_the_quantile_of_the_grade(family, stratified):
    """Within 2e-6 of the spread between P0.1 and P99.9, for each family and design."""
    distribution = build(family, EXAMPLES[family])

    values, stream = drawn(distribution, stratified=stratified)

    grades = np.array(naive.grades(LANES, SEED, BLOCK, stream, stratified=stratified))
    spread = np.ptp(distribution.quantile(np.array([0.001, 0.999])))
    np.testing.assert_allclose(values, distribution.quantile(grades), rtol=0, atol=2e-6 * spread + 1e-12)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_group_moves_the_grade(family):
    """In a group the quantile is taken at the mixed normal score."""
    distribution = build(family, EXAMPLES[family])

    values, stream = drawn(distribution, loading=0.6)

    own = naive.grades(LANES, SEED, BLOCK, stream, stratified=False)
    mixed = np.array([naive.joined(u, ndtr(0.3), 0.6) for u in own])
    spread = np.ptp(distribution.quantile(np.array([0.001, 0.999])))
    np.testing.assert_allclose(values, distribution.quantile(ndtr(mixed)), rtol=0, atol=2e-6 * spread + 1e-11)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**64 - 1), block=st.integers(0, 2**32 - 1))
def test_each_stratum_once(seed, block):
    """A block of a Latin hypercube has one grade in each of as many strata as it has lanes."""
    values, _ = drawn(build("uniform", [0.0, 1.0]), stratified=True, seed=seed, block=block)

    assert list(range(LANES)) == sorted(np.floor(values * LANES).astype(int))
