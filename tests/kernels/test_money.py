"""The money of a block, against its twin on random schedules."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.kernels import records
from riskcore.kernels.jit import alone
from riskcore.kernels.money import add_costs
from riskcore.kernels.records import AT_FINISH, AT_START, DRAWN, EVENLY, GROWN, HELD, Costs, Variables
from riskcore.kernels.spread import spread_costs
from riskcore.program.variables import VariableTable
from tests import naive, naive_money
from tests.kernels.test_draw import EXAMPLES, build
from tests.kernels.test_tally import LANES, schedule

NO_MAPS = records.Maps(np.zeros(0, records.MAP), np.zeros(0, np.int32))
NOTHING = Variables(np.zeros(0, records.VARIABLE), np.zeros(1), np.zeros(0, records.GROUP))
ROWS, SHARED, COLUMNS = 3, 4, 4
FREE = 1e-12
ADD_COSTS = alone(add_costs)
CHARGE = {
    "row": 0, "fixed": -1, "fixed_value": 0.0, "rate": -1, "rate_value": 0.0, "rate_scale": 0.0, "done": 0.0,
    "output": 1, "map": -1, "gate": -1, "accrual": EVENLY, "since": np.inf, "until": np.inf, "calendar": 0,
    "clock": -1, "plain": 0,
}  # fmt: skip
PENALTY = {
    "row": 0, "map": -1, "known": np.inf, "gate": -1, "output": 3, "days": -1, "due": 0.0, "per_day": 0.0,
    "at_most": np.inf, "date": -np.inf, "bonus": 0.0, "bonus_at_most": np.inf,
}  # fmt: skip
BENEFIT = {
    "row": 0, "map": -1, "known": np.inf, "gate": -1, "output": 4, "per_minute": 1.0, "until": np.inf, "length": np.inf,
}  # fmt: skip
EVENT = {"shared": 0, "output": 2, "row": -1, "map": -1}
ACCRUALS = {"start": AT_START, "evenly": EVENLY, "finish": AT_FINISH}


def array(made, defaults, dtype, lists=None, key=""):
    """Records of `dtype`; with `lists` those of which `key` tells where each one's begins, and the end behind them."""
    found = np.zeros(len(made) + (lists is not None), dtype)
    for k, one in enumerate(made):
        for name, value in (defaults | one).items():
            found[name][k] = value
    if lists is not None:
        found[key] = np.cumsum([0, *map(len, lists)])
    return found


def costs(charges=(), factors=None, indices=(), events=(), penalties=(), steps=None, benefits=(), worth=()):
    """Costs of what is given, all else empty; factors and steps are lists, one for each charge and penalty."""
    factors = [[]] * len(charges) if factors is None else factors
    steps = [[]] * len(penalties) if steps is None else steps
    exist = [event.get("paid_by", []) for event in events]
    events = [{name: value for name, value in event.items() if name != "paid_by"} for event in events]
    return Costs(
        array(charges, CHARGE, records.CHARGE, factors, "factor"),
        np.array([factor for own in factors for factor in own], records.FACTOR),
        np.array(list(indices), records.INDEX),
        array(events, EVENT, records.EVENT_COST, exist, "exist"),
        np.array([row for own in exist for row in own], np.int64),
        array(penalties, PENALTY, records.PENALTY, steps, "step"),
        np.array([step for own in steps for step in own], records.STEP),
        *NO_MAPS,
        array(benefits, BENEFIT, records.BENEFIT),
        np.array(list(worth), records.WORTH),
    )


def money(found, memory, columns=COLUMNS, variables=NOTHING):
    """(column, lane) what the kernel makes of `found`."""
    filled = np.empty((columns, LANES))
    ADD_COSTS(filled, found, variables, NO_MAPS, memory, np.uint64(1), 0, records.PLAIN)
    return filled


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32), charges=st.integers(0, 4), events=st.integers(0, 3))
def test_charges_and_events(seed, charges, events):
    """Every part and the total are those of the twin, to the bit: plain ones, and those that other loops see to."""
    memory = schedule(seed, ROWS, shared=SHARED)
    rng = np.random.default_rng(seed + 1)
    names = ("row", "fixed_value", "rate_value", "done", "output", "gate", "plain")
    made = [
        dict(zip(names, map(int, rng.integers((0, 0, 0, 0, 1, -1, 0), (3, 100, 9, 50, 4, 4, 2))), strict=True))
        for _ in range(charges)
    ]
    for one in made:
        one["plain"] = int(one["plain"] and one["gate"] < 0)
    paid = [
        {"shared": int(rng.integers(SHARED)), "output": int(rng.integers(1, 4)), "paid_by": list(rng.permutation(n))}
        for n in rng.integers(0, SHARED, events)
    ]

    found = money(costs(made, events=paid), memory)

    for lane in range(LANES):
        start, finish, shared = memory.start[:, lane], memory.finish[:, lane], memory.shared[:, lane]
        expected = np.zeros(COLUMNS)
        for one in made:
            spent = naive_money.amount(CHARGE | one, [], [], start, finish, shared)
            expected[[0, one["output"]]] += spent
        for event in paid:
            expected[[0, event["output"]]] += naive_money.happened(event, shared)
        assert list(expected) == list(found[:, lane])


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32), accrual=st.sampled_from(sorted(ACCRUALS)), known=st.booleans())
def test_factors(seed, accrual, known):
    """Held factors multiply; prices grow up to the moment of spending: the start, the middle or the finish."""
    memory = schedule(seed, ROWS, shared=SHARED)
    rng = np.random.default_rng(seed + 1)
    memory.shared[3] = rng.uniform(-0.5, 1.0, LANES)
    charge = {"row": 1, "fixed_value": 7.0, "rate_value": 0.5, "accrual": accrual}
    charge |= {"since": 20.0, "until": 5000.0} if known else {}
    indices = [(3, -200_000.0)]

    found = money(costs([charge | {"accrual": ACCRUALS[accrual]}], [[(HELD, 1), (GROWN, 0)]], indices), memory)

    for lane in range(LANES):
        start, finish, shared = memory.start[:, lane], memory.finish[:, lane], memory.shared[:, lane]
        expected = naive_money.amount(CHARGE | charge, [("held", 1), ("grown", 0)], indices, start, finish, shared)
        assert pytest.approx(found[0, lane], rel=FREE, abs=FREE) == expected


def test_drawn_factors():
    """A drawn quantity times a drawn rate, each by its own stream."""
    table = VariableTable()
    quantity = table.add("quantity", build("triangular", EXAMPLES["triangular"]))
    rate = table.add("rate", build("uniform", [2.0, 3.0]))
    variables = table.record()
    charge = {"fixed_value": 10.0}

    found = money(costs([charge], [[(DRAWN, quantity), (DRAWN, rate)]]), schedule(0, 1), variables=variables)

    grades = [naive.grades(LANES, 1, 0, int(one), stratified=False) for one in variables.item["stream"]]
    expected = 10 * build("triangular", EXAMPLES["triangular"]).quantile(np.array(grades[0]))
    np.testing.assert_allclose(found[1], expected * (2 + np.array(grades[1])), rtol=FREE)


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_penalties(seed):
    """Days late and early, steps and limits are counted as by hand; a known finish is taken as it is."""
    memory = schedule(seed, ROWS, shared=SHARED)
    memory.finish[:] *= 20
    rng = np.random.default_rng(seed + 1)
    names = ("due", "per_day", "at_most", "date", "bonus", "bonus_at_most")
    made = [
        dict(zip(names, map(float, rng.integers((0, 0, 5, 0, 0, 5), (30_000, 9, 99, 30_000, 9, 40))), strict=True))
        for _ in range(3)
    ]
    made[1]["known"], made[2]["gate"] = 14_400.0, 2
    steps = [[(float(after), 3.0) for after in rng.integers(0, 30_000, 2)] for _ in made]

    found = money(costs(penalties=made, steps=steps), memory)

    for lane in range(LANES):
        expected = 0.0
        for one, own in zip(made, steps, strict=True):
            due = naive_money.owed(PENALTY | one | {"steps": own}, one.get("known", memory.finish[0, lane]))
            expected += due * (memory.shared[2, lane] if "gate" in one else 1)
        assert [expected, 0.0, 0.0, expected] == list(found[:, lane])


@pytest.mark.parametrize(
    ("finish", "days"), [(0.0, 0), (1e-6, 1), (1440.0, 1), (1440.5, 2), (-1439.0, 0), (-1440.0, -1)]
)
def test_a_day_begun_counts(finish, days):
    """A moment late is a day late; early counts what is whole."""
    memory = schedule(0, 1)
    memory.finish[:] = finish
    penalty = {"due": 0.0, "per_day": 1.0, "date": 0.0, "bonus": 1.0}

    assert {float(days)} == set(money(costs(penalties=[penalty]), memory)[0])


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_later_is_never_cheaper(seed):
    """Whatever the terms, a later finish owes as much or more."""
    rng = np.random.default_rng(seed)
    memory = schedule(seed, 1)
    memory.finish[0] = np.sort(rng.uniform(0, 30_000, LANES))
    due, per_day, at_most, bonus, limit = rng.uniform(0, (30_000, 9, 99, 9, 99))
    penalty = {
        "due": due + 500,
        "per_day": per_day,
        "at_most": at_most,
        "date": due,
        "bonus": bonus,
        "bonus_at_most": limit,
    }

    found = money(costs(penalties=[penalty], steps=[[(due, 5.0), (due + 2000, 7.0)]]), memory)

    assert np.all(np.diff(found[0]) >= 0)


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32), rate=st.sampled_from([0.0, 0.08, -0.02]))
def test_benefits_and_their_worth(seed, rate):
    """Benefits in a column of their own, and all money in today's: charges, events, penalties and benefits."""
    memory = schedule(seed, ROWS, shared=SHARED)
    memory.finish[:] += 300_000
    charge, base = {"row": 1, "fixed_value": 50.0, "rate_value": 0.01, "accrual": "evenly"}, 1000.0
    terms = [{"until": 900_000.0}, {"length": 500_000.0, "gate": 1}, {"until": 1000.0}]
    found = money(
        costs(
            [charge | {"accrual": EVENLY}],
            events=[{"row": 2}],
            penalties=[{"due": 0.0, "per_day": 1.0}],
            benefits=terms,
            worth=[(rate, base, 5)],
        ),
        memory,
        columns=6,
    )

    for lane in range(LANES):
        start, finish, shared = memory.start[:, lane], memory.finish[:, lane], memory.shared[:, lane]
        benefit = worth = 0.0
        for one in terms:
            gate = shared[one["gate"]] if "gate" in one else 1.0
            gained, valued = naive_money.gained(BENEFIT | one, finish[0], rate, base)
            benefit, worth = benefit + gate * gained, worth + gate * valued
        spent = naive_money.amount(CHARGE | charge, [], [], start, finish, shared)
        worth -= spent * naive_money.present(rate, naive_money.moment(CHARGE | charge, start, finish), base)
        worth -= shared[0] * naive_money.present(rate, start[2], base)
        due = naive_money.owed(PENALTY | {"per_day": 1.0, "steps": []}, finish[0])
        worth -= due * naive_money.present(rate, finish[0], base)
        assert pytest.approx(found[0, lane]) == spent + shared[0] + due
        assert pytest.approx(found[4, lane]) == benefit
        assert pytest.approx(found[5, lane]) == worth


@settings(max_examples=50)
@given(seed=st.integers(0, 2**32))
def test_spread(seed):
    """Each minute of work costs the same, in its period; a start lies in its own, a finish in the one before it."""
    memory = schedule(seed, ROWS, shared=SHARED)
    rng = np.random.default_rng(seed + 1)
    edges = np.sort(rng.integers(0, 1500, 6)).astype(float)
    charges = [
        {"row": 0, "fixed_value": 30.0, "rate_value": 2.0},
        {"row": 1, "fixed_value": 7.0, "accrual": AT_START},
        {"row": 1, "fixed_value": 11.0, "accrual": AT_FINISH},
        {"row": 2, "fixed_value": 13.0, "since": 100.0, "until": 700.0},
        {"row": 2, "fixed_value": 17.0, "since": 400.0, "until": 400.0},
    ]
    flow = np.empty((5, LANES))

    found = costs(charges, events=[{"row": 1}, {"shared": 1}], penalties=[{"due": 0.0, "per_day": 1.0}])
    spread_costs(
        flow, edges[None], np.zeros(ROWS, np.int64), found, NOTHING, NO_MAPS, memory, np.uint64(1), 0, records.PLAIN
    )

    for lane in range(LANES):
        start, finish, shared = (values[:, lane] for values in (memory.start, memory.finish, memory.shared))
        begun, worked = start.astype(int), finish.astype(int)
        expected = np.array(naive_money.spread(30 + 2 * (worked[0] - begun[0]), begun[0], worked[0], edges))
        expected += naive_money.spread(13, 100, 700, edges)
        expected += naive_money.spread(17, 400, 400, edges)
        for amount, moment in (
            (7, start[1]),
            (11, finish[1] - 0.5),
            (shared[0], start[1]),
            (shared[1], finish[2] - 0.5),
            (np.ceil(finish[0] / 1440), finish[0] - 0.5),
        ):
            expected[naive_money.period(moment, edges)] += amount
        np.testing.assert_allclose(flow[:, lane], expected, rtol=1e-9, atol=1e-9)
