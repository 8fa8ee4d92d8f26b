"""How documents name the parameters."""

import numpy as np
import pytest

from riskcore.distributions import FAMILIES, build


@pytest.mark.parametrize(
    ("family", "keys"),
    [
        ("constant", "value"),
        ("uniform", "min max"),
        ("triangular", "min mode max"),
        ("trigen", "low mode high p_low p_high"),
        ("pert", "min mode max lambda"),
        ("beta", "alpha beta min max"),
        ("normal", "mean sd min max"),
        ("lognormal", "mean sd p10 p50 p90"),
        ("weibull", "shape scale min"),
        ("gamma", "shape scale min"),
        ("exponential", "mean min"),
        ("discrete", "values probabilities"),
        ("empirical", "values"),
        ("histogram", "edges counts"),
    ],
)
def test_the_keys_of_a_document_are_frozen(family, keys):
    assert tuple(keys.split()) == FAMILIES[family].parameters()


@pytest.mark.parametrize(
    ("family", "keys"),
    [
        ("constant", "value"),
        ("trigen", "low mode high"),
        ("pert", "min mode max"),
        ("beta", "min max"),
        ("normal", "mean sd min max"),
        ("lognormal", "mean sd p10 p50 p90"),
        ("weibull", "scale min"),
        ("gamma", "scale min"),
        ("exponential", "mean min"),
        ("discrete", "values"),
        ("empirical", "values"),
        ("histogram", "edges"),
    ],
)
def test_keys_that_carry_the_unit(family, keys):
    assert tuple(keys.split()) == FAMILIES[family].dimensional_keys()


@pytest.mark.parametrize(
    ("family", "positional", "keywords"),
    [
        ("triangular", [10, 12, 20], {"min": 10, "mode": 12, "max": 20}),
        ("pert", [10, 12, 20, 6], {"min": 10, "mode": 12, "max": 20, "lambda": 6}),
        ("lognormal", [100, 30], {"mean": 100, "sd": 30}),
        ("normal", [10, 4, None, 12], {"mean": 10, "sd": 4, "max": 12}),
        ("discrete", [[1, 2], [0.5, 0.5]], {"values": [1, 2], "probabilities": [0.5, 0.5]}),
        ("empirical", [3, 1, 2], {"values": [3, 1, 2]}),
        ("empirical", [[3, 1, 2]], {"values": [3, 1, 2]}),
        ("empirical", [3], {"values": 3}),
        ("empirical", (3.0, 1.0), {"values": np.array([3, 1])}),
    ],
)
def test_a_list_gives_the_parameters_in_their_order(family, positional, keywords):
    assert build(family, keywords) == build(family, positional)


def test_the_mean_of_an_exponential_is_its_own_not_that_of_the_excess():
    assert build("exponential", {"mean": 5, "min": 2}).mean == 5


@pytest.mark.parametrize(
    ("family", "arguments", "planned"),
    [
        ("constant", [7], 7),
        ("uniform", [2, 5], 3.5),
        ("triangular", [10, 12, 20], 12),
        ("trigen", [8, 10, 15], 10),
        ("pert", [10, 12, 20], 12),
        ("normal", [10, 4], 10),
        ("normal", [10, 4, 0, 9], 9),
        ("normal", [10, 4, 12], 12),
        ("lognormal", {"p10": 8, "p50": 10, "p90": 15}, 10),
        ("weibull", [1, 2], 2 * np.log(2)),
        ("exponential", [5, 2], 2 + 3 * np.log(2)),
        ("discrete", [[2, 5, 9], [0.2, 0.5, 0.3]], 5),
        ("empirical", [1, 2, 30], 2),
        ("histogram", [[0, 1, 3], [1, 3]], 1 + 2 / 3),
    ],
)
def test_planned(family, arguments, planned):
    assert planned == pytest.approx(build(family, arguments).planned, rel=1e-14)
