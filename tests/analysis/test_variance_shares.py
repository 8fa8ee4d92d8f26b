"""Shares of the variance of the finish."""

import pytest

import riskcore
from riskcore.analysis.variance_shares import variance_shares
from riskcore.errors import ParameterError


def chain(**more):
    """Three uniform durations in series, widths 1, 2 and 3: variances as 1, 4 and 9."""
    activities = [
        {"id": f"A{k}", "duration": {"uniform": ["1ed", f"{1 + k}ed"]}, "predecessors": [f"A{k - 1}"] if k > 1 else []}
        for k in (1, 2, 3)
    ]
    return riskcore.parse_plan({"start": "2030-01-07", "calendar": "24h", "activities": activities, **more})


def near(found, which, name, expected):
    """Within four standard errors: a good estimate is not with probability 0.00006."""
    k = found.id.index(name)
    value, error = (
        (found.first[k], found.first_error[k]) if which == "first" else (found.total[k], found.total_error[k])
    )
    return abs(value - expected) <= 4 * error + 1e-9


def test_a_sum_has_no_interaction():
    """First-order and total shares are the shares of the variances, and sum to 1."""
    found = variance_shares(chain(), 20_000, inputs=["A1", "A2", "A3"])

    for k in (1, 2, 3):
        assert near(found, "first", f"A{k}", k * k / 14)
        assert near(found, "total", f"A{k}", k * k / 14)
    assert pytest.approx((1 + 4 + 9) / 12 * 1440**2, rel=0.02) == found.variance


def test_a_risk_is_what_happens_and_how_bad_it_is():
    """Half the time 0 to 12 more days: variance p (144 / 3) - (p 6)^2 = 15 of 15 + 14 / 12."""
    risk = {"id": "R", "probability": 0.5, "delay": {"uniform": ["0ed", "12ed"]}, "activities": ["A1"]}
    found = variance_shares(chain(risks=[risk]), 20_000, inputs=["R", "A3"])

    assert near(found, "total", "R", 15 / (15 + 14 / 12))
    assert near(found, "first", "A3", 0.75 / (15 + 14 / 12))


@pytest.mark.parametrize(
    "correlation",
    [
        {"activities": ["A1", "A2"], "coefficient": 0.8},
        {"items": ["A1", "A2"], "matrix": [[1, 0.8], [0.8, 1]]},
    ],
)
def test_what_is_correlated_is_redrawn_together(correlation):
    """A1 stands for A2 too: what A3 leaves."""
    found = variance_shares(chain(correlations=[correlation]), 20_000, inputs=["A1", "A2", "A3"])

    assert found.total[0] == found.total[1]
    assert near(found, "total", "A1", 1 - found.first[2])


def test_weather_is_redrawn_with_all_else():
    """A duration that does not vary but for its weather leaves nothing to the other one, in another place."""
    sea = {"week": {"mon-sun": "00:00-24:00"}, "weather": {"months": {str(m): 0.5 for m in range(1, 13)}}}
    activities = [
        {"id": "W", "duration": "10ed", "calendar": "sea"},
        {"id": "A", "duration": {"uniform": ["1ed", "2ed"]}},
        {"id": "E", "duration": "1ed", "predecessors": ["W"]},
    ]
    activities[0]["duration"] = "10d"
    plan = riskcore.parse_plan(
        {"start": "2030-01-07", "calendar": "24h", "calendars": {"sea": sea}, "activities": activities}
    )
    found = variance_shares(plan, 2560, inputs=["A"])

    assert near(found, "first", "A", 0)
    assert 0 == found.total[0]


def test_the_leading_inputs_by_default():
    """Those that the tornado names, the widest first."""
    assert "A3" == variance_shares(chain(), 2560).id[0]


def test_what_is_refused():
    """An input that is unknown or certain, and a plan without any chance."""
    with pytest.raises(ParameterError, match="inputs must be ids"):
        variance_shares(chain(), 1000, inputs=["B"])
    certain = riskcore.parse_plan({"start": "2030-01-07", "activities": [{"id": "A", "duration": "1d"}]})
    with pytest.raises(ParameterError, match="does not vary"):
        variance_shares(certain, 1000, inputs=[])
