"""The roll of activities finds whom a selector means, as asking each of them does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riskcore.plan import parse_plan
from riskcore.plan.roll import Roll
from riskcore.plan.selector import Selector

NODES = ("", "1", "1.2", "1.2.3", "11", "2")
FEW = st.lists(st.sampled_from(("a", "b", "c")), max_size=2)
ACTIVITIES = st.lists(
    st.tuples(st.sampled_from(NODES), FEW, st.sampled_from(("", "a", "b")), st.sampled_from(("pour", "pour 2", "lay"))),
    min_size=1,
    max_size=6,
)
SELECTORS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.lists(st.sampled_from(("A0", "A1", "A9")), min_size=1, max_size=3),
        "wbs": st.lists(st.sampled_from(NODES[1:]), min_size=1, max_size=2),
        "tag": st.lists(st.sampled_from(("a", "b", "c")), min_size=1, max_size=2),
        "owner": st.sampled_from(("a", "b", "z")),
        "name": st.lists(st.sampled_from(("pour*", "l?y", "x")), min_size=1, max_size=2),
    },
).map(lambda keys: keys or "all")


@given(ACTIVITIES, SELECTORS)
def test_the_roll_agrees_with_asking_each(rows: list[tuple[str, list[str], str, str]], wanted: object):
    """Whatever the keys, the roll calls those that match, in their order."""
    activities = [
        {"id": f"A{i}", "wbs": wbs, "tags": tags, "owner": owner, "name": name, "duration": "1d"}
        for i, (wbs, tags, owner, name) in enumerate(rows)
    ]
    plan = parse_plan({"name": "p", "start": "2027-01-04", "activities": activities})
    selector = Selector.model_validate(wanted)
    expected = [i for i, activity in enumerate(plan.activities) if selector.matches(activity)]
    assert expected == Roll(plan.activities).of(selector)
