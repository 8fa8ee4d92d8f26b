"""What riskcore is timed against computes the same thing."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from benchmarks.__main__ import _worse
from benchmarks.baselines import Cpp, numpy_run
from benchmarks.networks import plain
from riskcore.plan import parse_plan
from riskcore.simulation import simulate

ITERATIONS = 20_000


@pytest.fixture(scope="module")
def plan():
    return parse_plan(plain(60) | {"calendars": {"all": {"week": {"mon-sun": "00:00-24:00"}}}, "calendar": "all"})


@pytest.fixture(scope="module")
def expected(plan) -> tuple[float, float]:
    """The mean finish in minutes from the start, and its standard error."""
    result = simulate(plan, ITERATIONS, design="plain", activities=False)
    values = result.finish.sample.values - result.minutes(plan.start)
    return float(values.mean()), float(values.std() / np.sqrt(ITERATIONS))


def test_the_numpy_version_has_the_same_mean(plan, expected):
    """Two independent runs, 4.5 standard errors of their difference apart at most: false alarm 7e-6."""
    for full in (False, True):
        assert abs(numpy_run(plan, ITERATIONS, full=full).mean - expected[0]) < 4.5 * np.sqrt(2) * expected[1]


@pytest.mark.skipif(not (shutil.which("g++") or shutil.which("clang++")), reason="no C++ compiler")
def test_the_cpp_version_has_the_same_mean(plan, expected):
    """As above."""
    with Cpp(plan, ITERATIONS, 2) as cpp:
        assert abs(cpp.run().mean - expected[0]) < 4.5 * np.sqrt(2) * expected[1]


def test_a_worse_ratio_is_told():
    """More than 25 % above the record in every try, and only there; what was never recorded cannot be worse."""
    tries = [
        [{"name": "a", "ratios": {"cpp": ratio, "numpy": 0.1}}, {"name": "new", "ratios": {"cpp": 9.0}}]
        for ratio in (1.4, 1.3, 1.5)
    ]
    assert [] == _worse(tries, {"a": {"cpp": 1.05, "numpy": 0.1}})
    assert ["a: 1.30 x cpp at best, recorded 1.00"] == _worse(tries, {"a": {"cpp": 1.0, "numpy": 0.1}})
