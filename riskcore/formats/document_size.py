"""How large a plan document may be: what is refused here costs seconds, what is not may cost gigabytes."""

from __future__ import annotations

from typing import Any, Final

from riskcore.plan.rule import BrokenRule

MOST_VALUES: Final = 1_500_000
"""Words, numbers, lists and mappings; 100,000 activities with ranges, two links and costs each have 1,400,000."""
MOST_ITEMS: Final = 200_000
"""In one list or mapping: activities, above all."""
MOST_MARKS: Final = 5_000_000
DEEPEST: Final = 50


def check_json_text(text: str) -> None:
    """Raise BrokenRule where JSON `text` must hold far too many values, before they are made."""
    if sum(text.count(mark) for mark in ",[{") > MOST_MARKS:
        raise BrokenRule(f"must not hold more than {MOST_VALUES:,} values")


def check_size(document: Any) -> None:
    """Raise BrokenRule where `document` has too many values (one that is repeated by aliases counts each time)."""
    seen = 0
    level = [document]
    for _ in range(DEEPEST + 1):
        seen += len(level)
        if seen > MOST_VALUES:
            raise BrokenRule(f"must not hold more than {MOST_VALUES:,} values")
        longest = max((len(one) for one in level if isinstance(one, (list, dict))), default=0)
        if longest > MOST_ITEMS:
            raise BrokenRule(f"must not hold lists of more than {MOST_ITEMS:,}", f"{longest:,}")
        level = [item for one in level for item in _items(one)]
        if not level:
            return
    raise BrokenRule(f"must not nest deeper than {DEEPEST}")


def _items(value: Any) -> Any:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
