"""A simulation in pieces, until it is known well enough, and without each risk: always the bits of the whole."""

import numpy as np
import pytest

from riskcore.errors import ParameterError
from riskcore.plan import parse_plan
from riskcore.simulation import Precision, Simulation, removal, simulate, simulate_until

PLAN = parse_plan(
    {
        "start": "2027-01-04",
        "calendars": {"site": {"week": {"mon-fri": "08:00-16:00"}, "weather": {"months": {1: 0.3, 2: 0.2}}}},
        "activities": [
            {"id": "A", "duration": {"triangular": ["8d", "10d", "20d"]}, "calendar": "site", "cost": {"per_day": 900}},
            {"id": "B", "duration": {"uniform": ["5d", "9d"]}, "predecessors": ["A SS+2d"], "cost": {"fixed": "10k"}},
            {"id": "C", "duration": "6d", "predecessors": ["A", "B FF+1d"], "probability": 0.7},
            {"id": "D", "duration": "4d", "predecessors": ["C"], "constraint": {"as_late_as_possible": "total float"}},
            {"id": "E", "duration": "3d", "predecessors": ["B"], "constraint": {"as_late_as_possible": "free float"}},
            {"id": "H", "type": "hammock", "predecessors": ["A SS", "D FF"], "cost": {"per_day": 500}},
        ],
        "branches": [{"when": {"activity": "A", "duration_over": "11d"}, "then": ["E"]}],
        "risks": [
            {"id": "R1", "probability": 0.4, "delay": {"uniform": ["1d", "9d"]}, "activities": ["A"], "cost": 5000},
            {"id": "R2", "probability": 0.5, "factor": 1.5, "activities": ["B", "C"], "triggered_by": "R1"},
            {
                "id": "R3",
                "probability": 0.5,
                "delay": "5d",
                "activities": ["C"],
                "window": {"during": "B"},
                "cost": 700,
            },
            {"id": "R4", "recurs": {"mean": 1.5}, "delay": {"uniform": ["1d", "2d"]}, "activities": ["B"]},
            {"id": "R5", "probability": 0.3, "delay": "8d", "activities": ["C"], "combine": "parallel"},
            {"id": "R6", "probability": 0.6, "delay": "6d", "activities": ["C"], "combine": "parallel"},
            {"id": "R7", "probability": 0.3, "delay": "-2d", "activities": ["A"], "exclusive": "g"},
            {"id": "R8", "probability": 0.3, "delay": "3d", "activities": ["A"], "exclusive": "g"},
        ],
        "correlations": [{"activities": ["A", "B"], "coefficient": 0.5}, {"risks": ["R1", "R3"], "coefficient": 0.8}],
    }
)

NOTHING = {
    risk.id: type(risk).model_validate(risk.model_dump(mode="json", exclude_defaults=True) | {"delay": "0d"})
    for risk in PLAN.risks
    if risk.exclusive
}


def same(one, other):
    """Whether two results have the same bits."""
    studied = all(
        np.array_equal(getattr(one.activities, name), getattr(other.activities, name))
        for name in ("mean_start", "mean_finish", "sd_finish", "start", "finish", "criticality", "correlation")
    )
    return (
        studied
        and np.array_equal(one.finish.sample.values, other.finish.sample.values)
        and np.array_equal(one.cost.sample.values, other.cost.sample.values)
    )


def test_pieces_make_the_whole():
    """However it is cut, and on however many threads: the state goes from one process to the next."""
    whole = simulate(PLAN, 1500, 3)
    first = Simulation(PLAN, 1500, 3, threads=2)
    first.advance(5)
    second = Simulation(PLAN, 1500, 3, threads=1)
    second.resume(first.state())
    second.advance(3)
    third = Simulation(PLAN, 1500, 3, threads=5)
    third.resume(second.state())
    third.advance(99)

    assert 1500 == third.iterations_done
    assert same(whole, third.result())


def test_a_look_between_changes_nothing():
    """A result asked for midway is that of as many iterations; the run goes on to the bits of the whole."""
    running = Simulation(PLAN, 1500, 3, threads=2)
    running.advance(6)
    midway = running.result()
    running.state()
    running.advance(99)

    assert same(simulate(PLAN, 6 * 128, 3), midway)
    assert same(simulate(PLAN, 1500, 3), running.result())
    assert same(running.result(), running.result())


def test_a_state_is_of_one_simulation():
    """Another seed, plan or number of iterations is refused."""
    begun = Simulation(PLAN, 1500, 3)
    begun.advance(1)

    with pytest.raises(ParameterError, match="The state must be of this plan, seed"):
        Simulation(PLAN, 1500, 4).resume(begun.state())


def test_a_result_takes_a_block():
    """Before the first there is none."""
    with pytest.raises(ParameterError, match="at least one block"):
        Simulation(PLAN, 100).result()


def test_until_a_quantile_is_known():
    """It stops at the first look at which the interval is narrow enough; the bits are those of as many iterations."""
    found = simulate_until(PLAN, Precision.parse("P80 +-15h"), 50_000)

    interval = found.finish.sample.quantile(0.8)
    assert (interval.upper - interval.lower) / 2 <= 900
    assert 2048 <= found.certificate.iterations < 50_000
    assert same(simulate(PLAN, found.certificate.iterations), found)


def test_until_the_most():
    """What cannot be reached ends with the most iterations."""
    assert 3000 == simulate_until(PLAN, Precision(0.5, 1e-9), 3000).certificate.iterations


@pytest.mark.parametrize("text", ["80 +-1d", "P80", "P100 +-1d", "P80 +-0d", "P80 +-1x", "P80 +- -1d"])
def test_bad_precision(text):
    """What is not a quantile and a width is refused with the way to write one."""
    with pytest.raises(ParameterError, match=r"^until must be"):
        Precision.parse(text)


def test_without_each_risk():
    """Removing on shared draws is, to the bit, the plan that never had the risk, and those that it triggers."""
    found = removal(PLAN, 1000, 5, threads=2)
    whole = simulate(PLAN, 1000, 5, activities=False)

    assert np.array_equal(whole.finish.sample.values, found.finish.values)
    for k, name in enumerate(found.id):
        gone = {name} | ({"R2"} if name == "R1" else set())
        closed = [r.model_copy(update={"status": "closed"}) if r.id in gone else r for r in PLAN.risks]
        if name in ("R7", "R8"):  # the other one keeps its stretch of the common grade
            closed = [NOTHING[r.id] if r.id == name else r for r in PLAN.risks]
        without = simulate(PLAN.model_copy(update={"risks": tuple(closed)}), 1000, 5, activities=False)
        assert np.array_equal(without.finish.sample.values, found.finish_without[k].values), name
        np.testing.assert_allclose(without.cost.sample.values, found.cost_without[k].values, rtol=1e-12)


def test_unknown_risk():
    """It is named."""
    with pytest.raises(ParameterError, match="R99"):
        removal(PLAN, 10, risks=["R99"])


def test_threads_and_the_draws_of_others():
    """The bits are those of 1, 2 and 5 threads; a new risk and a new activity move no other draw."""
    one, two, five = (simulate(PLAN, 1500, 3, threads=threads) for threads in (1, 2, 5))
    risk = PLAN.risks[0].model_copy(update={"id": "R0", "probability": 0.0})
    activity = PLAN.activities[1].model_copy(update={"id": "Z", "predecessors": (), "cost": None})
    more = PLAN.model_copy(update={"risks": (risk, *PLAN.risks), "activities": (*PLAN.activities, activity)})

    assert same(one, two)
    assert same(one, five)
    assert np.array_equal(one.finish.sample.values, simulate(more, 1500, 3).finish.sample.values)
