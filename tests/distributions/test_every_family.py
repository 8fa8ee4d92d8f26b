"""What holds for every family; a new one is tested on arrival."""

import pickle

import numpy as np
import pytest

from riskcore.distributions import FAMILIES, Distribution, build
from riskcore.distributions import form as forms
from tests.distributions import twin
from tests.distributions.examples import CASES, EXAMPLES

TAIL = np.logspace(-11, -3, 60)
GRADES = np.concatenate([TAIL, np.linspace(0.0012, 0.9988, 1201), 1 - TAIL[::-1]])
ROUNDING = 1e-14

each = pytest.mark.parametrize(("family", "arguments"), CASES, ids=[f"{family} {args}" for family, args in CASES])


def slack(distribution):
    """What rounding may add to a value."""
    return ROUNDING * max(1.0, *(abs(x) for x in distribution.quantile(np.array([1e-3, 0.999]))))


def moments(distribution, n=8192):
    """Mean and sd by quadrature of the quantile over u.

    Both tails are unrolled by u = (1 + tanh t) / 2 (Takahasi & Mori 1974); the step functions of
    the examples, which jump at multiples of 1/40 only, by the midpoint rule.
    """
    if isinstance(distribution.form(), forms.Steps):
        u = (np.arange(200_000) + 0.5) / 200_000
        weight = np.full(u.shape, 1 / len(u))
    else:
        t = np.linspace(-13.5, 13.5, n)
        u = 1 / (1 + np.exp(-2 * t))
        weight = 2 * u / (1 + np.exp(2 * t)) * (t[1] - t[0])
    x = distribution.quantile(u)
    mean = weight @ x
    return mean, np.sqrt(weight @ (x - mean) ** 2)


def test_every_family_has_examples():
    assert list(FAMILIES) == list(EXAMPLES)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_carries_the_name_under_which_it_is_found(family):
    assert family == FAMILIES[family].family


@pytest.mark.parametrize("family", FAMILIES)
def test_dimensional_keys_and_lists_are_parameters(family):
    cls = FAMILIES[family]

    assert set(cls.dimensional_keys()) <= set(cls.parameters())
    assert set(cls.lists) <= set(cls.parameters())
    assert set(cls.required()) <= set(cls.parameters())


@each
def test_the_quantile_rises_and_stays_in_the_support(family, arguments):
    distribution = build(family, arguments)
    x = distribution.quantile(GRADES)
    low, high = distribution.support
    rounding = slack(distribution)

    assert np.all(np.diff(x) >= -rounding)
    assert x[0] >= low - rounding
    assert x[-1] <= high + rounding
    assert low <= distribution.planned <= high


@each
def test_the_support_is_reached(family, arguments):
    """A finite end is near the extreme quantiles; a density that dies out there keeps a third of the range away."""
    distribution = build(family, arguments)
    width = distribution.quantile(np.array([0.999]))[0] - distribution.quantile(np.array([0.001]))[0]
    ends = distribution.quantile(np.array([1e-11, 1 - 1e-11]))

    for end, bound in zip(ends, distribution.support, strict=True):
        assert not np.isfinite(bound) or abs(end - bound) <= 0.35 * width


@each
def test_mean_and_sd_are_those_of_the_quantile_function(family, arguments):
    """The tolerance of the sd is what the quadrature leaves out beyond a grade of 2e-12."""
    distribution = build(family, arguments)
    mean, sd = moments(distribution)

    assert distribution.mean == pytest.approx(mean, rel=1e-9, abs=1e-12)
    assert distribution.sd == pytest.approx(sd, rel=1e-7, abs=1e-10)


@each
def test_the_quantile_keeps_the_shape_of_the_grades(family, arguments):
    distribution = build(family, arguments)

    assert np.shape(distribution.quantile(np.array(0.3))) == ()
    assert distribution.quantile(np.full((2, 3), 0.3)).shape == (2, 3)


@each
def test_arguments_build_the_same_distribution(family, arguments):
    distribution = build(family, arguments)

    assert arguments == distribution.arguments()
    assert distribution == build(family, distribution.arguments())
    assert hash(distribution) == hash(build(family, arguments))


@each
def test_a_distribution_can_go_to_another_process(family, arguments):
    distribution = build(family, arguments)
    distribution.quantile(GRADES)
    back = pickle.loads(pickle.dumps(distribution))  # noqa: S301 - our own bytes

    assert distribution == back
    assert np.array_equal(distribution.quantile(GRADES), back.quantile(GRADES))


@each
def test_scaling_scales_everything(family, arguments):
    distribution = build(family, arguments)
    scaled = distribution.scaled(480.0)

    assert isinstance(scaled, Distribution)
    assert np.allclose(480.0 * distribution.quantile(GRADES), scaled.quantile(GRADES), rtol=1e-11, atol=1e-10)
    assert scaled.mean == pytest.approx(480.0 * distribution.mean, rel=1e-13)
    assert scaled.sd == pytest.approx(480.0 * distribution.sd, rel=1e-12)
    assert scaled.planned == pytest.approx(480.0 * distribution.planned, rel=1e-13)


@each
def test_the_form_agrees_with_the_quantile(family, arguments):
    distribution = build(family, arguments)
    # away from multiples of 1/40, where the step functions of the examples jump
    grades = np.concatenate([TAIL[::6], np.linspace(0.011, 0.989, 163), 1 - TAIL[::-6]])
    expected = distribution.quantile(grades)

    assert np.allclose(expected, twin.values(distribution.form(), grades), rtol=1e-9, atol=1e-12)


@each
def test_a_range_without_width_is_drawn_as_a_constant(family, arguments):
    distribution = build(family, arguments)

    assert isinstance(distribution.form(), forms.Constant) == (distribution.sd == 0)


@pytest.mark.parametrize(
    ("family", "arguments"),
    [
        ("pert", [10, 12, 20]),
        ("beta", [2, 3, 1, 7]),
        ("normal", [10, 3, 1, 20]),
        ("weibull", [2, 10, 3]),
        ("gamma", [2, 10, 3]),
        ("exponential", [10, 3]),
    ],
)
def test_days_and_minutes_share_one_table(family, arguments):
    days = build(family, arguments)
    shape = days.form().shape

    assert shape == days.scaled(480.0).form().shape
    assert shape == days.scaled(0.1).form().shape
