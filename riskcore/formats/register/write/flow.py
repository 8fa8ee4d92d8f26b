"""Lists and mappings in one line of text that YAML reads back to the last character."""

from __future__ import annotations

import json
import re
from typing import Any

_UNSAFE = re.compile("[\x7f-\xa0\u2028\u2029\ufeff]")
"""Characters that YAML folds or refuses where they stand for themselves."""


def flow(value: Any) -> str:
    """`{"lognormal": {"p10": "5d", "p90": "20d"}}`: JSON, which is YAML."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
