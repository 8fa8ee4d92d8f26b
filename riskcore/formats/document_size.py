"""How large a plan document may be: what is refused here costs seconds, what is not may cost gigabytes."""

from __future__ import annotations

import re
from typing import Any, Final

from riskcore.plan.rule import BrokenRule

MOST_VALUES: Final = 1_500_000
"""Words, numbers, lists and mappings; 100,000 activities with ranges, two links and costs each have 1,400,000."""
MOST_ITEMS: Final = 200_000
"""In one list or mapping: activities, above all."""
DEEPEST: Final = 50
WORD: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
EMPTY: Final = re.compile(r"\[\s*+\]|\{\s*+\}")


def check_json_text(text: str) -> None:
    """Raise BrokenRule where JSON `text` must hold far too many values, before they are made."""
    if _marks(text) >= MOST_VALUES and _values(WORD.sub("0", text)) > MOST_VALUES:
        raise BrokenRule(f"must not hold more than {MOST_VALUES:,} values")


def _values(text: str) -> int:
    """Of JSON whose words are numbers: what follows a comma, and what comes first in a list or mapping."""
    return 1 + _marks(text) - sum(1 for _ in EMPTY.finditer(text))


def _marks(text: str) -> int:
    return sum(map(text.count, ",[{"))


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
