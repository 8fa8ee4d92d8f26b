"""Sobol' points as a design: the bits do not depend on how a run is cut, and the points go where they count."""

import numpy as np
import pytest

from riskcore.analysis.compare import compare
from riskcore.errors import ParameterError
from riskcore.formats import read_plan_text
from riskcore.kernels.records import LATIN_HYPERCUBE, SOBOL
from riskcore.plan import certain, parse_plan
from riskcore.plan.cost import Cost
from riskcore.program import compile_plan
from riskcore.simulation import removal, simulate
from riskcore.simulation.coordinates import with_coordinates
from riskcore.simulation.running import LANES, Simulation
from riskcore.simulation.spending import spending
from riskcore.simulation.worker import Sampling

PLAN = """
start: 2027-01-04
calendar: 24h
activities:
  - {id: A, duration: {triangular: [1ed, 2ed, 9ed]}}
  - {id: B, duration: {uniform: [9ed, 9.1ed]}, predecessors: [A]}
  - {id: C, duration: {uniform: [1ed, 9ed]}, predecessors: [B]}
  - {id: D, duration: {pert: [1ed, 3ed, 8ed]}, predecessors: [B]}
risks:
  - {id: R, probability: 0.3, delay: {uniform: [2ed, 4ed]}, activities: [A]}
correlations:
  - {activities: [C, D], coefficient: 0.5, space: normal}
"""


@pytest.fixture(scope="module")
def plan():
    return read_plan_text(PLAN)


def test_bits_do_not_depend_on_threads_or_pieces(plan):
    """One thread, two, and a run in pieces with its state carried over."""
    whole = simulate(plan, 1000, 5, design="sobol", threads=1)
    first = Simulation(plan, 1000, 5, design="sobol")
    first.advance(3)
    then = Simulation(plan, 1000, 5, design="sobol")
    then.resume(first.state())
    then.advance(then.blocks)

    assert whole.same_bits(simulate(plan, 1000, 5, design="sobol", threads=2))
    assert whole.same_bits(then.result())
    assert "sobol" == whole.certificate.design


def test_each_scrambling_is_stratified(plan):
    """A duration alone: of 1,024 iterations each of 16 scramblings has one in each of 64 strata."""
    alone = plan.model_copy(update={"activities": plan.activities[:1], "risks": (), "correlations": ()})
    uniform = alone.activities[0].model_copy(update={"duration": plan.activities[2].duration})
    result = simulate(alone.model_copy(update={"activities": (uniform,)}), 1024, 5, design="sobol", threads=1)
    days = (result.finish.sample.values - result.minutes(plan.start)) / 1440

    strata = np.floor((days - 1) / 8 * 64).astype(int).reshape(64, 16)
    assert (np.sort(strata, axis=0) == np.arange(64)[:, None]).all()


def test_the_strongest_take_the_first_coordinates(plan):
    """What moves the finish most comes first; what hardly does comes last, factors among them."""
    found = with_coordinates(compile_plan(plan, ()), 1, LANES)
    order = {name: int(at) for name, at in zip(found.names, found.variables.item["sobol"], strict=True)}
    ranked = sorted(order, key=order.__getitem__)

    assert len({*order.values(), int(found.variables.group["sobol"][0])}) == len(order) + 1
    assert "duration of B" == ranked[-1]
    assert "duration of A" in ranked[:3]


def test_more_variables_than_coordinates():
    """Sixty-four of them are the points'; the others are stratified, and the mean is that of the sum."""
    activities = [{"id": f"A{k}", "duration": {"uniform": ["0ed", "1ed"]}} for k in range(80)]
    for one, before in zip(activities[1:], activities, strict=False):
        one["predecessors"] = [before["id"]]
    plan = parse_plan({"start": "2027-01-04", "calendar": "24h", "activities": activities})
    found = with_coordinates(compile_plan(plan, ()), 1, LANES)
    result = simulate(plan, 4096, 3, design="sobol", activities=False)
    mean = result.finish.sample.mean()
    truth = result.minutes(plan.start) + 40 * 1440

    assert 64 == np.count_nonzero(found.variables.item["sobol"] >= 0)
    assert mean.lower <= truth <= mean.upper
    assert mean.upper - mean.lower < 0.1 * 2 * 1.96 * result.finish.sample.sd() / np.sqrt(4096)


def test_removal_pairs_its_iterations(plan):
    """Without a risk nothing is later; the plan as it is has the bits of the simulation."""
    found = removal(plan, 512, 3, design="sobol")
    finish = simulate(plan, 512, 3, design="sobol", milestones=()).finish.sample

    assert np.array_equal(found.finish.values, finish.values)
    assert (found.finish_without[0].values <= finish.values).all()
    assert 16 == found.finish.replicates


def test_cash_flow_is_that_of_the_same_points(plan):
    """What is spent by period sums up to the cost, iteration by iteration."""
    costed = plan.activities[0].model_copy(update={"cost": Cost(per_day=certain(100.0))})
    dear = plan.model_copy(update={"activities": (costed, *plan.activities[1:])})
    total = simulate(dear, 300, 5, design="sobol").cost.sample.values

    assert pytest.approx(total) == spending(dear, 300, 5, design="sobol").cost.sum(axis=0)


def test_scenarios_are_not_compared(plan):
    """Points follow the plan, so that those of two plans are no pairs."""
    result = simulate(plan, 256, design="sobol")

    with pytest.raises(ParameterError, match="Got sobol"):
        compare(result, result)


def test_sets_of_criticality():
    """Blocks by turns, or scramblings: 1,000 iterations in all."""
    blocks, scramblings = (Sampling(1, 1000, design, LANES) for design in (LATIN_HYPERCUBE, SOBOL))

    assert [128] * 7 + [104] + [0] * 8 == list(blocks.sizes())
    assert [63] * 8 + [62] * 8 == list(scramblings.sizes())
    assert [0, 7, 7] == [blocks.set_of(block) for block in (0, 7, 23)]
    assert -1 == scramblings.set_of(7)
