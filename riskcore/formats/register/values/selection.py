"""Which activities a risk is about: `A1010; A1020`, `WBS 3.2`, `tag: civil`, `all`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from riskcore.formats.register.table.cell import quoted
from riskcore.formats.yaml_text import parse_yaml
from riskcore.plan.rule import BrokenRule

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPLIT = re.compile(r"[;,\n]+")
_KEY = re.compile(r"(wbs|psp)(?:\s*[:=]\s*|\s+)(.+)|(tag|owner|name)\s*[:=]\s*(.+)", re.IGNORECASE)
_KEYS: Final = {"psp": "wbs"}
_ALL: Final = ("all", "alle", "toutes", "todas", "all activities")


def selection(text: str, key: str = "id") -> Any:
    """The selector that a cell states: a list of ids, "all", or a mapping. Raises BrokenRule.

    `key` is what the column holds, "id", "wbs" or "tag". A word in front, as in `WBS 3.2; 3.4`, holds for what follows.
    """
    if text.startswith("{"):
        return _written(text)
    if text.casefold() in _ALL:
        return "all"
    found: dict[str, list[str]] = {}
    for part in (part.strip() for part in _SPLIT.split(text)):
        named = _KEY.fullmatch(part)
        if named:
            word = (named[1] or named[3]).lower()
            key = _KEYS.get(word, word)
        value = (named[2] or named[4]).strip() if named else part
        if value and value not in found.setdefault(key, []):
            found[key].append(value)
    found = {key: values for key, values in found.items() if values}
    if len(found) > 1:
        hint = "Give the ids of all of them, or a tag that they share."
        raise BrokenRule("must select activities in one way", " and ".join(found), hint)
    if not found:
        raise BrokenRule("must name activities", quoted(text))
    return found.get("id", found)


def _written(text: str) -> Mapping[str, Any]:
    """A selector in the form of a document."""
    document = parse_yaml(text)
    if not isinstance(document, dict):
        raise BrokenRule("must be a selector such as {wbs: 3.2, tag: civil}", quoted(text))
    return document


def selected(selector: Any) -> str:
    """A selector for a person: `A1010, A1020`, `wbs 3.2`."""
    if isinstance(selector, str):
        return selector
    if isinstance(selector, list):
        return ", ".join(selector)
    return "; ".join(f"{k} {', '.join(map(str, v)) if isinstance(v, list) else v}" for k, v in selector.items())
