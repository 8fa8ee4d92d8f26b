"""The forward pass and criticality, against their twins on random networks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.kernels import records
from riskcore.kernels.driving import mark_critical
from riskcore.kernels.forward import forward
from riskcore.kernels.jit import alone
from riskcore.kernels.late import JUST_BEFORE, late_dates, postpone
from riskcore.kernels.records import Maps, Network, Scratch, Variables
from tests import naive

FORWARD, POSTPONE, MARK_CRITICAL, LATE_DATES = (alone(one) for one in (forward, postpone, mark_critical, late_dates))
LANES = 4
TYPES = ("FS", "SS", "FF", "SF")
NO_MAPS = Maps(np.zeros(0, records.MAP), np.zeros(0, np.int32))
FAIR = records.Weather(
    np.zeros(0, records.WEATHER),
    np.zeros(0, records.WEATHER_DAY),
    np.zeros(0, np.uint8),
    np.zeros(0),
)
NO_COSTS = records.Costs(
    np.zeros(1, records.CHARGE),
    np.zeros(0, records.FACTOR),
    np.zeros(0, records.INDEX),
    np.zeros(1, records.EVENT_COST),
    np.zeros(0, np.int64),
    np.zeros(1, records.PENALTY),
    np.zeros(0, records.STEP),
    *NO_MAPS,
    np.zeros(0, records.BENEFIT),
    np.zeros(0, records.WORTH),
)
NOTHING = Variables(np.zeros(0, records.VARIABLE), np.zeros(1), np.zeros(0, records.GROUP))


@st.composite
def networks(draw):
    """Rows with dates that may bind them, and links to rows before them."""
    count = draw(st.integers(1, 8))
    date = st.one_of(st.none(), st.integers(0, 40))
    rows, links = [], []
    for i in range(count):
        cap = draw(date)
        rows.append(
            {
                "duration": draw(st.integers(0, 80)) / 8,
                "floor_start": draw(st.integers(0, 20)),
                "cap_start": np.inf if cap is None else float(cap),
                "floor_finish": draw(st.one_of(st.just(-np.inf), st.integers(0, 40))),
                "cap_finish": draw(st.one_of(st.just(np.inf), st.integers(0, 60))),
            }
        )
        link = st.tuples(st.integers(0, max(i - 1, 0)), st.sampled_from(TYPES), st.integers(-3, 6).map(float))
        links.append(draw(st.lists(link, max_size=3)) if i else [])
    return rows, links


def compiled(rows, links):
    """The same network as records."""
    row = np.zeros(len(rows) + 1, records.ROW)
    row["link"] = np.cumsum([0, *map(len, links)])
    row["variable"] = row["late"] = row["held"] = row["rest"] = row["weather"] = -1
    row["latest_start"] = row["latest_finish"] = np.inf
    for i, one in enumerate(rows):
        for name, value in one.items():
            row[name][i] = value
        kinds = {kind for _, kind, _ in links[i]}
        dated = one["floor_finish"] > -np.inf or one["cap_finish"] < np.inf
        row["finish_bound"][i] = dated or bool(kinds & {"FF", "SF"})
    no = [-1] * 6  # maps, and lags that are shared
    made = [(s, TYPES.index(kind), lag, *no, kind == "FS") for mine in links for s, kind, lag in mine]
    return Network(
        row,
        np.zeros(0, records.EFFECT),
        np.zeros(0, records.ASK),
        np.zeros(0, np.int64),
        np.array(made, records.LINK),
        np.zeros(1, records.SPAN),
        np.zeros(0, records.LINK),
    )


def scratch(rows):
    return Scratch(
        start=np.empty((rows, LANES)),
        finish=np.empty((rows, LANES)),
        critical=np.zeros((rows, LANES), np.uint8),
        shared=np.empty((0, LANES)),
        factor=np.empty((0, LANES)),
        slack=np.empty((0, LANES)),
        held=np.empty((0, LANES)),
        lost=np.empty((0, 2)),
        ahead=np.empty((0, LANES), np.int32),
        work=np.empty((6, LANES)),
        bits=np.empty((3, LANES), np.uint64),
        drawn=np.empty((0, LANES)),
        before=np.empty((2, 0, LANES)),
        changed=np.zeros(0, np.uint8),
    )


@settings(max_examples=200)
@given(networks())
def test_forward_and_driving(network):
    """Starts, finishes and criticality equal those of the twin, to the bit."""
    rows, links = network
    memory = scratch(len(rows))

    FORWARD(compiled(rows, links), NOTHING, NO_MAPS, FAIR, NO_COSTS, memory, np.uint64(1), 0, records.PLAIN)
    MARK_CRITICAL(compiled(rows, links), NO_MAPS, memory)

    start, finish = naive.forward(rows, links)
    assert start == list(memory.start[:, 0])
    assert finish == list(memory.finish[:, 0])
    assert naive.critical(start, finish, links) == list(memory.critical[:, 0] == 1)


@settings(max_examples=200)
@given(networks())
def test_late_dates_and_free_float(network):
    """Late finishes and free floats equal those of the twin wherever a row has a successor."""
    rows, links = network
    rows = [row | {"cap_start": np.inf, "cap_finish": np.inf} for row in rows]
    memory, records_of = scratch(len(rows)), compiled(rows, links)
    late, free = np.empty((len(rows), LANES)), np.empty((len(rows), LANES))

    FORWARD(records_of, NOTHING, NO_MAPS, FAIR, NO_COSTS, memory, np.uint64(1), 0, records.PLAIN)
    LATE_DATES(records_of, NO_MAPS, memory, memory.finish[-1], JUST_BEFORE, late, free)

    late_finish, slack = naive.late(list(memory.start[:, 0]), list(memory.finish[:, 0]), links)
    followed = [i for i, finish in enumerate(late_finish) if finish < np.inf]
    assert [late_finish[i] for i in followed] == [late[i, 0] for i in followed]
    assert [slack[i] for i in followed] == [free[i, 0] for i in followed]


def test_as_late_as_possible():
    """Two rows in a chain that may be late move together to where they just delay no successor."""
    base = {"floor_start": 0.0, "cap_start": np.inf, "floor_finish": -np.inf, "cap_finish": np.inf}
    rows = [base | {"duration": float(length)} for length in (2, 3, 10, 1)]
    links = [[], [(0, "FS", 0.0)], [], [(1, "FS", 0.0), (2, "FS", 0.0)]]
    network = compiled(rows, links)
    network.row["late"][:2] = (0, 1)
    memory = scratch(4)._replace(slack=np.empty((2, LANES)))

    FORWARD(network, NOTHING, NO_MAPS, FAIR, NO_COSTS, memory, np.uint64(1), 0, records.PLAIN)
    POSTPONE(network, NO_MAPS, memory)

    assert [5, 7, 0, 10] == list(memory.start[:, 0])
    assert [7, 10, 10, 11] == list(memory.finish[:, 0])
