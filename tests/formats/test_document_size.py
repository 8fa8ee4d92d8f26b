"""JSON that holds too many values is refused by its text, and none that holds fewer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcore.formats import document_size
from riskcore.plan.rule import BrokenRule

WORDS = st.text(st.sampled_from('a",[]{}:\\ \n'), max_size=5)
DOCUMENTS = st.recursive(
    st.none() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def values(document: object) -> int:
    """The document itself and all that it holds."""
    inside = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    return 1 + sum(map(values, inside))


def accepts(document: object, most: int, **form: object) -> bool:
    """Whether its text is accepted where `most` values are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document_size, "MOST_VALUES", most)
        try:
            document_size.check_json_text(json.dumps(document, **form))
        except BrokenRule:
            return False
    return True


@given(DOCUMENTS, st.sampled_from([None, 2]))
def test_values_are_counted_without_being_made(document: object, indent: int | None):
    """Marks within words do not count, and neither do empty lists twice."""
    count = values(document)
    assert accepts(document, count, indent=indent)
    assert count == 1 or not accepts(document, count - 1, indent=indent)
