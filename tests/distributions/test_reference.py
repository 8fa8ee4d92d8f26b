"""Against figures that were published, or worked out apart from this package.

Each figure is met to one part in a thousand million.
"""

import numpy as np
import pytest

from riskcore.distributions import build

TRIANGULAR = "closed form; Kotz & van Dorp (2004) Beyond Beta, World Scientific, ch. 1; verified in exact rationals"
PERT = (
    "alpha = 1 + lambda (mode - min) / (max - min), beta = 1 + lambda (max - mode) / (max - min); Vose Software "
    "ModelRisk help, 'Modified PERT distribution'; Vose (2008) Risk Analysis, 3rd ed., Wiley; mpmath, 40 digits"
)
LOGNORMAL = "closed form: sigma^2 = ln(1 + cv^2), mu = ln m - sigma^2 / 2; verified by scipy.stats.lognorm"
DISCRETE = "definition, with inf{x: F(x) >= p} as quantile; verified in exact rationals"
TRUNCATED = "closed form of the truncated normal; verified by scipy.stats.truncnorm and direct quadrature"
TRIGEN = "definition (quantile-matched triangular, Trigen in @RISK); bisection in F(mode), 40 digits, and 2-D fsolve"
MATCHED = "elementary algebra (quantile matching); verified by scipy.stats.lognorm.ppf at the given points"

SIX = (5, 10, 50, 80, 90, 95)
# family, arguments, mean, sd, the percents, the values there, source
CASES = [
    (
        "triangular", [0, 0.5, 1], 0.5, 0.2041241452319315, SIX,
        (
            0.15811388300841897, 0.22360679774997896, 0.5,
            0.6837722339831621, 0.7763932022500211, 0.841886116991581,
        ),
        TRIANGULAR,
    ),
    (
        "triangular", [4, 6, 10], 6.666666666666667, 1.247219128924647, SIX,
        (
            4.774596669241483, 5.095445115010333, 6.535898384862246,
            7.809109769979336, 8.450806661517033, 8.904554884989667,
        ),
        TRIANGULAR,
    ),
    (
        "triangular", [16, 20, 35], 23.666666666666668, 4.089281382128433, SIX,
        (
            17.94935886896179, 18.756809750418043, 23.062663613686677,
            27.45016556472925, 29.661460873984346, 31.225082782364623,
        ),
        TRIANGULAR,
    ),
    (
        "triangular", [1, 1, 2], 1.3333333333333333, 0.23570226039551584, SIX,
        (
            1.0253205655191038, 1.0513167019494862, 1.2928932188134525,
            1.5527864045000421, 1.683772233983162, 1.7763932022500208,
        ),
        TRIANGULAR,
    ),
    (
        "triangular", [1, 5, 5], 3.6666666666666665, 0.9428090415820634, SIX,
        (
            1.8944271909999157, 2.264911064067352, 3.8284271247461903,
            4.577708763999663, 4.794733192202055, 4.898717737923585,
        ),
        TRIANGULAR,
    ),
    (
        "triangular", [-2, 0, 3], 0.3333333333333333, 1.0274023338281628, SIX,
        (
            -1.2928932188134525, -1.0, 0.2613872124741694,
            1.267949192431123, 1.775255128608411, 2.1339745962155607,
        ),
        TRIANGULAR,
    ),
    (
        "pert", [0, 0.5, 1, 4], 0.5, 0.1889822365046136, SIX,
        (
            0.1892553774377708, 0.2466364532884666, 0.5,
            0.673402062158589, 0.7533635467115334, 0.8107446225622291,
        ),
        PERT,
    ),
    (
        "pert", [1, 4, 10, 4], 4.5, 1.6583123951777, SIX,
        (
            1.9854915279849494, 2.377249243088313, 4.38231256303709,
            5.987355721564616, 6.800110278585224, 7.41958647891893,
        ),
        PERT,
    ),
    (
        "pert", [5, 7, 12, 4], 7.5, 1.267731382092775, SIX,
        (
            5.630158653357428, 5.904353459302796, 7.382588601420245,
            8.625879640752897, 9.272702746347871, 9.773921493495624,
        ),
        PERT,
    ),
    (
        "pert", [4, 4, 10, 4], 5.0, 0.8451542547285166, SIX,
        (
            4.061237309878069, 4.125109825834139, 4.776696620223255,
            5.651322017933827, 6.2142559331188405, 6.704318370081646,
        ),
        PERT,
    ),
    (
        "pert", [1, 4, 10, 8], 4.3, 1.307669683062202, SIX,
        (
            2.2934180518399314, 2.640539360478941, 4.217111106771259,
            5.435000247510673, 6.077186396975721, 6.591973422264875,
        ),
        PERT,
    ),
    (
        "pert", [3, 9, 9, 4], 8.0, 0.8451542547285166, SIX,
        (
            6.295681629918353, 6.7857440668811595, 8.223303379776745,
            8.738114998740222, 8.874890174165861, 8.93876269012193,
        ),
        PERT,
    ),
    (
        "lognormal", {"mean": 100, "sd": 30}, 100.0, 30.0, (10, 50, 80, 90),
        (65.7505853915, 95.78262852211522, 122.62709303772692, 139.5320189467323),
        LOGNORMAL,
    ),
    (
        "discrete", [[2, 5, 9], [0.2, 0.5, 0.3]], 5.6, 2.4979991993593593,
        (10, 20, 20.001, 50, 70, 70.001, 80), (2, 2, 5, 5, 5, 9, 9),
        DISCRETE,
    ),
    (
        "normal", {"mean": 10, "sd": 4, "min": 0}, 10.07055130194767, 3.910180238085813, (10, 50, 90),
        (4.998662185638668, 10.031130959632753, 15.140391696190314),
        TRUNCATED,
    ),
    (
        "trigen", {"low": 8, "mode": 10, "high": 15}, 11.292656653458288, 2.5997947333041775, (10, 50, 90),
        (8, 11.034711112099819, 15),
        TRIGEN,
    ),
    (
        "trigen", {"low": 80, "mode": 100, "high": 140, "p_low": 0.05, "p_high": 0.95},
        107.9330168907873, 18.052454447856363, (5, 50, 95), (80, 106.30767389995597, 140),
        TRIGEN,
    ),
    (
        "trigen", {"low": 5, "mode": 6, "high": 20}, 11.695171141275097, 5.6347638142951055, (10, 50, 90),
        (5, 10.8114064840936, 20),
        TRIGEN,
    ),
    (
        "lognormal", {"p10": 8, "p90": 15}, 11.288904960018813, 2.8107966351083533, (10, 50, 90),
        (8, 10.95445115010332, 15),
        MATCHED,
    ),
    (
        "lognormal", {"p10": 8, "p50": 10, "p90": 15}, 10.970796147528727, 3.5159699846676182, (10, 50, 90),
        (8, 10, 15),
        MATCHED,
    ),
    (
        "lognormal", {"p10": 80, "p90": 130}, 103.82646160789795, 19.84474570868532, (10, 50, 90),
        (80, 101.98039027185571, 130),
        MATCHED,
    ),
    (
        "lognormal", {"p10": 80, "p50": 100, "p90": 130}, 103.07942495450615, 20.46746313450415, (10, 50, 90),
        (80, 100, 130),
        MATCHED,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("family", "arguments", "mean", "sd", "percents", "values", "source"), CASES)
def test_moments_and_percentiles(family, arguments, mean, sd, percents, values, source):
    distribution = build(family, arguments)

    assert mean == pytest.approx(distribution.mean, rel=1e-9)
    assert sd == pytest.approx(distribution.sd, rel=1e-9)
    assert np.allclose(values, distribution.quantile(np.array(percents) / 100), rtol=1e-9, atol=1e-9), source


@pytest.mark.parametrize(
    ("arguments", "low", "high", "grade_of_mode"),
    [
        ([8, 10, 15, 0.1, 0.9], 5.6699838624574825, 18.20798609791738, 0.34535136110411535),
        ([80, 100, 140, 0.05, 0.95], 68.21718220065952, 155.58186847170236, 0.3637947911898465),
        ([5, 6, 20, 0.1, 0.9], 1.6517851150535636, 27.433728308771727, 0.16865349722769887),
    ],
)
def test_the_ends_of_a_trigen(arguments, low, high, grade_of_mode):
    """Source: TRIGEN."""
    trigen = build("trigen", arguments)

    assert trigen.support == pytest.approx((low, high), rel=1e-9)
    assert trigen.quantile(np.array([grade_of_mode])) == pytest.approx(trigen.planned, rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "alpha", "beta"),
    [
        ([0, 0.5, 1, 4], 3.0, 3.0),
        ([1, 4, 10, 4], 2.333333333333333, 3.6666666666666665),
        ([5, 7, 12, 4], 2.142857142857143, 3.857142857142857),
        ([4, 4, 10, 4], 1.0, 5.0),
        ([1, 4, 10, 8], 3.6666666666666665, 6.333333333333333),
        ([3, 9, 9, 4], 5.0, 1.0),
    ],
)
def test_the_shapes_of_a_pert(arguments, alpha, beta):
    """Source: PERT."""
    bell = build("pert", arguments).bell

    assert (alpha, beta) == pytest.approx((bell.alpha, bell.beta), rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "shift", "mu", "sigma", "source"),
    [
        ({"mean": 100, "sd": 30}, 0.0, 4.562081337867566, 0.293560379208524, LOGNORMAL),
        ({"p10": 8, "p90": 15}, 0.0, 2.393745871391023, 0.2452529716021394, MATCHED),
        ({"p10": 8, "p50": 10, "p90": 15}, 6.666666666666667, 1.203972804325936, 0.7149854570890979, MATCHED),
        ({"p10": 80, "p90": 130}, 0.0, 4.624780542564732, 0.18942188080250308, MATCHED),
        ({"p10": 80, "p50": 100, "p90": 130}, 40.0, 4.0943445622221, 0.3163861049444861, MATCHED),
    ],
)
def test_the_logarithm_of_a_lognormal(arguments, shift, mu, sigma, source):
    assert build("lognormal", arguments).log_parameters == pytest.approx((shift, mu, sigma), rel=1e-9), source
