"""Whatever stands in the cells, a register comes out or a list of problems: no other error, and no stack trace."""

from __future__ import annotations

import contextlib

from hypothesis import given, settings
from hypothesis import strategies as st

from riskcore.errors import DocumentError
from riskcore.formats.register import lines, read_register, register_of
from tests.formats.register.make import book
from tests.formats.register.strategies import TRICKY

HEAD = [
    "ID",
    "Title",
    "Type",
    "Status",
    "P",
    "Delay (d)",
    "Delay min",
    "Delay ML",
    "Delay max",
    "Delay distribution",
    "Cost",
]
HEAD += ["Duration factor", "Activities", "WBS", "Residual P", "Residual cost (k€)", "Triggered by", "Exclusive group"]
HEAD += ["Recurs", "Combine", "Active from", "Impacts by activity", "Distribution"]
CELLS = st.one_of(
    st.none(),
    TRICKY,
    st.sampled_from(
        [
            "High",
            "30%",
            "5d",
            "10/20/35 d",
            "10-35 days",
            "1,5",
            "1.5",
            "12,000",
            "$5k",
            "(5)",
            "2w",
            "pert",
            "Opportunity",
        ]
    ),
    st.sampled_from(
        ["{triangular: [1, 2, 3]}", "{pert: [1d, 2d, 3d]}", "{a", "[{}]", "trigen P5/P95", "Closed", "parallel"]
    ),
    st.sampled_from(
        ["-5", "--", "..", "/", "1/2/3/4", "€", "1e400", "9" * 400, "\u0663", "½", "²", "(-5)", "1-", "+-3"]
    ),
    st.floats(-1e6, 1e6),
    st.integers(0, 5),
    st.booleans(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=8).filter(lambda one: one.isprintable()),
)
MAPPINGS = st.sampled_from(
    [
        {},
        {"shape": "pert", "range": "uniform", "units": {"delay": "d"}, "probability": "percent"},
        {
            "shape": "trigen",
            "percentiles": [5, 90],
            "decimal": ",",
            "scales": {"delay": ["1d", "2d"], "cost": {"High": 5}},
        },
    ]
)


@settings(max_examples=200)
@given(st.lists(st.lists(CELLS, min_size=len(HEAD), max_size=len(HEAD)), max_size=3), MAPPINGS)
def test_any_cells(tmp_path_factory, rows, mapping):
    """A workbook with every column and anything in its cells."""
    path = tmp_path_factory.mktemp("any") / "r.xlsx"
    book(path, {"Risks": [HEAD, *rows]})
    with contextlib.suppress(DocumentError):
        read = read_register(path, mapping)

        assert len(register_of(read).risks) == len(read.rows) < len(lines(read))
