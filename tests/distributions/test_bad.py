"""What is refused, and in which words."""

import math

import pytest

from riskcore.distributions import build
from riskcore.errors import ParameterError

BAD = [
    ("trianglar", [1, 2, 3], '"trianglar" is not a family of distributions. Did you mean "triangular"?'),
    ("levy", [1], '"levy" is not a family of distributions. Known: constant, uniform'),
    ("triangular", {"min": 1, "mod": 2, "max": 3}, 'triangular has no parameter "mod". Did you mean "mode"?'),
    ("triangular", {"min": 1, "mod": 2, "max": 3}, "triangular must be given min, mode and max. Got min, mod and max."),
    ("triangular", {}, "triangular must be given min, mode and max. Got nothing."),
    ("triangular", [1, 2], "triangular must be given min, mode and max. Got min and mode."),
    ("triangular", [1, 2, 3, 4], "triangular must be given at most min, mode and max. Got 4 values."),
    ("triangular", "1 2 3", "triangular must be given a list or a mapping of min, mode and max. Got '1 2 3'."),
    ("triangular", 5, "triangular must be given a list or a mapping"),
    ("pert", {"min": 1, "mode": 2, "max": 3, "lambda_": 4}, 'pert has no parameter "lambda_". Did you mean "lambda"?'),
    ("normal", {"mu": 1, "sd": 2}, 'normal has no parameter "mu"'),
    ("constant", [math.nan], "constant.value must be a finite number. Got nan."),
    ("constant", [-math.inf], "constant.value must be a finite number. Got -inf."),
    ("constant", [True], "constant.value must be a finite number. Got True."),
    ("constant", ["10d"], "constant.value must be a finite number. Got '10d'."),
    ("constant", [None], "constant.value must be a finite number. Got None."),
    ("constant", [[1, 2]], "constant.value must be a finite number. Got (1.0, 2.0)."),
    ("constant", [1e200], "constant.value must lie in [-1e+100, 1e+100]. Got 1e+200."),
    ("constant", [10**5000], "constant.value must lie in [-1e+100, 1e+100]. Got an integer of more than 100 digits."),
    ("uniform", [9, 4], "uniform.max must be at least min = 9. Got 4."),
    ("triangular", [4, 12, 9], "triangular.mode must lie in [min, max] = [4, 9]. Got 12."),
    ("triangular", [9, 5, 4], "triangular.max must be at least min = 9. Got 4."),
    ("triangular", [math.nan, 5, "x"], "triangular.min must be a finite number. Got nan.\ntriangular.max must"),
    ("trigen", [8, 16, 15], "trigen.mode must lie between low and high, (8, 15). Got 16. Where the mode is at an end"),
    ("trigen", [8, 8, 15], "trigen.mode must lie between low and high"),
    ("trigen", [8, 9, 15, -0.1], "trigen.p_low must lie in [0, 1]. Got -0.1."),
    ("trigen", [8, 9, 15, 0.5, 0.2], "trigen.p_high must be greater than p_low = 0.5 by 0.01 or more. Got 0.2."),
    ("pert", [1, 2, 3, 0], "pert.lambda must be greater than 0. Got 0."),
    ("pert", [1, 2, 3, 1e9], "pert.lambda must be at most 500000. Got 1000000000. Give a constant."),
    ("pert", [1, 0, 3], "pert.mode must lie in [min, max] = [1, 3]. Got 0."),
    ("pert", [3, 2, 1], "pert.max must be at least min = 3. Got 1."),
    ("beta", [0, 1], "beta.alpha must lie in [0.05, 1000000]. Got 0."),
    ("beta", [2, 2, 5, 1], "beta.max must be at least min = 5. Got 1."),
    ("normal", [10, 0], "normal.sd must be greater than 0. Got 0."),
    ("normal", [10, -1, 5, 4], "normal.sd must be greater than 0. Got -1.\nnormal.max must be greater than min = 5."),
    ("normal", [10, 1, 5, 5], "normal.max must be greater than min = 5. Got 5."),
    ("normal", [10, 1, 20], "normal.mean must lie near [min, max] = [20, inf]: less than 1e-09 of it is left there."),
    ("lognormal", {}, "lognormal must be given mean and sd, or p10 and p90, or p10, p50 and p90. Got nothing."),
    ("lognormal", [1, 2, 3], "or p10, p50 and p90. Got mean, sd, p10."),
    ("lognormal", {"p10": 1, "p50": 2}, "or p10, p50 and p90. Got p10, p50."),
    ("lognormal", [0, 1], "lognormal.mean must be greater than 0. Got 0."),
    ("lognormal", [1, 0], "lognormal.sd must be greater than 0. Got 0."),
    ("lognormal", [1e-300, 1e90], "lognormal.sd must give ln X a standard deviation of at most 10. Got 1e+90."),
    ("lognormal", {"p10": 0, "p90": 5}, "lognormal.p10 must be greater than 0. Got 0."),
    ("lognormal", {"p10": 5, "p90": 5}, "lognormal.p90 must be greater than p10 = 5. Got 5."),
    ("lognormal", {"p10": 1, "p90": 1e20}, "lognormal.p90 must give ln X a standard deviation of at most 10."),
    ("lognormal", {"p10": 8, "p50": 7, "p90": 15}, "lognormal.p50 must lie between p10 and p90, (8, 15). Got 7."),
    (
        "lognormal",
        {"p10": 8, "p50": 10, "p90": 12},
        "p50 must be nearer to p10 = 8 than to p90 = 12. Got 10. Give normal",
    ),
    ("lognormal", {"p10": 8, "p50": 11, "p90": 12}, "p50 must be nearer to p10 = 8 than to p90 = 12. Got 11."),
    ("weibull", [0, 1], "weibull.shape must lie in [0.05, 1000]. Got 0."),
    ("weibull", [1, 0], "weibull.scale must be greater than 0. Got 0."),
    ("gamma", [0, -1], "gamma.shape must lie in [0.05, 1000000]. Got 0.\ngamma.scale must be greater than 0. Got -1."),
    ("exponential", [0], "exponential.mean must be greater than min = 0. Got 0."),
    ("exponential", [5, 6], "exponential.mean must be greater than min = 6. Got 5."),
    ("discrete", [[], []], "discrete.values must be a list of one number or more. Got ()."),
    ("discrete", [[1, "x"], [0.5, 0.5]], "discrete.values[1] must be a finite number. Got 'x'."),
    ("discrete", [[1, 2], [1.0]], "discrete.probabilities must hold as many numbers as values, 2. Got 1."),
    (
        "discrete",
        [[1, 2], [1.5, -0.5]],
        "discrete.probabilities[0] must lie in [0, 1]. Got 1.5.\ndiscrete.probabilities[1]",
    ),
    (
        "discrete",
        [[1, 2], [0.5, 0.4]],
        "must sum to 1. Got 0.9. Give the other 0.1 to a value: 0 where nothing happens.",
    ),
    ("discrete", [[1, 2], [0.6, 0.6]], "must sum to 1. Got 1.2. Divide each by their sum."),
    ("empirical", [], "empirical.values must be a list of one number or more. Got ()."),
    ("empirical", [1, math.nan, math.nan], "empirical.values[1] must be a finite number. Got nan."),
    ("histogram", [[0, 1, 1], [1, 1]], "histogram.edges[2] must be greater than edges[1] = 1. Got 1."),
    ("histogram", [[0, 1], [1, 1]], "histogram.edges must hold one number more than counts, 3. Got 2."),
    ("histogram", [[0, 1, 2], [1, -1]], "histogram.counts[1] must be at least 0. Got -1."),
    ("histogram", [[0, 1, 2], [0, 0]], "histogram.counts must have a sum greater than 0. Got 0."),
]


@pytest.mark.parametrize(("family", "arguments", "message"), BAD, ids=[message[:60] for _, _, message in BAD])
def test_a_bad_distribution_is_refused_in_a_sentence(family, arguments, message):
    with pytest.raises(ParameterError) as caught:
        build(family, arguments)

    assert message in str(caught.value)


@pytest.mark.parametrize("factor", [0, -1, math.inf, math.nan])
def test_a_factor_must_be_positive(factor):
    with pytest.raises(ParameterError, match="factor must be greater than 0"):
        build("constant", [1]).scaled(factor)
